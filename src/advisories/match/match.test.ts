import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advisoryHead } from '../../../test/made-advisory-head.ts'
import { EMPTY_PROFILE, type Finding, type Profile } from '../finding.ts'
import { type Advisory, type IssuerKind, productReference, type Statement, statement } from '../statement.ts'
import { allVersions } from '../versions/constraint.ts'
import { readVersions } from '../versions/read.ts'
import { indexStatements, match } from './match.ts'
import { concerned, indexProfiles } from './profile-index.ts'

const CVE = 'CVE-2026-0001'

const advisory = (kind: IssuerKind, id = `ADV-${kind}`): Advisory =>
  advisoryHead({ id, title: 'Acme Infusor pumps', issuer: { kind, name: kind } })

function says(name: string, versions: string, known: Partial<Statement> = {}): Statement {
  const { constraint } = versions === '*' ? { constraint: allVersions() } : readVersions(versions)
  return statement({
    advisory: advisory('coordinator'),
    vulnerability: CVE,
    product: productReference(name, { vendor: 'Acme' }),
    constraint,
    status: 'affected',
    ...known,
  })
}

const profile = (known: Partial<Profile>): Profile => ({
  ...EMPTY_PROFILE,
  vendor: 'Acme',
  model: 'Infusor 3',
  ...known,
})

/** `status certainty` of the one finding, or `silent`. */
function answer(known: Partial<Profile>, ...statements: Statement[]): string {
  const [finding] = match(profile(known), indexStatements(statements))
  return finding ? `${finding.status} ${finding.certainty}` : 'silent'
}

test('a version in the range is affected, one outside is not, an unknown one is open', () => {
  const one = says('Infusor 3', '<= 2.1')
  assert.equal(answer({ version: '2.0' }, one), 'affected confirmed')
  assert.equal(answer({ version: '2.0', versionFrom: 'inferred' }, one), 'affected likely')
  assert.equal(answer({ version: '2.2' }, one), 'not_affected confirmed')
  assert.equal(answer({}, one), 'under_investigation possible')
})

test('where every version is meant an unknown one is affected', () => {
  assert.equal(answer({}, says('Infusor 3', '*')), 'affected confirmed')
})

test('a shared vendor or a word of kind is not enough', () => {
  assert.equal(answer({ model: 'Monitor 7' }, says('Infusor 3', '*')), 'silent')
  assert.equal(answer({ model: 'Infusor 4' }, says('Infusor 3', '*')), 'silent')
  assert.equal(answer({ vendor: 'Umbrella' }, says('Infusor 3', '*')), 'silent')
})

test('a fix found in the remedy counts', () => {
  const one = says('Infusor 3', '*', { remedy: { state: 'fix', fixedIn: ['3.0'], text: null } })
  assert.equal(answer({ version: '2.9' }, one), 'affected confirmed')
  assert.equal(answer({ version: '3.0' }, one), 'fixed confirmed')
})

test('where readings of one document part the answer is open', () => {
  const one = says('Infusor 3', '<= 3.01', { otherReadings: [readVersions('<= 3.02').constraint] })
  assert.equal(answer({ version: '3.02' }, one), 'under_investigation possible')
  assert.equal(answer({ version: '3.01' }, one), 'affected confirmed')
})

