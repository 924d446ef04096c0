/** The whole way: a simulated ward is inspected, and what the wire showed is found. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Score } from '../src/simulator/score.ts'

const WARDLINE = join(import.meta.dirname, '../bin/wardline')
const folder = mkdtempSync(join(tmpdir(), 'wardline-scored-'))
after(() => rmSync(folder, { recursive: true }))
const wardline = (...args: string[]): string => {
  const { status, stdout, stderr } = spawnSync(WARDLINE, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
  assert.equal(status, 0, stderr)
  return stdout
}

test('what a simulated hospital shows is found, with and without the registrants of its MACs', () => {
  const [capture, truth, inspection] = ['h.pcapng', 'truth.json', 'inspection.json'].map((name) =>
    join(folder, name),
  )
  wardline(
    'simulate',
    '--beds',
    '20',
    '--hours',
    '0.2',
    '--seed',
    '7',
    '--out',
    capture!,
    '--truth',
    truth!,
    '--quiet',
  )
  assert.equal(JSON.parse(readFileSync(truth!, 'utf8')).simulated, true)
  writeFileSync(inspection!, wardline('inspect', capture!, '--json', '--quiet'))
  for (const more of [[], ['--without-oui']]) {
    const { measures, misses } = JSON.parse(
      wardline('score', inspection!, truth!, '--json', ...more),
    ) as Score
    for (const name of ['presence', 'type', 'vendor', 'model', 'version', 'serial']) {
      const { precision, recall, expected } = measures[name]!
      const why = `${name}: ${JSON.stringify(misses.filter((miss) => miss.attribute === name).slice(0, 5))}`
      assert.ok(expected > 20, why)
      assert.ok(recall! >= 0.97, `recall ${recall} of ${why}`)
      assert.ok(precision! >= 0.97, `precision ${precision} of ${why}`)
    }
  }
})

test('wrong use is told', () => {
  for (const args of [
    ['simulate', '--beds', 'many'],
    ['simulate', '--incident', 'no-such-thing@5', '--out', join(folder, 'x')],
    ['simulate', '--incident', 'arp-spoof'],
    ['simulate', '--hours', '0'],
    ['simulate', '--beds', '100000'],
    ['simulate', '--beds', '2', '--out', join(folder, 'no-such-folder', 'x')],
    ['score', 'one'],
  ]) {
    const { status, stderr } = spawnSync(WARDLINE, args, { encoding: 'utf8' })
    assert.equal(status, 2, args.join(' '))
    assert.match(stderr, /^wardline: /)
  }
})

test('a document that is not whole is told, and what it lacks counts as empty', () => {
  const [bare, empty] = ['bare', 'empty'].map((name) => join(folder, `${name}.json`)) as [string, string]
  writeFileSync(bare, '{"schema":"wardline.truth/1"}')
  writeFileSync(empty, '{"schema":"wardline.truth/1","assets":[]}')
  const inspection = join(folder, 'nothing.json')
  writeFileSync(inspection, '{"schema":"wardline.inspection/1","assets":[]}')
  const scored = (truth: string) => spawnSync(WARDLINE, ['score', inspection, truth], { encoding: 'utf8' })
  assert.equal(scored(bare).status, 3)
  assert.match(scored(bare).stderr, /without assets/)
  assert.equal(scored(empty).status, 0)
})
