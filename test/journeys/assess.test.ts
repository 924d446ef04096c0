/** `wardline assess` as a user meets it, with the facts built in and with advisories of one's own. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { FleetReport } from '../../src/fleet/report.ts'
import { madeAdvisory } from '../made-advisory.ts'

const BIN = join(import.meta.dirname, '../../bin/wardline')
const folder = mkdtempSync(join(tmpdir(), 'wardline-assess-'))
after(() => rmSync(folder, { recursive: true }))

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function wardline(args: readonly string[], input?: string) {
  const env = { ...process.env, WARDLINE_HOME: join(folder, 'home') }
  const run = spawnSync(BIN, args, { input, encoding: 'utf8', maxBuffer: 64 << 20, cwd: folder, env })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

interface Document {
  readonly schema: string
  readonly rejectedRows: readonly { readonly line: number; readonly because: string }[]
  readonly assets: readonly {
    readonly id: string
    readonly family: string | null
    readonly osSupport: { readonly state: string } | null
    readonly findings: readonly {
      readonly vulnerability: string
      readonly status: string
      readonly certainty: string
      readonly because: string
    }[]
    readonly risk: { readonly score: number; readonly factors: readonly { readonly contribution: number }[] }
  }[]
}

/**
 * A fleet of pumps put together as the published study describes; `quantity` stands for devices. Every PCU that
 * CVE-2016-9355 and CVE-2016-8375 concern is within the range of CVE-2020-25165 as well: that fewer have it is what was
 * dealt with and recorded.
 */
const STUDY = `id,manufacturer,model,model number,version,type,components,quantity,remediated
a,BD,Alaris 8015 PC Unit,8015,9.33,infusion-pump-lvp,VxWorks 6.9.3,3954,
f,BD,Alaris 8015 PC Unit,8015,9.33,infusion-pump-lvp,VxWorks 6.9.3,1085,CVE-2020-25165
b,BD,Alaris 8015 PC Unit,8015,12.1,infusion-pump-lvp,VxWorks 6.9.3,172,
c,Baxter,Sigma Spectrum,35700BAX2,8.0,infusion-pump-lvp,Wireless Battery Module 17,1523,
d,Baxter,Sigma Spectrum,35700BAX2,8.0,infusion-pump-lvp,Wireless Battery Module 25,260,
e,Zyno,Z-800,,1.0,infusion-pump-lvp,,3006,
`

test('a fleet composed as the study describes gives the shares of the study', () => {
  const { code, out } = wardline(['assess', '-', '--summary', '--json', '--quiet'], STUDY)
  assert.equal(code, 0)
  const report = JSON.parse(out) as FleetReport
  assert.equal(report.assets, 10_000)
  const shares = Object.fromEntries(
    report.prevalence.filter((r) => r.family === 'infusion-pump').map((r) => [r.vulnerability, r.share]),
  )
  const published = {
    'CVE-2019-12255': 0.5211,
    'CVE-2019-12264': 0.5211,
    'CVE-2016-9355': 0.5039,
    'CVE-2016-8375': 0.5039,
    'CVE-2020-25165': 0.3954,
    'CVE-2020-12040': 0.1783,
    'CVE-2020-12047': 0.1523,
    'CVE-2020-12045': 0.1523,
    'CVE-2020-12043': 0.1523,
    'CVE-2020-12041': 0.1523,
  }
  for (const [cve, share] of Object.entries(published))
    assert.ok(Math.abs((shares[cve] ?? 0) - share) <= 0.0001, `${cve}: ${shares[cve]} instead of ${share}`)
  for (const row of report.league) {
    assert.ok(row.criticalUnpatched <= row.unpatched && row.unpatched <= row.assets)
    assert.ok(row.unsupportedWindows <= row.unsupportedOs)
  }
})

test('every finding says why, and the factors of risk add up', () => {
  const { out, err } = wardline(['assess', '-', '--json'], STUDY)
  const document = JSON.parse(out) as Document
  assert.equal(document.schema, 'wardline.assessment/1')
  assert.match(err, /built-in facts as of \d{4}-\d\d-\d\d/)
  const [first] = document.assets
  assert.equal(first!.family, 'infusion-pump')
  const finding = first!.findings.find((f) => f.vulnerability === 'CVE-2016-9355')!
  assert.deepEqual([finding.status, finding.certainty], ['affected', 'confirmed'])
  assert.match(finding.because, /9\.33/)
  for (const { risk } of document.assets) {
    const sum = risk.factors.reduce((n, f) => n + f.contribution, 0)
    assert.ok(Math.abs(sum - risk.score) < 0.5, `${sum} is not ${risk.score}`)
  }
})