test('conditions: met, unmet, not told', () => {
  const module = says('Infusor 3', '*', {
    conditions: [
      { kind: 'component', name: 'Wireless Module', constraint: readVersions('<= 17').constraint },
    ],
  })
  const part = (version: string) => ({
    components: [{ name: 'Wireless Module', vendor: null, version, cpe: null, purl: null }],
  })
  assert.equal(answer(part('16'), module), 'affected confirmed')
  assert.equal(answer(part('18'), module), 'not_affected confirmed')
  assert.equal(answer({}, module), 'under_investigation possible')
  const dated = says('Infusor 3', '*', {
    conditions: [{ kind: 'date', of: 'shipped', from: null, to: '2018-04-01', before: true }],
  })
  assert.equal(answer({ shipped: '2018-03-31' }, dated), 'affected confirmed')
  assert.equal(answer({ shipped: '2018-04-01' }, dated), 'not_affected confirmed')
  assert.equal(answer({}, dated), 'under_investigation possible')
  const serial = says('Infusor 3', '*', { conditions: [{ kind: 'serial', from: '138853', to: null }] })
  assert.equal(answer({ serial: '138900' }, serial), 'affected confirmed')
  assert.equal(answer({ serial: '100000' }, serial), 'not_affected confirmed')
  const system = says('Infusor 3', '*', {
    conditions: [{ kind: 'os', name: 'Windows XP', constraint: { kind: 'unstated', raw: '' } }],
  })
  assert.equal(
    answer({ os: { name: 'Windows XP', version: null, build: null } }, system),
    'affected confirmed',
  )
  assert.equal(
    answer({ os: { name: 'Windows 10', version: null, build: null } }, system),
    'not_affected confirmed',
  )
})

test('a revision of the hardware: in the name, beside the version, not told', () => {
  const second = says('Infusor 3', '<= 2.1', { conditions: [{ kind: 'hardware', revision: '2' }] })
  assert.equal(answer({ model: 'Infusor 3 hw rev. 2', version: '2.0' }, second), 'affected confirmed')
  assert.equal(answer({ version: 'SW 2.0 HW 2' }, second), 'affected confirmed')
  assert.equal(
    answer({ model: 'Infusor 3, hardware revision 1', version: '2.0' }, second),
    'not_affected confirmed',
  )
  assert.equal(answer({ version: '2.0' }, second), 'under_investigation possible')
})

test('models: one of them, another, not told', () => {
  const one = says('Infusor', '*', {
    product: productReference('Infusor', { vendor: 'Acme', models: ['35A700', '35A701'] }),
  })
  assert.equal(answer({ model: 'Infusor 35A700' }, one), 'affected confirmed')
  assert.equal(answer({ model: 'Infusor', modelNumber: '35A701' }, one), 'affected confirmed')
  assert.equal(answer({ model: 'Infusor', modelNumber: '35A702' }, one), 'not_affected confirmed')
  assert.equal(answer({ model: 'Infusor' }, one), 'under_investigation possible')
})

test("a maker's own word outranks a coordinator's list, and says why", () => {
  const vex = says('Infusor 3', '*', {
    advisory: advisory('vendor'),
    status: 'not_affected',
    justification: 'vulnerable code not in execute path',
  })
  const [finding] = match(
    profile({ version: '2.0' }),
    indexStatements([says('Infusor 3', '<= 2.1'), vex]),
  ) as [Finding]
  assert.equal(finding.status, 'not_affected')
  assert.match(finding.because, /not in execute path/)
  assert.deepEqual(finding.advisories, ['ADV-vendor', 'ADV-coordinator'])
})

test('of several products of one document the best named is meant', () => {
  const beside = says('Infusor 3 Lite', '*')
  assert.equal(answer({ version: '3.0' }, says('Infusor 3', '<= 2.1'), beside), 'not_affected confirmed')
})

test("another known maker's name in front of a product is a brand, and may be left out", () => {
  const sold = says('Liebert Beamwatch Web', '<= 6.5')
  assert.equal(answer({ model: 'Beamwatch Web', version: '6.5' }, sold), 'affected confirmed')
})

test('a title that names several products stands back behind the name of one', () => {
  const titled = { advisory: { ...advisory('coordinator'), title: 'Acme Beam Viewer and Beam Arcadia' } }
  const viewer = says('Beam Viewer', '*', titled)
  assert.equal(
    answer({ model: 'Beam Arcadia' }, viewer, says('Beam Arcadia Plus', '< 2', titled)),
    'under_investigation possible',
  )
  assert.equal(
    answer({ model: 'Beam Arcadia', version: '3.0' }, viewer, says('Beam Arcadia Plus', '< 2', titled)),
    'not_affected confirmed',
  )
})

