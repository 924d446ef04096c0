/** Weaknesses that published flaws bear, as a user meets them: on a device that was seen, and on one of an inventory. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { findingWeaknesses } from '../../src/assessment/weaknesses/from-findings.ts'
import { FINDING_WEAKNESSES } from '../../src/model/finding-weaknesses.ts'
import { madeAdvisory } from '../made-advisory.ts'

const ROOT = join(import.meta.dirname, '../..')
const WARD = join(ROOT, 'examples/ward.pcapng')
const folder = mkdtempSync(join(tmpdir(), 'wardline-finding-weaknesses-'))
after(() => rmSync(folder, { recursive: true }))

function written(name: string, content: object | string): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

function wardline(args: readonly string[]): string {
  const env = { ...process.env, WARDLINE_HOME: join(folder, 'home') }
  const run = spawnSync(join(ROOT, 'bin/wardline'), args, { encoding: 'utf8', maxBuffer: 64 << 20, env })
  assert.equal(run.status, 0, run.stderr)
  return run.stdout
}

/** One flaw of a camera, with what a coordinator's advisory says of it. */
function camera(id: string, cve: string, versions: string, said: object = {}): string {
  const made = madeAdvisory({
    id,
    vendor: 'Axis Communications',
    product: 'P3245-V',
    versions,
    cve,
  }) as { vulnerabilities: object[] }
  const vulnerabilities = made.vulnerabilities.map((flaw) => ({ ...flaw, ...said }))
  return written(`${id}.json`, { ...made, vulnerabilities })
}

const kev = written('kev.json', {
  title: 'Known exploited',
  catalogVersion: '2026.01.01',
  vulnerabilities: [
    {
      cveID: 'CVE-2026-10002',
      vendorProject: 'Axis',
      product: 'P3245-V',
      dateAdded: '2026-01-02',
      dueDate: '2026-02-01',
      knownRansomwareCampaignUse: 'Known',
    },
  ],
})
const recall = (number: string, codes: string): string =>
  written(`${number}.json`, {
    meta: {},
    results: [
      {
        product_res_number: number,
        recalling_firm: 'Axis Communications',
        product_description: 'P3245-V camera, Model Number: P3245-V',
        reason_for_recall: 'Picture may freeze',
        event_date_posted: '2026-02-03',
        recall_status: 'Open, Classified',
        code_info: codes,
      },
    ],
  })

interface Row {
  readonly id: string
  readonly severity: string
  readonly because: string
}
const IDS = ['kev-listed-cve', 'recall-open', 'firmware-behind-fixed', 'hardcoded-credential-product']
const borne = (assets: readonly { readonly weaknesses?: readonly Row[] }[]): string[] =>
  assets
    .flatMap(({ weaknesses }) => weaknesses ?? [])
    .filter(({ id }) => IDS.includes(id))
    .map(({ id, severity }) => `${id} ${severity}`)
    .sort()

function seen(...options: readonly string[]): { weaknesses: Row[]; risk: { score: number } }[] {
  const args = options.flatMap((file) => (file === kev ? ['--kev', file] : ['--advisories', file]))
  return JSON.parse(wardline(['inspect', WARD, '--assess', '--json', ...args])).assets
}

const plain = camera('PLAIN-1', 'CVE-2026-10001', '< 10.99')
const grave = camera('GRAVE-1', 'CVE-2026-10002', '< 10.99', {
  cwe: { id: 'CWE-798', name: 'Use of Hard-coded Credentials' },
  remediations: [
    { category: 'vendor_fix', details: 'Update to version 10.99 or later.', product_ids: ['P1'] },
  ],
})
const mended = camera('MENDED-1', 'CVE-2026-10002', '< 10.2', {
  cwe: { id: 'CWE-798', name: 'Use of Hard-coded Credentials' },
  remediations: [
    { category: 'vendor_fix', details: 'Update to version 10.2 or later.', product_ids: ['P1'] },
  ],
})

test('an exploited flaw with a built-in password and a mend bears three weaknesses', () => {
  assert.deepEqual(borne(seen(grave, kev)), [
    'firmware-behind-fixed low',
    'hardcoded-credential-product high',
    'kev-listed-cve critical',
  ])
  const why = wardline([
    'inspect',
    WARD,
    '--assess',
    '--advisories',
    grave,
    '--kev',
    kev,
    '--explain',
    '10.31.7.41',
  ])
  assert.match(why, /kev-listed-cve, critical\)\s+CVE-2026-10002 \(exploited, also by ransomware\)\./)
  assert.match(why, /mended in 10\.99/)
})

test('a flaw that is mended, not exploited or without a mend bears none', () => {
  assert.deepEqual(borne(seen(mended, kev)), [])
  assert.deepEqual(borne(seen(plain, kev)), [])
})

test('a recall of every unit is open, one of serial numbers nobody knows is low', () => {
  assert.deepEqual(borne(seen(recall('Z-0001-2026', 'All serial numbers'))), ['recall-open high'])
  assert.deepEqual(borne(seen(recall('Z-0002-2026', 'Lot numbers 123456, 123457'))), ['recall-open low'])
})

test('an inventory has them too; of a version that nobody knows only what may be', () => {
  const options = ['--advisories', grave, '--kev', kev, '--json']
  const known = written('known.csv', 'vendor,model,version\nAxis Communications,P3245-V,10.1\n')
  assert.deepEqual(borne(JSON.parse(wardline(['assess', known, ...options])).assets), [
    'firmware-behind-fixed low',
    'hardcoded-credential-product high',
    'kev-listed-cve critical',
  ])
  const unknown = written('unknown.csv', 'vendor,model,version\nAxis Communications,P3245-V,\n')
  assert.deepEqual(borne(JSON.parse(wardline(['assess', unknown, ...options])).assets), [
    'hardcoded-credential-product low',
  ])
})

test('an accepted flaw weighs nothing until its day, and the risk says who answers for it', () => {
  const accept = written('accept.json', [
    {
      what: 'CVE-2026-10001',
      asset: '10.31.7.41',
      author: 'biomed',
      reason: 'alone in its VLAN',
      expires: '2027-01-01T00:00:00Z',
    },
  ])
  const factors = (...more: readonly string[]) => {
    const args = ['inspect', WARD, '--assess', '--json', '--advisories', plain, ...more]
    const { assets } = JSON.parse(wardline(args)) as {
      assets: { findings: object[]; risk: { factors: { name: string }[] } }[]
    }
    const found = assets.find(({ findings }) => findings.length > 0)
    return found!.risk.factors.map(({ name }) => name).filter((name) => name.startsWith('mitigated'))
  }
  assert.deepEqual(factors('--accept', accept, '--as-of', '2026-12-01'), [
    'mitigated: CVE-2026-10001 accepted until 2027-01-01 by biomed: alone in its VLAN',
  ])
  assert.deepEqual(factors('--accept', accept, '--as-of', '2027-02-01'), [])
  assert.deepEqual(factors(), [])
})

test('they are no factor of the risk: the findings count there', () => {
  for (const { risk } of seen(grave, kev)) assert.ok(!JSON.stringify(risk).includes('kev-listed-cve'))
})

test('the ids that everybody knows to come of findings are those of the rules', () =>
  assert.deepEqual([...FINDING_WEAKNESSES].sort(), findingWeaknesses.map(({ id }) => id).sort()))
