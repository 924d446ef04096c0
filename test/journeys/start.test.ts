/** `npm start` as a newcomer meets it: a simulated hospital, said to be one, read and told within a minute. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const ROOT = join(import.meta.dirname, '../..')
const MOST_SECONDS = 60

test('npm start simulates, inspects, assesses, prints and writes the report, and says that it is a simulation', () => {
  const began = performance.now()
  const run = spawnSync('sh', ['bin/start'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 << 20 })
  const seconds = (performance.now() - began) / 1000
  assert.equal(run.status, 0, run.stderr)
  for (const part of [
    /Simulating a hospital .* none of its devices exists/,
    /\nSIMULATED: /,
    /\nInventory: \d{3} devices\n/,
    /\nWorst risks\n/,
    /\nWhat happened: \d+ incident/,
    /\nFleet of \d{3} devices /,
    /The report is in out\/simulated-report\.html/,
    /bin\/wardline inspect examples\/ward\.pcapng/,
  ])
    assert.match(run.stdout, part)
  assert.match(readFileSync(join(ROOT, 'out/simulated-report.html'), 'utf8'), /<title>SIMULATED/)
  assert.ok(seconds < MOST_SECONDS, `it took ${seconds.toFixed(0)} s`)
})