test('of two products told apart by what stands in brackets a device that says neither is open where they part', () => {
  const both = [says('Infusor 3 (AWB module)', '< 11.44'), says('Infusor 3 (AWM module)', '< 11.36')]
  assert.equal(answer({ version: '11.20' }, ...both), 'affected confirmed')
  assert.equal(answer({ version: '11.40' }, ...both), 'under_investigation possible')
  assert.equal(answer({ model: 'Infusor 3 AWM', version: '11.40' }, ...both), 'not_affected confirmed')
})

test('of products whose names share every word of the device the one without further words is meant', () => {
  const both = [says('Infusor Station Pro', '< 6.9'), says('Infusor Station', '< 5.58')]
  assert.equal(answer({ model: 'Infusor Station', version: '6.0' }, ...both), 'not_affected confirmed')
  assert.equal(answer({ model: 'Infusor Station Pro', version: '6.0' }, ...both), 'affected confirmed')
})

test('entries that list one model each: none of one is none of all', () => {
  const listing = (...models: string[]) =>
    says('Infusor', '*', { product: productReference('Infusor', { vendor: 'Acme', models }) })
  const all = [listing('9680'), listing('bCX4040')]
  assert.equal(answer({ model: 'Infusor 9702' }, ...all), 'not_affected confirmed')
  assert.equal(answer({ model: 'Infusor bCX4040' }, ...all), 'affected confirmed')
  assert.equal(answer({ model: 'Infusor' }, ...all), 'under_investigation possible')
})

test('a title of a series tells no model that is numbered otherwise', () => {
  const titled = { advisory: { ...advisory('coordinator'), title: 'Acme DDQ4000 Series' } }
  assert.equal(answer({ model: 'DDQ4400', version: '1.0' }, says('DDQ4002', '<= 1.12', titled)), 'silent')
})

test('"not affected" without versions settles neither what is affected nor what is open', () => {
  const rest = says('Infusor 3', '*', { status: 'not_affected' })
  assert.equal(answer({ version: '1.3' }, says('Infusor 3', '< 1.6'), rest), 'affected confirmed')
  assert.equal(answer({ version: '1.7' }, says('Infusor 3', '< 1.6'), rest), 'not_affected confirmed')
  assert.equal(answer({}, says('Infusor 3', '< 1.6'), rest), 'under_investigation possible')
  assert.equal(answer({ version: '1.3' }, says('Infusor 3', '*'), rest), 'under_investigation possible')
})

test('a part is potential, unless something is said of the device itself', () => {
  const stack = says('Toolkit', '< 3.6', {
    product: productReference('Toolkit', { vendor: 'Umbrella' }),
    advisory: advisory('cna', CVE),
  })
  const components = [{ name: 'Toolkit', vendor: 'Umbrella', version: '3.5', cpe: null, purl: null }]
  assert.equal(answer({ components }, stack), 'under_investigation potential')
  const own = says('Infusor 3', '*', { advisory: advisory('vendor'), status: 'not_affected' })
  assert.equal(answer({ components }, stack, own), 'not_affected confirmed')
})

test('the reason names device, version, statement and constraint', () => {
  const [finding] = match(profile({ version: '2.0' }), indexStatements([says('Infusor 3', '<= 2.1')])) as [
    Finding,
  ]
  assert.match(
    finding.because,
    /Infusor 3 version 2\.0 \(declared\) is affected: 2\.0 is in <= 2\.1\. ADV-coordinator .* Infusor 3, <= 2\.1/,
  )
})

test('a fleet is asked by makers', () => {
  const fleet = indexProfiles([profile({ version: '2.0' }), profile({ vendor: 'Umbrella', version: '2.0' })])
  const found = concerned(fleet, [says('Infusor 3', '<= 2.1')])
  assert.deepEqual(
    [...found.keys()].map(({ vendor }) => vendor),
    ['Acme'],
  )
})

test('a part without a maker is not told by one word among others', () => {
  const index = indexStatements([says('e-Alert', '<= 2.7')])
  const withPart = (name: string) =>
    match(
      { ...EMPTY_PROFILE, components: [{ name, vendor: null, version: null, cpe: null, purl: null }] },
      index,
    ).map((f) => f.certainty)
  assert.deepEqual(withPart('script alert 1'), [])
  assert.deepEqual(withPart('e-Alert'), ['potential'])
})

