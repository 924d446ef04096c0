/** The first minutes of a newcomer: what the README shows of the example ward is what comes out. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const ROOT = join(import.meta.dirname, '../..')
const README = readFileSync(join(ROOT, 'README.md'), 'utf8')
const PICTURE = readFileSync(join(ROOT, 'docs/inspect.svg'), 'utf8')

function lines(command: string, ...args: readonly string[]): string[] {
  const run = spawnSync(join(ROOT, command), args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 << 20 })
  assert.equal(run.status, 0, run.stderr)
  return run.stdout.split('\n')
}
const table = lines('bin/wardline', 'inspect', 'examples/ward.pcapng')
/** The table of devices, without what stands below it. */
const inventory = table.slice(
  0,
  table.findIndex((line) => /^(?:Alerts|Incidents|Weaknesses|\d+ devices)/.test(line)),
)

test('the session that the README shows comes out, line by line', () => {
  const sessions = [...README.matchAll(/^```\n\$ (\S+) (.+)\n([^`]+)```$/gm)]
  assert.ok(sessions.length > 0)
  for (const [, command = '', args = '', shown = ''] of sessions) {
    const said = lines(command, ...args.split(' '))
    for (const line of shown.split('\n').filter((l) => l !== '...')) assert.ok(said.includes(line), line)
  }
})

test('the picture shows the inventory of today', () => {
  const shown = PICTURE.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
  assert.ok(inventory.length > 26)
  for (const line of inventory) assert.ok(shown.includes(line), `run node docs/picture.ts: ${line}`)
})

test('nothing of the ward is left unidentified, and no line is cut', () => {
  assert.doesNotMatch(inventory.join('\n'), /Not identified|…|\?$/m)
  assert.match(table.join('\n'), /Known: what it is 26 of 26, vendor 26 of 26/)
})

test('no two lines of the table are the same', () => {
  const rows = table.filter((line) => /^ {2}(?:via )?\d/.test(line))
  assert.equal(rows.length, 26)
  assert.equal(new Set(rows).size, rows.length)
})

test('the commands on the example find their device', () => {
  assert.match(
    lines('bin/wardline', 'inspect', 'examples/ward.pcapng', '--explain', '10.31.7.50')[0]!,
    /Baxter/,
  )
})

test('the ward as CSV is an inventory that can be assessed: worst are a pump by its battery module, and one by its version', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'ward-')), 'ward.csv')
  writeFileSync(file, lines('bin/wardline', 'inspect', 'examples/ward.pcapng', '--csv').join('\n'))
  const assessed = lines('bin/wardline', 'assess', file)
  rmSync(dirname(file), { recursive: true })
  const heading = assessed.findIndex((line) => /^ *RISK/.test(line))
  const pumps = assessed.slice(heading + 1).filter((line) => /^ +\d+ {2}\S/.test(line))
  assert.match(pumps[0] ?? '', /Baxter Sigma Spectrum/)
  assert.match(pumps[1] ?? '', /ICU Medical Medfusion/)
})

test('a fresh clone stays small: the example takes less than a megabyte', () =>
  assert.ok(statSync(join(ROOT, 'examples/ward.pcapng')).size < 1_000_000))
