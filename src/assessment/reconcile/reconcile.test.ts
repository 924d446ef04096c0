import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { inspected, listed } from '../../../test/made-inspected.ts'
import type { InspectedDevice } from '../../model/inspected.ts'
import type { InventoryRow } from '../../model/inventory.ts'
import { contradictions } from './contradictions.ts'
import { type Reconciliation, reconcile } from './reconcile.ts'

const A = '00:00:5e:00:53:01'
const B = '00:00:5e:00:53:02'
const at = (address: string) => [{ address }]
const compare = (
  rows: readonly InventoryRow[],
  seen: readonly InspectedDevice[],
  silentAfter = 7,
): Reconciliation => reconcile(rows, seen, { silentAfter })

test('identifiers are tried from MAC to IP address, in any spelling', () => {
  const rows = [
    listed({ id: 'by-mac', mac: '0000.5E00.5301' }),
    listed({ id: 'by-serial', serial: 'SN-00123' }),
    listed({ id: 'by-udi', udi: '(01)00844588003288(21)A7' }),
    listed({ id: 'by-name', hostname: 'PUMP-7.ward.example' }),
    listed({ id: 'by-ip', ip: '10.0.0.5' }),
  ]
  const seen = [
    inspected({ id: '5', ips: at('10.0.0.5') }),
    inspected({ id: '4', hostnames: ['pump-7'] }),
    inspected({ id: '3', udi: '(01)00844588003288(21)a7' }),
    inspected({ id: '2', serial: 'sn00123' }),
    inspected({ id: '1', macs: [A] }),
  ]
  const { matched, silent, unlisted } = compare(rows, seen)
  assert.deepEqual(
    matched.map(({ row, device, by }) => [row.id, device.id, by]),
    [
      ['by-mac', '1', 'mac'],
      ['by-serial', '2', 'serial'],
      ['by-udi', '3', 'udi'],
      ['by-name', '4', 'hostname'],
      ['by-ip', '5', 'ip'],
    ],
  )
  assert.equal(silent.length + unlisted.length, 0)
})

test('zeros lost in front of a serial number do not part what belongs together', () => {
  const { matched } = compare(
    [listed({ id: 'a', serial: '4711' })],
    [inspected({ id: '1', serial: '0004711' })],
  )
  assert.equal(matched.length, 1)
  assert.deepEqual(matched[0]!.contradictions, [])
})