test('the version of a part counts where the product is named after it', () => {
  const one = says('Infusor FX500: Stream Manager (STM)', '<= 2.1')
  const part = (name: string, version: string) => ({ name, vendor: null, version, cpe: null, purl: null })
  assert.equal(
    answer({ model: 'Infusor FX500', components: [part('Stream Manager', '2.0')] }, one),
    'affected confirmed',
  )
  assert.equal(
    answer({ model: 'Infusor FX500', components: [part('STM', '2.2')] }, one),
    'not_affected confirmed',
  )
  assert.equal(
    answer({ model: 'Infusor FX500', components: [part('Boot Loader', '2.0')] }, one),
    'under_investigation possible',
  )
})

test('a system in the name of an application is its own', () => {
  const one = says('Infusor App', '<= 2.1', {
    conditions: [{ kind: 'os', name: 'Android', constraint: { kind: 'unstated', raw: '' } }],
  })
  assert.equal(answer({ model: 'Infusor App for Android', version: '2.0' }, one), 'affected confirmed')
  assert.equal(answer({ model: 'Infusor App iOS', version: '2.0' }, one), 'not_affected confirmed')
  assert.equal(answer({ model: 'Infusor App', version: '2.0' }, one), 'under_investigation possible')
  const both = { ...one, conditions: [{ ...one.conditions[0]!, name: 'iOS and Android' } as const] }
  assert.equal(
    answer({ model: 'Infusor App for Android', version: '2.0' }, both as Statement),
    'affected confirmed',
  )
})

test('a maker whose name the title begins with made the product', () => {
  const titled = (title: string) =>
    says('Zephyr 300', '*', { advisory: { ...advisory('coordinator'), title } })
  const known = { vendor: 'Borealis', model: 'Zephyr 300' }
  assert.equal(answer(known, titled('Borealis Zephyr Pump')), 'affected confirmed')
  assert.equal(answer(known, titled('Acme Zephyr Pump')), 'silent')
  const two = titled('Acme Electric Borealis Zephyr Pump')
  const vendor = productReference('Zephyr 300', { vendor: 'Acme Electric Software, LLC' })
  assert.equal(answer(known, { ...two, product: vendor }), 'affected confirmed')
  assert.equal(
    answer({ ...known, vendor: 'Acme Foods' }, titled('Acme Zephyr Pump')),
    answer({ ...known, vendor: 'Acme Foods' }, says('Zephyr 300', '*')),
  )
})

test('the name of the house to which a maker went over tells its products not apart', () => {
  const one = statement({
    advisory: { ...advisory('coordinator'), title: null },
    vulnerability: CVE,
    product: productReference('Baxter Zephyr Portal', { vendor: 'Baxter' }),
    constraint: allVersions(),
    status: 'affected',
  })
  assert.equal(answer({ vendor: 'Hillrom', model: 'Zephyr Portal' }, one), 'affected confirmed')
})

test('a plain name of the house may be either of those it was split into', () => {
  const one = statement({
    advisory: advisory('coordinator'),
    vulnerability: CVE,
    product: productReference('Zephyr Historian', { vendor: 'GE Digital' }),
    constraint: allVersions(),
    status: 'affected',
  })
  assert.equal(answer({ vendor: 'GE', model: 'Zephyr Historian' }, one), 'affected confirmed')
  assert.equal(answer({ vendor: 'General Electric', model: 'Zephyr' }, one), 'under_investigation possible')
})

test('a product that is a model itself is meant, whatever models it goes with', () => {
  const one = statement({
    advisory: advisory('coordinator'),
    vulnerability: CVE,
    product: productReference('ACM-503 Remote Controller', { vendor: 'Acme', models: ['ACM-512 pump'] }),
    constraint: allVersions(),
    status: 'affected',
  })
  assert.equal(answer({ model: 'ACM-503' }, one), 'affected confirmed')
  assert.equal(answer({ model: 'ACM-505' }, one), 'silent')
})

