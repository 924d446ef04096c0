/** What an inventory records as done, as a user meets it. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const WARDLINE = join(import.meta.dirname, '../../bin/wardline')
const folder = mkdtempSync(join(tmpdir(), 'wardline-remediated-'))
after(() => rmSync(folder, { recursive: true }))

interface Document {
  readonly assets: readonly {
    readonly id: string
    readonly findings: readonly {
      readonly vulnerability: string
      readonly status: string
      readonly because: string
    }[]
  }[]
}

function run(name: string, content: string, ...args: readonly string[]): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  const env = { ...process.env, WARDLINE_HOME: join(folder, 'home') }
  const { stdout, status, stderr } = spawnSync(WARDLINE, [...args, path, '--quiet'], {
    encoding: 'utf8',
    env,
  })
  assert.equal(status, 0, stderr)
  return stdout
}

const PCU = 'BD,Alaris 8015 PC Unit,9.33,infusion-pump-lvp'
const CSV = `id,vendor,model,version,type,Remediated CVEs
open,${PCU},
cve,${PCU},"cve-2020-25165; nothing else"
advisory,${PCU},ICSMA-20-317-01
other,${PCU},CVE-1999-0001
`
const statusOf = (out: string) =>
  Object.fromEntries(
    (JSON.parse(out) as Document).assets.map(({ id, findings }) => [
      id,
      findings.find(({ vulnerability }) => vulnerability === 'CVE-2020-25165')?.status ?? 'not listed',
    ]),
  )

test('what is recorded as done, by vulnerability or advisory, is fixed on that device and on no other', () => {
  const expected = { open: 'affected', cve: 'fixed', advisory: 'fixed', other: 'affected' }
  assert.deepEqual(statusOf(run('list.csv', CSV, 'assess', '--json', '--all-statuses')), expected)
  assert.deepEqual(statusOf(run('list.csv', CSV, 'assess', '--json')), {
    ...expected,
    cve: 'not listed',
    advisory: 'not listed',
  })
})

test('a list in JSON says the same', () => {
  const device = { vendor: 'BD', model: 'Alaris 8015 PC Unit', version: '9.33', type: 'infusion-pump-lvp' }
  const list = JSON.stringify([
    { id: 'a', ...device, remediated: ['CVE-2016-9355', 'CVE-2020-25165'] },
    { id: 'b', ...device, remediated: [] },
  ])
  assert.deepEqual(statusOf(run('list.json', list, 'assess', '--json', '--all-statuses')), {
    a: 'fixed',
    b: 'affected',
  })
})

test('explain names the record, and what would hold without it', () => {
  const text = run('list.csv', CSV, 'explain', 'CVE-2020-25165', 'cve')
  assert.match(text, /records cve-2020-25165 as\s+remediated/i)
  assert.match(text, /9\.33 is in <= 9\.33\.1/)
})
