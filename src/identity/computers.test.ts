/** Appliances that are built on a computer, and computers that are none: claims, and whole captures through `inspect`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bytes, bytes, udp, zeros } from '../../test/bytes.ts'
import { inspectFrames } from '../../test/inspect-frames.ts'
import { claim } from '../../test/made-claim.ts'
import { netbiosName } from '../../test/netbios-bytes.ts'
import type { AssetAttribute, Claim } from '../model/asset.ts'
import { announcement, mailslot } from '../protocols/browser/fixtures/make.ts'
import { classify } from './classify.ts'

const kind = (...claims: Claim[]) => {
  const { verdicts } = classify(claims)
  const value = (attribute: AssetAttribute) => verdicts.get(attribute)?.value
  return value('type') ?? value('family') ?? value('category') ?? null
}
const windows = [claim('type', 'workstation', 0.4), claim('type', 'workstation', 0.5)]
const windowsServer = [claim('type', 'server', 0.6), claim('type', 'server', 0.5)]

for (const [what, named, expected] of [
  ['a modality', claim('type', 'ct', 0.35), 'ct'],
  ['a family of medical devices', claim('family', 'medication-dispensing', 0.4), 'medication-dispensing'],
  ['a category of medical devices', claim('category', 'laboratory', 0.35), 'laboratory'],
  ['a viewer', claim('type', 'imaging-workstation', 0.35), 'imaging-workstation'],
  ['a kiosk', claim('type', 'pos-kiosk', 0.4), 'pos-kiosk'],
  ['a printer that it shares', claim('type', 'printer', 0.4), 'workstation'],
  ['networks it forwards between', claim('type', 'switch-router', 0.45), 'workstation'],
  ['less than can be asserted', claim('type', 'ct', 0.28), 'workstation'],
] as const)
  test(`signs of a workstation beside ${what}: ${expected}`, () =>
    assert.equal(kind(...windows, named), expected))

for (const [what, named, expected] of [
  ['a nurse call system', claim('type', 'nurse-call', 0.4), 'nurse-call'],
  ['an image archive', claim('type', 'pacs-vna', 0.5), 'pacs-vna'],
  ['the maker’s family of devices', claim('family', 'medication-dispensing', 0.6), 'server'],
] as const)
  test(`signs of a server beside ${what}: ${expected}`, () =>
    assert.equal(kind(...windowsServer, named), expected))

test('hints that somebody at a computer may cause do not add up to a medical device', () =>
  assert.equal(
    kind(...windows, claim('family', 'infusion-pump', 0.28), claim('family', 'infusion-pump', 0.2)),
    'workstation',
  ))

test('what was set aside is told, and costs no confidence', () => {
  const verdict = classify([...windows, claim('type', 'ct', 0.6)]).verdicts.get('type')!
  assert.equal(verdict.confidence, 0.6)
  assert.deepEqual(
    verdict.lost.map(({ value, because }) => [value, because]),
    [['workstation', 'is what such a device is built on']],
  )
})

// --- whole captures -----------------------------------------------------------------------------------------------

const { inspected } = inspectFrames()
const WORKSTATION = 0x1003
const SERVER = 0x9003
/** A machine that announces itself to the network neighbourhood, on a network card of any maker. */
const announces = (name: string, types: number): Bytes =>
  udp(
    {
      srcMac: '00:1b:21:00:07:61',
      dstMac: 'ff:ff:ff:ff:ff:ff',
      src: '10.20.0.61',
      dst: '10.20.0.255',
      srcPort: 138,
      dstPort: 138,
    },
    mailslot(
      '10.20.0.61',
      [name, 0],
      ['WARD', 0x1d],
      '\\MAILSLOT\\BROWSE',
      announcement(1, name, [10, 0], types, ''),
    ),
  )

for (const [name, types, expected] of [
  ['OMNICELL-ICU1', WORKSTATION, ['medication-dispensing', 'Omnicell']],
  ['PYXIS-4W-01', WORKSTATION, ['medication-dispensing', 'BD']],
  ['CT-SCANNER2', WORKSTATION, ['ct', null]],
  ['LOGIQ-E10-12', WORKSTATION, ['ultrasound', 'GE HealthCare']],
  ['KIOSK-04', WORKSTATION, ['pos-kiosk', null]],
  ['ED-WOW-3', WORKSTATION, ['medical-cart-pc', null]],
  ['NURSECALL-01', SERVER, ['nurse-call', null]],
  ['PACS-SRV01', SERVER, ['pacs-vna', null]],
  ['ADM-PC0001', WORKSTATION, ['workstation', null]],
  ['PYX-ADMIN-PC', WORKSTATION, ['workstation', null]],
  ['FILES01', SERVER, ['server', null]],
] as const)
  test(`a Windows that announces itself as ${name} is ${expected[0]}`, async () => {
    const { assets } = await inspected([[0, announces(name, types)]])
    const asset = assets.find(({ ips }) => ips.some(({ address }) => address === '10.20.0.61'))!
    assert.deepEqual([asset.type ?? asset.family, asset.vendor], expected)
    assert.equal(asset.os.name, 'Windows 10 or later')
  })

test('a name tells the same in whatever field it stands', async () => {
  const name = netbiosName('OMNICELL-ED1', 0)
  const registers = bytes(0x10, 1, 0x29, 0x10, 0, 1, 0, 0, 0, 0, 0, 1, name, 0, 0x20, 0, 1)
  const record = bytes(0xc0, 0x0c, 0, 0x20, 0, 1, 0, 4, 0x93, 0xe0, 0, 6, zeros(2), 10, 20, 0, 61)
  const hop = {
    srcMac: '00:1b:21:00:07:61',
    dstMac: 'ff:ff:ff:ff:ff:ff',
    src: '10.20.0.61',
    dst: '10.20.0.255',
  }
  const { assets } = await inspected([
    [0, udp({ ...hop, srcPort: 137, dstPort: 137 }, bytes(registers, record))],
  ])
  assert.deepEqual(
    assets.map(({ family, vendor }) => [family, vendor]),
    [['medication-dispensing', 'Omnicell']],
  )
})