test('a serial number is unique only among the devices of one maker', () => {
  const { matched, silent } = compare(
    [listed({ id: 'a', serial: '10023', vendor: 'GE Healthcare' })],
    [inspected({ id: '1', serial: '10023', vendor: 'Baxter' })],
  )
  assert.equal(matched.length, 0)
  assert.match(silent[0]!.because, /serial number 10023 is another device's: it is made by Baxter/)
})

test('an address that went on to another device is no match', () => {
  const row = listed({ id: 'a', mac: B, ip: '10.0.0.5' })
  const { silent, unlisted } = compare([row], [inspected({ id: '1', macs: [A], ips: at('10.0.0.5') })])
  assert.match(silent[0]!.because, /10\.0\.0\.5 is another device's: its MAC is/)
  assert.equal(unlisted.length, 1)
  const taken = compare(
    [listed({ id: 'own', mac: A }), listed({ id: 'old', ip: '10.0.0.5' })],
    [inspected({ id: '1', macs: [A], ips: at('10.0.0.5') })],
  )
  assert.match(taken.silent[0]!.because, /is used by the device listed as own/)
})

test('what fits several is named, and settled where a further identifier tells them apart', () => {
  const seen = [
    inspected({ id: '1', hostnames: ['cart'], ips: at('10.0.0.1') }),
    inspected({ id: '2', hostnames: ['cart'], ips: at('10.0.0.2') }),
  ]
  const { ambiguous, unlisted } = compare([listed({ id: 'a', hostname: 'cart' })], seen)
  assert.deepEqual(
    ambiguous[0]!.devices.map(({ id }) => id),
    ['1', '2'],
  )
  assert.equal(unlisted.length, 0, 'candidates are not called unlisted')
  const settled = compare([listed({ id: 'a', hostname: 'cart', ip: '10.0.0.2' })], seen)
  assert.deepEqual(
    settled.matched.map(({ device, by }) => [device.id, by]),
    [['2', 'ip']],
  )
})

test('two rows for one device: the one that contradicts it less is it, the other is named', () => {
  const rows = [
    listed({ id: 'old', mac: A, model: 'B450', vendor: 'GE Healthcare' }),
    listed({ id: 'new', mac: A, model: 'B650', vendor: 'GE Healthcare' }),
  ]
  const seen = [inspected({ id: '1', macs: [A], vendor: 'GE Healthcare', model: 'B650' })]
  const { matched, duplicates } = compare(rows, seen)
  assert.deepEqual(
    matched.map(({ row }) => row.id),
    ['new'],
  )
  assert.deepEqual(
    duplicates.map(({ row, of }) => [row.id, of.id]),
    [['old', 'new']],
  )
})

test('a row may list the MACs of several devices that were seen apart', () => {
  const { matched, unlisted } = compare(
    [listed({ id: 'a', mac: `${A}, ${B}` })],
    [inspected({ id: '1', macs: [A] }), inspected({ id: '2', macs: [B] })],
  )
  assert.deepEqual(
    matched[0]!.further.map(({ id }) => id),
    ['2'],
  )
  assert.equal(unlisted.length, 0)
})

test('rows without identifiers, or for several devices, cannot be recognised; a hint names them', () => {
  const { unrecognisable, unlisted } = compare(
    [listed({ id: 'a', model: 'B650' }), listed({ id: 'b', model: 'Z-800', quantity: 40, mac: A })],
    [inspected({ id: '1', vendor: 'GE Healthcare', model: 'B650' })],
  )
  assert.equal(unrecognisable.length, 2)
  assert.match(unlisted[0]!.hint!, /may be a, which is of this model and was not seen/)
})

test('silent since: seen, but no more for some days before the end', () => {
  const seen = [
    inspected({ id: '1', macs: [A], lastSeen: '2026-01-01T00:00:00.000000Z' }),
    inspected({ id: '2', macs: [B], lastSeen: '2026-01-20T00:00:00.000000Z' }),
  ]
  const { matched } = compare([listed({ id: 'a', mac: A }), listed({ id: 'b', mac: B })], seen)
  assert.deepEqual(
    matched.map(({ silent }) => silent),
    [true, false],
  )
})

test('external peers are neither listed nor missed', () => {
  const { devices, unlisted } = compare(
    [listed({ id: 'a', mac: A })],
    [inspected({ id: 'x', internal: false })],
  )
  assert.equal(devices + unlisted.length, 0)
})

const CONTRADICTIONS: readonly (readonly [Partial<InventoryRow>, Partial<InspectedDevice>, string])[] = [
  [{ vendor: 'Becton Dickinson' }, { vendor: 'BD' }, ''],
  [{ vendor: 'GE' }, { vendor: 'Baxter' }, 'vendor'],
  [{ model: 'Alaris 8015 PC Unit' }, { model: 'Alaris PC Unit' }, ''],
  [{ model: 'IntelliVue MX450' }, { model: 'MX450' }, ''],
  [{ model: 'IntelliVue MX450' }, { model: 'IntelliVue MX800' }, 'model'],
  [{ model: 'MX450' }, { model: 'MX800', confidence: { model: 0.3, version: 0.9 } }, ''],
  [{ model: 'x', modelNumber: '8015' }, { model: '8015' }, ''],
  [{ version: '9.33' }, { version: '9.33' }, ''],
  [{ version: 'v9.33' }, { version: '9.33' }, ''],
  [{ version: '9.33' }, { version: '12.1' }, 'version'],
  [{ version: '1.6' }, { version: '1.6.1' }, ''],
  [{ version: '1.5' }, { version: '1.6.1' }, 'version'],
  [{ os: 'Windows 7' }, { os: { name: 'Windows 10', version: '1809', build: null } }, 'os'],
  [{ os: 'Windows 10' }, { os: { name: 'Windows 10', version: '1809', build: null } }, ''],
  [{ os: 'Windows' }, { os: { name: 'Windows 10', version: '1809', build: null } }, ''],
  [{ os: 'Ubuntu 20.04' }, { os: { name: 'Linux', version: null, build: null } }, ''],
  [{ os: 'Windows 10' }, { os: { name: 'Linux', version: null, build: null } }, 'os'],
  [{ location: 'ICU, bed 4' }, { place: { ward: 'ICU', bed: null } }, ''],
  [{ location: 'Ward 3' }, { place: { ward: 'ICU', bed: '4' } }, 'place'],
  [{ serial: '0012345' }, { serial: '12345' }, ''],
  [{ serial: '12346' }, { serial: '12345' }, 'serial'],
  [{ mac: A }, { macs: [B] }, 'mac'],
  [{ type: 'Infusion pump' }, { type: 'printer', family: 'printer' }, 'type'],
]
for (const [row, device, expected] of CONTRADICTIONS)
  test(`${JSON.stringify(row)} against ${JSON.stringify(device)}: ${expected || 'no contradiction'}`, () => {
    const found = contradictions(listed({ id: 'a', ...row }), inspected({ id: '1', ...device }))
    assert.deepEqual(found.map(({ attribute }) => attribute).join(), expected)
  })

test('every row ends in one place, every device is listed, a candidate or unlisted; the order of devices does not matter', () => {
  const mac = fc.constantFrom(A, B, '00:00:5e:00:53:03', null)
  const text = fc.constantFrom('alpha', 'beta', 'gamma', null)
  const ip = fc.constantFrom('10.0.0.1', '10.0.0.2', null)
  const row = fc.record({ mac, serial: text, hostname: text, ip })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), fc.array(row, { maxLength: 8 }), (list, wire) => {
      const rows = list.map((one, i) => listed({ id: `r${i}`, ...one }))
      const seen = wire.map((one, i) =>
        inspected({
          id: `d${i}`,
          macs: one.mac === null ? [] : [one.mac],
          serial: one.serial,
          hostnames: one.hostname === null ? [] : [one.hostname],
          ips: one.ip === null ? [] : at(one.ip),
        }),
      )
      const found = compare(rows, seen)
      const { matched, silent, ambiguous, duplicates, unrecognisable, unlisted } = found
      const ends = [matched, silent, ambiguous, duplicates, unrecognisable].flatMap(
        (part: readonly { row: InventoryRow }[]) => part.map((one) => one.row.id),
      )
      assert.deepEqual(ends.sort(), rows.map(({ id }) => id).sort())
      const taken = matched.flatMap(({ device, further }) => [device.id, ...further.map(({ id }) => id)])
      assert.equal(new Set(taken).size, taken.length, 'a device is matched once')
      const told = new Set([
        ...taken,
        ...ambiguous.flatMap((one) => one.devices.map(({ id }) => id)),
        ...unlisted.map(({ device }) => device.id),
      ])
      assert.equal(told.size, seen.length)
    }),
    { numRuns: 500 },
  )
})

