/** What `inspect --baseline` adds to the weaknesses: a service that the device was not learned to offer. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const ROOT = join(import.meta.dirname, '../..')
const CAPTURES = join(ROOT, 'src/assessment/weaknesses/fixtures')
const folder = mkdtempSync(join(tmpdir(), 'wardline-learned-services-'))
after(() => rmSync(folder, { recursive: true }))

function found(capture: string, ...options: readonly string[]): string[] {
  const args = ['inspect', join(CAPTURES, `${capture}.pcap`), '--json', ...options]
  const run = spawnSync(join(ROOT, 'bin/wardline'), args, { encoding: 'utf8' })
  assert.equal(run.status, 0, run.stderr)
  const { assets } = JSON.parse(run.stdout) as {
    assets: { weaknesses: { id: string; port: number | null; because: string }[] }[]
  }
  return assets
    .flatMap(({ weaknesses }) => weaknesses)
    .filter(({ id }) => id === 'unexpected-service-listening')
    .map(({ port, because }) => `${port} ${because}`)
}

test('a port that was not learned is told, and what was learned is not', () => {
  const learned = join(folder, 'habits.json')
  assert.deepEqual(found('one-service', '--learn', learned), [])
  const [one, ...others] = found('two-services', '--baseline', learned)
  assert.match(one ?? '', /^2323 It answers on tcp\/2323, which was not among/)
  assert.deepEqual(others, [])
  assert.deepEqual(found('one-service', '--baseline', learned), [])
})
