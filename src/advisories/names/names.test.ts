import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { threadTime } from '../../../test/thread-time.ts'
import { deviceName } from './device-name.ts'
import { fitName } from './fit.ts'
import { brandWords, kinship, maker } from './makers.ts'
import { productName } from './product-name.ts'

const lines = readFileSync(join(import.meta.dirname, 'names.cases.txt'), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))

describe('names of devices against names of products', () => {
  for (const line of lines)
    test(line, () => {
      const [, who, device, product, grade] = /^(.+?) \| (.+?) \| (.+) => (\w+)$/.exec(line) ?? []
      const brands = new Set(maker(who!).known.flatMap((vendor) => [...brandWords(vendor)]))
      const fit = fitName(deviceName(device!), productName(product!), brands)
      assert.equal(fit?.grade ?? 'none', grade)
    })
})

const MAKERS: readonly (readonly [string, string, ReturnType<typeof kinship>])[] = [
  // spellings, former and parent names
  ['BD', 'Becton, Dickinson and Company (BD)', 'same'],
  ['CareFusion', 'BD', 'same'],
  ['Draeger', 'Drägerwerk AG & Co. KGaA', 'same'],
  ['Phillips', 'Philips Healthcare', 'same'],
  ['GE', 'General Electric (GE)', 'same'],
  ['St. Jude Medical', 'Abbott', 'same'],
  ['Covidien', 'Medtronic ', 'same'],
  ['APC', 'Schneider Electric Software, LLC', 'same'],
  ['Hospira', 'ICU Medical', 'same'],
  ['Welch Allyn', 'Baxter', 'related'],
  ['Mortara', 'Hillrom', 'same'],
  ['Carestream', 'Philips', 'related'],
  ['Siemens', 'Siemens Healthineers', 'related'],
  // misspelt by a letter, but for short names
  ['Medtonic', 'Medtronic', 'same'],
  ['Siemesn', 'Siemens', 'same'],
  ['Phillips', 'Philips', 'same'],
  ['Medtron', 'Medtronic', 'different'],
  ['Axos', 'Axis', 'different'],
  // parts of a house
  ['Janssen Doors', 'Sensora Electronics, a subsidiary of Janssen Doors, Inc.', 'same'],
  ['Janssen Doors', 'Sensora Electronics, a wholly owned subsidiary of Hanssen Doors', 'different'],
  // joint publications
  ['Wind River', 'ENEA, Green Hills Software, ITRON, IP Infusion, and Wind River', 'same'],
  ['3B Medical', 'BMC Medical, 3B Medical', 'same'],
  ['Hirschmann', 'Hirschmann Automation and Control GmbH, Belden Inc.', 'same'],
  ['LenelS2', 'Carrier LenelS2', 'same'],
  ['Lenel', 'Carrier LenelS2', 'same'],
  ['Acme Locks', 'Beam AB (formerly Acme Locks)', 'same'],
  ['Acme Locks', 'Beam AB, formerly Acme Locks', 'same'],
  ['Medtonic Devices', 'Medtronic', 'same'],
  ['Dräger Safety', 'Draeger', 'same'],
  // makers nobody lists
  ['Softneta', 'Softneta UAB', 'same'],
  ['Acme', 'Acme Medical Systems, Inc.', 'same'],
  ['Beamline', 'Acme Beamline', 'related'],
  ['Beam', 'Acme Beamline', 'different'],
  // one spelling is known, the longer one is not
  ['VingCard', 'Vingcard Locks AB', 'same'],
  ['Delta Controls', 'Delta Electronics', 'related'],
  ['Vitro', 'VITROS Lund', 'different'],
  ['Metz', 'Metz Connect', 'same'],
  // towns in front
  ['Xiamen Vistasight IoT', 'Vistasight', 'same'],
  ['Xiamen Vistasight IoT', 'Xiamen Tarnlight IoT', 'different'],
  // initials, with the form of the company and without
  ['FTI', 'Farley Telemetry Inc', 'same'],
  ['FTI', 'Farley Telemetry, Inc.', 'same'],
  ['FTI', 'Farley Telemetry GmbH', 'different'],
  // signs between the words of a name
  ['Lund+Gram', 'Lund Gram', 'same'],
  ['Lund & Gram', 'Lund+Gram', 'same'],
  // like names of unlike companies
  ['Fresenius Kabi', 'Fresenius Medical Care', 'different'],
  ['Spectrum Medical', 'Baxter', 'different'],

  // numbers behind a name, one letter and a dash in front of it
  ['CareFusion 303, Inc.', 'BD', 'same'],
  ['a-Vista Inc', 'aVista', 'same'],
  ['b-Vista', 'a-Vista', 'different'],
]

for (const [a, b, kin] of MAKERS)
  test(`${a} and ${b}: ${kin}`, () => {
    assert.equal(kinship(maker(a), maker(b)), kin)
    assert.equal(kinship(maker(b), maker(a)), kin)
  })

test('what all products of a document are called tells none of them apart', () => {
  const grade = (device: string, product: string, family: readonly string[]) =>
    fitName(deviceName(device), productName(product), new Set(), family)?.grade ?? 'none'
  const family = ['vista', 'enhanced']
  assert.equal(grade('XEGK', 'Vista enhanced XEGK', family), 'exact')
  assert.equal(grade('Vista XEGK', 'Vista enhanced XEGK', family), 'exact')
  assert.equal(grade('XEGK', 'Vista enhanced XEGK', []), 'broader')
  assert.equal(grade('Vista', 'Vista enhanced XEGK', family), 'broader')
  assert.equal(grade('Samba XEGK', 'Vista enhanced XEGK', family), 'none')
  assert.equal(grade('230', 'Vista 230', ['vista']), 'broader')
  // the kind is said, and another word that describes it
  assert.equal(grade('XEGK Ethernet interface', 'Vista XEGK interface', ['vista']), 'exact')
  assert.equal(grade('XEGK Ethernet switch', 'Vista XEGK interface', ['vista']), 'none')
  assert.equal(grade('XEGK Ethernet interface', 'Vista XEGK interface', []), 'none')
})

test('blanks in a row are one', () => {
  assert.equal(productName('Flow Manager  2.0').release, '2.0')
  const blanks = `Flow${' '.repeat(394)}2.0`
  const taken = [1, 2, 3].map(() => {
    const before = threadTime()
    for (let i = 0; i < 10; i++) productName(`${blanks}${'!'.repeat(200)}`)
    return threadTime() - before
  })
  assert.ok(Math.min(...taken) < 120, `${taken} ms`)
})

test('a code of many wildcards is held against a long one at once', () => {
  for (const [wild, code] of [
    [`A1${'*A'.repeat(30)}9`, `A1${'A'.repeat(120)}`],
    [`B1-${'*1'.repeat(60)}Z`, `B1${'1'.repeat(180)}`],
    ['FL-A*1*1*1-9', `FL-A${'1'.repeat(180)}`],
  ] as const) {
    const before = threadTime()
    assert.equal(fitName(deviceName(code), productName(wild)), null)
    assert.ok(threadTime() - before < 500, wild)
  }
})

test('no text makes it throw or wait', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), fc.string({ maxLength: 400 }), (a, b) => {
      fitName(deviceName(a), productName(b))
      maker(a)
    }),
  )
  for (const part of ['A1/', 'x', 'AB ', '(', 'and ', 'MX400-', '*'])
    fitName(deviceName(part.repeat(10_000)), productName(part.repeat(10_000)))
})