/** A list and what was seen of it: every device, some by serial number, some by address alone. */
function listAndWire(count: number) {
  const hex = (n: number) =>
    n
      .toString(16)
      .padStart(6, '0')
      .replace(/(..)(?!$)/g, '$1:')
  const rows = Array.from({ length: count }, (_, n) =>
    listed({
      id: `r${n}`,
      mac: n % 2 ? `02:00:5e:${hex(n)}` : null,
      serial: `SN${n}`,
      vendor: 'BD',
      model: `Model ${n % 3000}`,
      version: '1.0',
      ip: `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`,
    }),
  )
  const seen = rows.map((row, n) =>
    inspected({
      id: `d${n}`,
      macs: [`02:00:5e:${hex(n)}`],
      serial: n % 3 ? `SN${n}` : null,
      vendor: 'BD',
      model: row.model,
      version: n % 5 ? '1.0' : '1.1',
      ips: at(row.ip!),
    }),
  )
  return { rows, seen }
}

/** Processor time, which other programs on the machine disturb less than the clock. */
function processorSeconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

test('200,000 rows against 200,000 devices: all matched, in time that grows with their number', (t) => {
  const small = listAndWire(40_000)
  const large = listAndWire(200_000)
  compare(small.rows, small.seen)
  const few = processorSeconds(() => compare(small.rows, small.seen))
  let matched = 0
  const many = processorSeconds(() => {
    matched = compare(large.rows, large.seen).matched.length
  })
  t.diagnostic(`${matched} matched in ${many.toFixed(2)} s, a fifth of them in ${few.toFixed(2)} s`)
  assert.equal(matched, 200_000)
  assert.ok(many < 25 * few + 1, 'not by comparing each with each')
})