test('support of operating systems is judged on the day that is asked for', () => {
  const list =
    'id,vendor,model,os,os_version\n1,Dell,OptiPlex,Windows 7 Professional,SP1\n2,Dell,OptiPlex,Windows,\n'
  const on = (day: string) =>
    (JSON.parse(wardline(['assess', '-', '--json', '--as-of', day], list).out) as Document).assets.map(
      (a) => a.osSupport?.state ?? null,
    )
  assert.deepEqual(on('2019-06-01'), ['supported', null])
  assert.deepEqual(on('2021-06-01'), ['extended', null])
  assert.deepEqual(on('2026-11-25'), ['unsupported', null])
})

test('rows that cannot be used are named, the rest goes on', () => {
  const file = put(
    'odd.csv',
    'id;Hersteller;Modell;Menge\n1;Dräger;Evita V500;1\n2;;;1\n3;GE;B450;many\n1;GE;B650;1\n',
  )
  const { code, out, err } = wardline(['assess', file, '--json'])
  assert.equal(code, 0)
  const { assets, rejectedRows } = JSON.parse(out) as Document
  assert.deepEqual(
    assets.map((a) => a.id),
    ['1'],
  )
  assert.deepEqual(
    rejectedRows.map((r) => r.line),
    [3, 4, 5],
  )
  assert.match(err, /odd\.csv, line 4: left out, quantity "many"/)
})

test('--fail-on, wrong usage and unusable input have their exit codes', () => {
  assert.equal(wardline(['assess', '-', '--summary', '--fail-on', 'critical'], STUDY).code, 1)
  assert.equal(wardline(['assess', '-', '--fail-on', 'critical'], 'id,vendor,model\n1,Zyno,Z-800\n').code, 0)
  assert.equal(wardline(['assess']).code, 2)
  assert.equal(wardline(['assess', '-', '--as-of', 'soon'], STUDY).code, 2)
  assert.equal(wardline(['assess', join(folder, 'absent.csv')]).code, 3)
  assert.equal(wardline(['assess', '-'], 'nothing to see here\n').code, 3)
})

test('only the advisories that are named count', () => {
  const csaf = put('one.json', JSON.stringify(ADVISORY))
  const { out } = wardline(
    ['assess', '-', '--json', '--advisories', csaf],
    'id,vendor,model,version\n1,Acme,Flow 5,1.4\n2,Acme,Flow 5,1.6\n3,Acme,Flow 5,\n',
  )
  const { assets } = JSON.parse(out) as Document
  assert.deepEqual(
    assets.map((a) => a.findings.map((f) => `${f.vulnerability} ${f.status} ${f.certainty}`)),
    [['CVE-2026-10001 affected confirmed'], [], ['CVE-2026-10001 under_investigation possible']],
  )
})

test('advisories that cannot be read are no all-clear', () => {
  const { code, err } = wardline(['assess', '-', '--advisories', join(folder, 'absent')], STUDY)
  assert.equal(code, 3)
  assert.match(err, /nothing can be said of any device/)
})

test('columns that are passed over are named, and a missing model is no all-clear', () => {
  const { code, out, err } = wardline(['assess', '-'], 'Tag,Make,Room Colour\n1,BD,blue\n')
  assert.equal(code, 0)
  assert.match(err, /columns not read: Room Colour/)
  assert.match(err, /no column names the model, so no vulnerability can be found/)
  assert.match(out, /1 names no product, so nothing could be looked up/)
})

test('tables fit the window', () => {
  for (const line of wardline(['assess', '-', '--summary'], STUDY).out.split('\n'))
    assert.ok(line.length <= 100, line)
})

const ADVISORY = madeAdvisory({
  id: 'ACME-1',
  vendor: 'Acme',
  product: 'Flow 5',
  versions: '< 1.5',
  cve: 'CVE-2026-10001',
})

test('devices alike are one line, those of which nothing is known to be wrong are none', () => {
  const rows = Array.from({ length: 30 }, (_, i) => `p${i},Acme,Flow 5,1.4,1\n`).join('')
  const list = put(
    'alike.csv',
    `id,vendor,model,version,quantity\n${rows}q,Acme,Flow 5,1.3,50\nx,Zeta,Beam,1,1\n`,
  )
  const advisory = put(
    'alike.json',
    JSON.stringify(
      madeAdvisory({
        id: 'A-1',
        vendor: 'Acme',
        product: 'Flow 5',
        versions: '< 1.5',
        cve: 'CVE-2026-10001',
      }),
    ),
  )
  const { out } = wardline(['assess', list, '--advisories', advisory])
  assert.match(out, /^81 devices, 80 with known vulnerabilities\. Worst first:$/m)
  assert.match(out, /p0 and 29 more/)
  assert.match(out, /q and 49 more/)
  assert.doesNotMatch(out, /Zeta/)
  assert.match(
    wardline(['assess', list, '--advisories', advisory, '--top', '1']).out,
    /and 30 devices more at risk/,
  )
})
