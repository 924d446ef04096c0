/** `wardline explain` as a user meets it: over inventories, inspection documents and captures. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { utils, write } from '@e965/xlsx'
import { madeAdvisory } from '../made-advisory.ts'

const ROOT = join(import.meta.dirname, '../..')
const WARD = join(ROOT, 'examples/ward.pcapng')
const folder = mkdtempSync(join(tmpdir(), 'wardline-explain-'))
after(() => rmSync(folder, { recursive: true }))

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function wardline(args: readonly string[], input?: string) {
  const env = { ...process.env, WARDLINE_HOME: join(folder, 'home') }
  const run = spawnSync(join(ROOT, 'bin/wardline'), args, {
    input,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    env,
  })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

const fleet = put(
  'fleet.csv',
  'id,mac,vendor,model,version,serial\n1,00-00-5E-00-53-01,Acme,Flow 5,1.4,S1\n2,,Acme,Flow 5,1.6,S2\n3,,Acme,Flow 5,,S3\n4,,Zeta,Beam,1.0,S4\n',
)
const made = (product: string, vendor: string, versions: string, cve: string) =>
  put(`${cve}.json`, JSON.stringify(madeAdvisory({ id: `${vendor}-1`, vendor, product, versions, cve })))
const flow = made('Flow 5', 'Acme', '< 1.5', 'CVE-2026-10001')
const camera = made('P3245-V', 'Axis Communications', '< 10.99', 'CVE-2026-10002')

interface Document {
  readonly schema: string
  readonly assets: readonly {
    readonly id: string
    readonly answer: string
    readonly wouldSettle: readonly string[]
    readonly evidence: readonly {
      readonly attribute: string
      readonly line?: number
      readonly packet?: number
    }[]
    readonly statements: readonly { readonly advisory: string; readonly decides: boolean }[]
  }[]
}

function explained(asset: string, cve: string, advisory: string, ...inputs: readonly string[]): Document {
  const { code, out, err } = wardline(['explain', cve, asset, ...inputs, '--json', '--advisories', advisory])
  assert.equal(code, 0, err)
  return JSON.parse(out) as Document
}

test('every answer is explained, the device named in any of its ways', () => {
  const answers = ['00:00:5e:00:53:01', 's2', '3', '4'].map((asset) => {
    const { schema, assets } = explained(asset, 'cve-2026-10001', flow, fleet)
    assert.equal(schema, 'wardline.explanation/1')
    return [assets[0]!.id, assets[0]!.answer]
  })
  assert.deepEqual(answers, [
    ['1', 'affected'],
    ['2', 'not_affected'],
    ['3', 'under_investigation'],
    ['4', 'not_concerned'],
  ])
  const [open] = explained('3', 'CVE-2026-10001', flow, fleet).assets
  assert.deepEqual(open!.wouldSettle, ['its version: affected < 1.5'])
})

test('evidence names the line of the inventory, or the packet of the capture', () => {
  const [declared] = explained('1', 'CVE-2026-10001', flow, fleet).assets
  assert.equal(declared!.evidence.find(({ attribute }) => attribute === 'version')!.line, 2)
  const [seen] = explained('10.31.7.41', 'CVE-2026-10002', camera, WARD).assets
  assert.equal(seen!.answer, 'affected')
  assert.ok(seen!.evidence.find(({ attribute }) => attribute === 'version')!.packet! > 0)
  const inspection = put('ward.json', wardline(['inspect', WARD, '--json']).out)
  assert.deepEqual(explained('10.31.7.41', 'CVE-2026-10002', camera, inspection).assets, [seen])
})

test('the text says what was said, by whom, and so what', () => {
  const { out } = wardline(['explain', 'CVE-2026-10001', '1', fleet, '--advisories', flow])
  assert.match(out, /Affected, confirmed\. Flow 5 version 1\.4 \(declared\) is affected: 1\.4 is in < 1\.5/)
  assert.match(out, /version 1\.4: declared in .*fleet\.csv, line 2/s)
  assert.match(out, /\* Acme-1 \(Acme, vendor\) says affected: Flow 5, < 1\.5/)
})

test('since when it is exploited, how urgent it was decided to be, and what the remedy takes', () => {
  const advisory = madeAdvisory({
    id: 'Acme-7',
    vendor: 'Acme',
    product: 'Flow 5',
    versions: '< 1.5',
    cve: 'CVE-2026-10007',
  }) as { vulnerabilities: Record<string, unknown>[] }
  const [entry] = advisory.vulnerabilities
  Object.assign(entry!, {
    first_known_exploitation_dates: [{ exploitation_date: '2026-01-15T00:00:00Z' }],
    metrics: [
      { content: { ssvc_v2: { selections: [{ name: 'Exploitation', values: [{ name: 'Active' }] }] } } },
    ],
    remediations: [
      {
        category: 'vendor_fix',
        details: 'Update to 1.5.',
        restart_required: { category: 'machine' },
        entitlements: ['Service contract'],
      },
    ],
  })
  const path = put('terms.json', JSON.stringify(advisory))
  const { out } = wardline(['explain', 'CVE-2026-10007', '1', fleet, '--advisories', path])
  const text = out.replace(/\s+/g, ' ')
  assert.match(text, /exploited since 2026-01-15, as its issuer says.*SSVC Exploitation: Active/)
  assert.match(text, /Restart needed: machine\. It takes: Service contract\./)
})

test('an inventory on standard input, an unknown CVE, and what is wrong', () => {
  const piped = wardline(
    ['explain', 'CVE-2026-10001', '7', '-', '--advisories', flow],
    'id,vendor,model,version\n7,Acme,Flow 5,1.0\n',
  )
  assert.match(piped.out, /Affected, confirmed/)
  assert.match(
    wardline(['explain', 'CVE-1999-0001', '1', fleet, '--advisories', flow]).out,
    /Nothing in force speaks of this vulnerability/,
  )
  assert.equal(wardline(['explain', 'CVE-2026-10001', 'nobody', fleet, '--advisories', flow]).code, 2)
  assert.equal(wardline(['explain', 'CVE-2026-10001']).code, 2)
  assert.equal(wardline(['explain', 'CVE-2026-10001', '1', join(folder, 'absent.csv')]).code, 3)
})

test('rows that were left out are told where the device is not found', () => {
  const list = put('left.csv', 'id,vendor,model,quantity\n1,Acme,Flow 5,1\n2,Acme,Flow 5,lots\n')
  const args = (asset: string) => ['explain', 'CVE-2026-10001', asset, list, '--advisories', flow]
  const { code, err } = wardline(args('2'))
  assert.equal(code, 2)
  assert.match(err, /left\.csv, line 3: left out, quantity "lots"/)
  assert.doesNotMatch(wardline(args('1')).err, /left out/)
})

test('without a CVE everything that is known of a device is told, worst first, each with its reason', () => {
  const { out, code } = wardline(['explain', '1', fleet, '--advisories', flow])
  assert.equal(code, 0)
  assert.match(out, /^1 Acme Flow 5 1\.4$/m)
  assert.match(out, /version 1\.4: declared in .*fleet\.csv, line 2/s)
  assert.match(out, /Risk \d+ of 100, 1 known vulnerability, 0 not settled/)
  assert.match(out, /CVE-2026-10001 .*affected, confirmed/)
  assert.match(out, /1\.4 is in < 1\.5/)
  const { out: safe } = wardline(['explain', '2', fleet, '--advisories', flow])
  assert.match(safe, /Risk 0 of 100/)
  assert.doesNotMatch(safe, /impact/)
  const { schema, assets } = JSON.parse(wardline(['explain', '2', fleet, '--advisories', flow, '--json']).out)
  assert.equal(schema, 'wardline.explanation/1')
  assert.deepEqual(
    assets.map((one: { id: string; findings: { status: string }[] }) => [one.id, one.findings[0]!.status]),
    [['2', 'not_affected']],
  )
  const seen = wardline(['explain', '10.31.7.41', WARD, '--advisories', camera])
  assert.match(seen.out, /CVE-2026-10002 .*affected/)
})

test('an advisory in place of a CVE is answered with what it is about', () => {
  const { code, err } = wardline(['explain', 'ACME-1', '1', fleet, '--advisories', flow])
  assert.equal(code, 2)
  assert.match(err, /is an advisory: ask for what it is about, CVE-2026-10001/)
})

test('what is exploited is known from the catalogue, and without one is not known', () => {
  const line = (...more: readonly string[]) =>
    wardline(['explain', 'CVE-2026-10001', '1', fleet, ...more]).out.split('\n\n')[0]!
  assert.match(line('--advisories', flow), /not known whether it is exploited/)
  const catalogue = (cveID: string) =>
    put(
      `${cveID}-kev.json`,
      JSON.stringify({ catalogVersion: '1', vulnerabilities: [{ cveID, dateAdded: '2026-02-03' }] }),
    )
  const [listed, other] = [catalogue('CVE-2026-10001'), catalogue('CVE-2026-10009')]
  assert.match(line('--advisories', flow, '--kev', listed), /exploited\s+\(CISA,\s+2026-02-03\)/)
  assert.match(line('--advisories', flow, '--kev', other), /not listed as exploited/)
  const worm = put('worm.csv', 'id,vendor,model,os\n1,Acme,Console,Windows 7\n')
  assert.match(wardline(['explain', 'CVE-2017-0144', '1', worm]).out, /exploited by ransomware/)
})

test("where issuers contradict each other the one that holds is told; a maker's doubt is its own to settle", () => {
  const said = (id: string, issuer: { name: string; category: string }, status: string, cve: string) => {
    const document = madeAdvisory({
      id,
      vendor: 'Acme',
      product: 'Flow 5',
      versions: '< 1.5',
      cve,
    }) as unknown as {
      document: { publisher: object }
      vulnerabilities: { product_status: Record<string, string[]> }[]
    }
    document.document.publisher = { ...issuer, namespace: 'https://issuer.example' }
    const [known] = Object.values(document.vulnerabilities[0]!.product_status)
    document.vulnerabilities[0]!.product_status = { [status]: known! }
    return put(`${id}.json`, JSON.stringify(document))
  }
  const maker = { name: 'Acme', category: 'vendor' }
  const both = [
    said('CERT-1', { name: 'CISA', category: 'coordinator' }, 'known_affected', 'CVE-2026-10003'),
    said('ACME-9', maker, 'known_not_affected', 'CVE-2026-10003'),
  ].flatMap((path) => ['--advisories', path])
  const { out } = wardline(['explain', 'CVE-2026-10003', '1', fleet, ...both])
  assert.match(out, /Not affected, confirmed/)
  assert.match(
    out.replace(/\s+/g, ' '),
    /so: affected, 1\.4 is in < 1\.5; ACME-9, the maker's own word, outweighs it/,
  )
  const open = said('ACME-10', maker, 'under_investigation', 'CVE-2026-10004')
  assert.match(
    wardline(['explain', 'CVE-2026-10004', '1', fleet, '--advisories', open]).out,
    /What would settle it\n {2}whether ACME-10 was revised since/,
  )
})

test('what a workbook of several sheets declares is named by sheet and row', () => {
  const book = utils.book_new()
  for (const [sheet, version] of [
    ['North', '1.6'],
    ['South', '1.4'],
  ])
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([
        ['ID', 'Make', 'Model', 'Firmware', 'Serial'],
        [`${sheet}-1`, 'Acme', 'Flow 5', version, `${sheet} 1`],
      ]),
      sheet,
    )
  const path = put('sites.xlsx', write(book, { type: 'buffer' }) as Buffer)
  const { out } = wardline(['explain', 'CVE-2026-10001', 'South-1', path, '--advisories', flow])
  assert.match(out, /version 1\.4: declared in .*sites\.xlsx,\s+sheet "South", row 2/)
})