test('what one title says around a product tells nothing of another document on it', () => {
  const titled = (id: string, title: string, vulnerability: string) =>
    says('Infusor AB', '*', { vulnerability, advisory: { ...advisory('coordinator', id), title } })
  const known = { model: 'Zephyr 29901', version: '1.0' }
  const both = indexStatements([
    titled('A', 'Acme Infusor AB and Zephyr 29901', 'CVE-2026-0011'),
    titled('B', 'Acme Infusor AB', 'CVE-2026-0012'),
  ])
  const found = match(profile(known), both).map(({ vulnerability, status }) => `${vulnerability} ${status}`)
  assert.deepEqual(found, ['CVE-2026-0011 under_investigation'])
})

test('a number of the name may stand in the version', () => {
  const one = says('Zephyr 11 Information System', '< 11.6')
  assert.equal(answer({ model: 'Zephyr', version: '11.5.7' }, one), 'affected confirmed')
  assert.equal(answer({ model: 'Zephyr', version: '10.2' }, one), 'under_investigation possible')
  assert.equal(answer({ model: 'Zephyr', version: '11.6' }, one), 'not_affected confirmed')
  assert.equal(answer({ model: 'Zephyr' }, one), 'under_investigation possible')
})

test('a release in the name of device and product is no version', () => {
  const one = says('Arm 3.1 SW', '3.4.5-100')
  assert.equal(answer({ model: 'Arm 3.1' }, one), 'under_investigation possible')
  assert.equal(answer({ model: 'Arm 3.1', version: '3.5.1' }, one), 'not_affected confirmed')
})

test('the version of a part counts where the range is one of it', () => {
  const one = says('Infusor 3', 'BIOS < V21.01.07')
  const part = (version: string) => ({ name: 'BIOS', vendor: null, version, cpe: null, purl: null })
  assert.equal(answer({ components: [part('V21.01.06')] }, one), 'affected confirmed')
  assert.equal(answer({ components: [part('V21.01.07')] }, one), 'not_affected confirmed')
  assert.equal(answer({}, one), 'under_investigation possible')
})

test('a vendor of two makers is both, with and without a short form in brackets', () => {
  const product = productReference('ZPE310', { vendor: 'Borealis Electric (BE) and Acme' })
  const one = says('ZPE310', '< R9.90', { product })
  assert.equal(answer({ vendor: 'Acme', model: 'ZPE310', version: 'R9.80' }, one), 'affected confirmed')
  assert.equal(
    answer({ vendor: 'Borealis', model: 'ZPE310', version: 'R9.90' }, one),
    'not_affected confirmed',
  )
})

test('a number of a line is no model of its own: those listed are', () => {
  const product = productReference('Zephyr 1400 Controllers', { vendor: 'Acme', models: ['1766-L32BWA'] })
  const one = says('Zephyr 1400 Controllers', '*', { product })
  assert.equal(answer({ model: '1766-L32BWA', version: '20.0' }, one), 'affected confirmed')
  assert.equal(answer({ model: 'Zephyr 1400' }, one), 'under_investigation possible')
})

test('a program in the maker column, and one named for a system', () => {
  const longer = says('Collabor', '<= 3.1', { product: productReference('collabor', { vendor: 'o-dyn' }) })
  const by = (vendor: string, model: string) => answer({ vendor, model, version: '3.0' }, longer)
  assert.equal(by('Collabor', 'Collabor'), 'affected confirmed')
  assert.equal(by('Collabor', 'Collabor for macOS'), 'affected confirmed')
  assert.equal(by('Other', 'Collabor'), 'silent')
})

test("a number behind the name is a release where the device's version is one of it", () => {
  const one = says('Zephyr Portal', '<= 9.4')
  assert.equal(answer({ model: 'Zephyr Portal 9', version: '9.1' }, one), 'affected confirmed')
  assert.equal(answer({ model: 'Zephyr Portal 9', version: '9.5' }, one), 'not_affected confirmed')
  assert.equal(answer({ model: 'Zephyr Portal 9', version: '3.1' }, one), 'under_investigation possible')
  assert.equal(answer({ model: 'Zephyr Portal 9', version: '9.1' }, says('Zephyr Portal 8', '*')), 'silent')
})
