/** Which product is meant: names, titles, makers, models. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advisory, answer, CVE, profile, says } from '../../../test/made-match.ts'
import { threadTime } from '../../../test/thread-time.ts'
import { productReference, type Statement, statement } from '../statement.ts'
import { allVersions } from '../versions/constraint.ts'
import { indexStatements, match } from './match.ts'

test('a shared vendor or a word of kind is not enough', () => {
  assert.equal(answer({ model: 'Monitor 7' }, says('Infusor 3', '*')), 'silent')
  assert.equal(answer({ model: 'Infusor 4' }, says('Infusor 3', '*')), 'silent')
  assert.equal(answer({ vendor: 'Umbrella' }, says('Infusor 3', '*')), 'silent')
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

test('a code as it is written tells more than its first part alone', () => {
  const both = [says('FLX3-NET-L', '<= 1.14'), says('FLX3-NET-ADP', '<= 1.22')]
  assert.equal(answer({ model: 'FLX3-NET-L', version: '1.15' }, ...both), 'not_affected confirmed')
  assert.equal(answer({ model: 'FLX3-NET-ADP', version: '1.15' }, ...both), 'affected confirmed')
})

test('of a serial number only so many characters are compared as the document says', () => {
  const leading = says('Infusor 3', '*', {
    conditions: [{ kind: 'serial', from: null, to: '22081', leading: 5 }],
  })
  assert.equal(answer({ serial: '220801234567' }, leading), 'affected confirmed')
  assert.equal(answer({ serial: '220821234567' }, leading), 'not_affected confirmed')
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
  assert.equal(by('Umbrella', 'Collabor'), 'silent')
})

test("a number behind the name is a release where the device's version is one of it", () => {
  const one = says('Zephyr Portal', '<= 9.4')
  assert.equal(answer({ model: 'Zephyr Portal 9', version: '9.1' }, one), 'affected confirmed')
  assert.equal(answer({ model: 'Zephyr Portal 9', version: '9.5' }, one), 'not_affected confirmed')
  assert.equal(answer({ model: 'Zephyr Portal 9', version: '3.1' }, one), 'under_investigation possible')
  assert.equal(answer({ model: 'Zephyr Portal 9', version: '9.1' }, says('Zephyr Portal 8', '*')), 'silent')
})

test('a maker that nobody knows is none, by whatever word a cell says so', () => {
  const one = says('Zephyr Portal', '<= 9.4')
  for (const vendor of ['unknown', 'N/A', '-', '?', 'not specified'])
    assert.equal(answer({ vendor, model: 'Zephyr Portal', version: '9.1' }, one), 'affected confirmed')
})

test('initials that the document itself uses name the product', () => {
  const product = productReference('ZephyrWise Portal', { vendor: 'Acme', short: 'ZWP' })
  assert.equal(answer({ model: 'ZWP', version: '1' }, says('', '<= 2', { product })), 'affected confirmed')
  assert.equal(
    answer({ model: 'ZWP', version: '1' }, says('ZephyrWise Portal', '<= 2')),
    'under_investigation possible',
  )
})

test('the model in front of a version is no part of it; a version may stand behind the model with a letter in front', () => {
  const one = says('Zephyr VS4', '<= A.07.107')
  assert.equal(answer({ model: 'Zephyr VS4', version: 'VS4 A.07.12' }, one), 'affected confirmed')
  assert.equal(answer({ model: 'Zephyr VS4 A.07.12', version: null }, one), 'affected confirmed')
  assert.equal(answer({ model: 'Zephyr VS4 A.08.01', version: null }, one), 'not_affected confirmed')
  const basic = says('Zephyr V13', '< V13 SP1 Update 9')
  assert.equal(answer({ model: 'Zephyr V13', version: 'V13 SP1 Update 8' }, basic), 'affected confirmed')
})

test('a version tells which release in the name of a product is meant, before a shorter name is', () => {
  const both = [says('Zephyr Runtime Professional V14', '< V14.1 Update 8'), says('Zephyr', '<= V7.2')]
  const device = { model: 'Zephyr Runtime Professional' }
  assert.equal(answer({ ...device, version: 'V14.1 Update 7' }, ...both), 'affected confirmed')
  assert.equal(answer({ ...device, version: 'V14.1 Update 8' }, ...both), 'not_affected confirmed')
})

test('a title that says the rest of the name tells the product whose own name is said whole', () => {
  const titled = { advisory: { ...advisory('coordinator'), title: 'Acme Zephyr RIS' } }
  const client = says('RIS Client Builds', '<= 11.2', titled)
  assert.equal(answer({ model: 'Zephyr RIS Client', version: '11.0' }, client), 'affected confirmed')
  assert.equal(answer({ model: 'Beam RIS Client', version: '11.0' }, client), 'silent')
})

test('words of the title before the name of a product do not make it less exact', () => {
  const titled = { advisory: { ...advisory('coordinator'), title: 'Acme Zephyr PTS' } }
  const panel = says('Nexum Control Panel', '< 7.2', titled)
  assert.equal(answer({ model: 'Zephyr Nexum panel', version: '7.1' }, panel), 'affected confirmed')
  assert.equal(answer({ model: 'Zephyr panel', version: '7.1' }, panel), 'under_investigation possible')
  assert.equal(answer({ model: 'Beam Nexum Station', version: '7.1' }, panel), 'silent')
})

test('a system is called by a line of models: one of its numbers may be of it', () => {
  const system = says('Bactella Blood Culture System', '*')
  assert.equal(answer({ model: 'Bactella FX40' }, system), 'under_investigation possible')
  assert.equal(answer({ model: 'Bactella' }, system), 'affected confirmed')
  assert.equal(answer({ model: 'Bactella FX40' }, says('Bactella Connect Hub', '*')), 'silent')
  assert.equal(answer({ model: 'Sepsella FX40' }, system), 'silent')
})

test('a program that is called like its known maker is the server of that name', () => {
  const by = (name: string) => says(name, '< 1.5', { product: productReference(name, { vendor: 'Orthanc' }) })
  const of = (name: string) => answer({ vendor: 'Orthanc', model: 'Orthanc', version: '1.4' }, by(name))
  assert.equal(of('Orthanc server'), 'affected confirmed')
  assert.equal(of('Orthanc Web Viewer'), 'silent')
})

test('makers in one word or by their initials', () => {
  const product = productReference('Beamsight', { vendor: 'Zephyr Nanobeam Technologies' })
  const one = says('Beamsight', '< 2', { product })
  const by = (vendor: string) => answer({ vendor, model: 'Beamsight', version: '1.9' }, one)
  assert.equal(by('ZNT'), 'affected confirmed')
  assert.equal(by('ZephyrNanobeam Technologies'), 'affected confirmed')
  assert.equal(by('ZNX'), 'silent')
})

test('a version that is stated letter by letter is that one, whatever its parts mean', () => {
  const one = says('Zephyr 8000', 'ZMS7.820.120.01/0.93(0.95)')
  assert.equal(
    answer({ model: 'Zephyr 8000', version: 'ZMS7.820.120.01/0.93(0.95)' }, one),
    'affected confirmed',
  )
})

test('a title of blanks is read in no time', () => {
  const taken = [1, 2, 3].map((n) => {
    const title = `Acme Infusor${' '.repeat(100_000)}${n}`
    const before = threadTime()
    answer({}, says('Infusor 3', '*', { advisory: { ...advisory('coordinator'), title } }))
    return threadTime() - before
  })
  assert.ok(Math.min(...taken) < 100, `${taken} ms`)
})

test('letters of a name are looked up together with the first ones of its words', () => {
  const alaris = says('Alaris 8015 PC Unit', '*', {
    product: productReference('Alaris 8015 PC Unit', { vendor: 'BD' }),
  })
  assert.equal(answer({ vendor: 'BD', model: 'Alaris PCU' }, alaris), 'under_investigation possible')
  assert.equal(answer({ vendor: 'BD', model: 'Alaris PCB' }, alaris), 'silent')
})
