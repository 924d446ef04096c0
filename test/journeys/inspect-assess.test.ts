/** `wardline inspect --assess` as a user meets it: what was seen on the wire, with its vulnerabilities and risk. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { madeAdvisory } from '../made-advisory.ts'

const ROOT = join(import.meta.dirname, '../..')
const WARD = join(ROOT, 'examples/ward.pcapng')
const folder = mkdtempSync(join(tmpdir(), 'wardline-inspect-assess-'))
after(() => rmSync(folder, { recursive: true }))

function wardline(args: readonly string[]) {
  const env = { ...process.env, WARDLINE_HOME: join(folder, 'home') }
  const run = spawnSync(join(ROOT, 'bin/wardline'), args, { encoding: 'utf8', maxBuffer: 64 << 20, env })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

const advisory = join(folder, 'camera.json')
writeFileSync(
  advisory,
  JSON.stringify(
    madeAdvisory({
      id: 'AXIS-1',
      vendor: 'Axis Communications',
      product: 'P3245-V',
      versions: '< 10.99',
      cve: 'CVE-2026-10002',
    }),
  ),
)

interface Row {
  readonly vendor: string | null
  readonly findings: readonly {
    readonly vulnerability: string
    readonly status: string
    readonly certainty: string
    readonly because: string
  }[]
  readonly osSupport: { readonly state: string } | null
  readonly risk: { readonly score: number; readonly factors: readonly { readonly contribution: number }[] }
}

test('each device has its findings, support and risk; an observed version is confirmed', () => {
  const { code, out, err } = wardline(['inspect', WARD, '--assess', '--json', '--advisories', advisory])
  assert.equal(code, 0)
  assert.match(err, /1 documents as given/)
  const { assets, advisories } = JSON.parse(out) as { assets: Row[]; advisories: { documents: number } }
  assert.equal(advisories.documents, 1)
  for (const { risk } of assets) {
    const sum = risk.factors.reduce((n, f) => n + f.contribution, 0)
    assert.ok(Math.abs(sum - risk.score) < 0.5, `${sum} is not ${risk.score}`)
  }
  const found = assets.filter(({ findings }) => findings.length > 0)
  assert.deepEqual(
    found.map(({ vendor, findings }) => [
      vendor,
      ...findings.map((f) => `${f.vulnerability} ${f.status} ${f.certainty}`),
    ]),
    [['Axis', 'CVE-2026-10002 affected confirmed']],
  )
  assert.match(found[0]!.findings[0]!.because, /10\.12.* \(observed\) is affected.*< 10\.99/)
  assert.ok(
    assets.some(({ osSupport }) => osSupport?.state === 'extended' || osSupport?.state === 'supported'),
  )
})

test('the table tells the worst devices, the explanation why, the CSV has their columns', () => {
  const options = ['--assess', '--advisories', advisory]
  const table = wardline(['inspect', WARD, ...options]).out
  assert.match(table, /\d+ devices, 1 with known vulnerabilities/)
  for (const line of table.split('\n')) assert.ok(line.length <= 100, line)
  const why = wardline(['inspect', WARD, ...options, '--explain', '10.31.7.41']).out
  assert.match(why, /CVE-2026-10002 .*affected, confirmed/)
  const [headings, ...rows] = wardline(['inspect', WARD, ...options, '--csv'])
    .out.trimEnd()
    .split('\r\n')
  assert.match(headings!, /,risk,critical_cves,cves,open_cves,os_support,worst$/)
  assert.equal(rows.filter((row) => row.endsWith(',CVE-2026-10002')).length, 1)
})

test('without --assess nothing is said of vulnerabilities, and its options are wrong usage', () => {
  const { assets } = JSON.parse(wardline(['inspect', WARD, '--json']).out) as { assets: object[] }
  assert.ok(assets.every((asset) => !('risk' in asset)))
  const { code, err } = wardline(['inspect', WARD, '--advisories', advisory])
  assert.equal(code, 2)
  assert.match(err, /--advisories says something only together with --assess/)
})

test('exit codes: found, and advisories that cannot be read are no all-clear', () => {
  const options = ['inspect', WARD, '--assess', '--json']
  assert.equal(
    wardline([...options, '--advisories', advisory, '--fail-on', 'low']).code,
    0,
    'it has no score',
  )
  assert.equal(wardline([...options, '--advisories', join(folder, 'absent')]).code, 3)
  assert.equal(wardline([...options, '--fail-on', 'very']).code, 2)
})