test('of two units that were mixed up each says where the number of the other was seen', () => {
  const { matched } = compare(
    [listed({ id: 'a', mac: A, serial: 'SN-2002' }), listed({ id: 'b', mac: B, serial: 'SN-1001' })],
    [
      inspected({ id: '1', macs: [A], serial: 'SN-1001', ips: at('10.0.0.1') }),
      inspected({ id: '2', macs: [B], serial: 'SN-2002', ips: at('10.0.0.2') }),
    ],
  )
  assert.deepEqual(
    matched.map(({ row, contradictions: [one] }) => [row.id, one?.attribute, one?.because.slice(0, 42)]),
    [
      ['a', 'serial', 'it was seen at 10.0.0.2: are the two mixed'],
      ['b', 'serial', 'it was seen at 10.0.0.1: are the two mixed'],
    ],
  )
})

test('a device with several addresses is silent only when all of them are', () => {
  const row = listed({ id: 'a', mac: `${A}; ${B}` })
  const seen = (macs: string[], lastSeen: string) =>
    inspected({ id: macs[0]!, macs, lastSeen, firstSeen: lastSeen })
  const old = '2026-11-01T00:00:00.000000Z'
  const now = '2026-11-25T00:00:00.000000Z'
  const docked = compare([row], [seen([A], old), seen([B], now)])
  assert.deepEqual(
    docked.matched.map(({ silent, lastSeen }) => [silent, lastSeen]),
    [[false, now]],
  )
  const gone = compare([row], [seen([A], old), inspected({ id: 'x', lastSeen: now, firstSeen: now })])
  assert.deepEqual(
    gone.matched.map(({ silent, lastSeen }) => [silent, lastSeen]),
    [[true, old]],
  )
})

test('the address of a docking station belongs to whose name is seen at it', () => {
  const dock = '00:00:5e:00:53:d0'
  const rows = [
    listed({ id: 'a', mac: `${dock}; ${A}`, hostname: 'lap-1' }),
    listed({ id: 'b', mac: `${dock}; ${B}`, hostname: 'lap-2' }),
  ]
  const seen = [
    inspected({ id: 'dock', macs: [dock], hostnames: ['lap-2'] }),
    inspected({ id: '1', macs: [A], hostnames: ['lap-1'] }),
    inspected({ id: '2', macs: [B], hostnames: ['lap-2'] }),
  ]
  const { matched, unlisted, duplicates } = compare(rows, seen)
  assert.deepEqual(
    matched.map(({ row, device, further, because }) => [
      row.id,
      device.id,
      further.map(({ id }) => id),
      because,
    ]),
    [
      ['a', '1', [], `the same MAC ${A}`],
      ['b', 'dock', ['2'], `the same MAC ${dock}`],
    ],
  )
  assert.equal(unlisted.length + duplicates.length, 0)
})
