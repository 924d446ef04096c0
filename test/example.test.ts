/** The example capture is what a newcomer tries first: it reads without a fault, and its devices are recognised. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { identify } from '../src/identity/identify.ts'
import type { Asset } from '../src/model/asset.ts'
import { readFacts } from '../src/sensor/read-facts.ts'

const WARD = join(import.meta.dirname, '../examples/ward.pcapng')
const facts = await readFacts([WARD])
const { assets } = identify(facts)

const byAddress = (address: string): Asset => {
  const asset = assets.find((a) => a.ips.some((use) => use.address === address))
  assert.ok(asset, `no device has ${address}`)
  return asset
}

test('the example capture is whole and nothing in it is malformed', () => {
  const [capture] = facts.captures
  assert.equal(capture?.error, null)
  assert.equal(capture?.because, null)
  assert.equal(capture?.malformed, 0)
  assert.ok(capture !== undefined && !capture.truncated)
})

test('the ward has 26 devices, three of them behind the pump server; each of the others has one MAC but the switch, which has one per port', () => {
  assert.equal(assets.filter((a) => a.internal).length, 26)
  assert.equal(assets.filter((a) => a.behind === byAddress('10.31.7.15').id).length, 3)
  const internal = assets.filter((a) => a.internal && a.behind === null)
  for (const asset of internal.filter((a) => !a.ips.some((use) => use.address === '10.31.7.2')))
    assert.equal(asset.macs.length, 1, asset.id)
})

test('a vendor’s server beyond the router is external, and the router forwards to it', () => {
  assert.equal(byAddress('203.0.113.80').internal, false)
  assert.equal(byAddress('10.31.7.1').router, true)
})

/** Address, type, vendor, model and version; `null`: the device does not say. */
const devices: readonly (readonly [string, string, string, string | null, string | null])[] = [
  ['10.31.7.1', 'switch-router', 'Ubiquiti', 'EdgeRouter 12', '2.0.9'],
  ['10.31.7.2', 'switch-router', 'Edgecore', 'AS4610-54P', '4.3.1'],
  ['10.31.7.10', 'server', 'Dell', 'PowerEdge R240', '2.15.1'],
  ['10.31.7.11', 'server', 'Dell', 'PowerEdge R240', '2.15.1'],
  ['10.31.7.12', 'server', 'HPE', 'ProLiant DL20 Gen10', 'U43'],
  ['10.31.7.13', 'nas', 'Synology', 'DS218', '7.1-42962'],
  ['10.31.7.14', 'interface-engine', 'NextGen Connect', null, null],
  ['10.31.7.15', 'infusion-server', 'ICU Medical', 'MedNet', '6.1'],
  ['10.31.7.16', 'call-manager', 'AudioCodes', 'Mediant 800B', '7.20A.256.024'],
  ['10.31.7.20', 'pacs-vna', 'Dell', 'PowerEdge R740xd', '2.19.1'],
  ['10.31.7.21', 'ct', 'Siemens Healthineers', 'SOMATOM Definition AS', 'syngo CT VA48A'],
  ['10.31.7.22', 'ultrasound', 'GE HealthCare', 'LOGIQE9', 'LOGIQE9:R5.3.1'],
  ['10.31.7.31', 'workstation', 'HP', 'HP EliteDesk 800 G4', 'Q01 Ver. 02.24.00'],
  ['10.31.7.40', 'printer', 'HP', 'LaserJet M507', '2504166_041112'],
  ['10.31.7.41', 'ip-camera', 'Axis', 'P3245-V', '10.12.91'],
  ['10.31.7.42', 'voip-phone', 'Snom', 'snomD725', '10.1.54.13'],
  ['10.31.7.43', 'smart-hub', 'Philips', null, null],
  ['10.31.7.44', 'ups-power', 'Schneider Electric', 'Smart-UPS 1500', 'UPS 09.3'],
  ['10.31.7.45', 'wifi-ap', 'Ubiquiti', 'U6-Pro', '6.5.28.14491'],
  ['10.31.7.46', 'cold-chain-monitor', 'Vaisala', 'Indigo520', '1.7.4'],
  ['10.31.7.47', 'bms-controller', 'Johnson Controls', 'MS-NAE5510-2', '9.0.7.0'],
  ['10.31.7.50', 'infusion-pump-lvp', 'Baxter', 'Sigma Spectrum', '8.00.01'],
  ['10.31.7.51', 'patient-monitor', 'Mindray', 'BeneVision N15', '02.18.00'],
]
const whatIs = ({ verdicts }: Asset) =>
  (['type', 'vendor', 'model', 'version'] as const).map((attribute) => verdicts.get(attribute)?.value ?? null)

for (const [address, ...what] of devices)
  test(`${address} is a ${what.filter((part) => part !== null).join(' ')}`, () =>
    assert.deepEqual(whatIs(byAddress(address)), what))

test('the pumps behind the pump server are known each by type, vendor, model, version and serial number', () => {
  const pumps = assets.filter((a) => a.behind !== null)
  assert.deepEqual(pumps.map((a) => [...whatIs(a), a.verdicts.get('serial')?.value]).sort(), [
    ['infusion-pump-lvp', 'ICU Medical', 'Plum A+', '13.40.00', '14711203'],
    ['infusion-pump-syringe', 'ICU Medical', 'Medfusion 4000', 'V1.5.0', 'M471101'],
    ['infusion-pump-syringe', 'ICU Medical', 'Medfusion 4000', 'V1.6.1', 'M471102'],
  ])
})

test('each device is listed above, and each verdict on it has its evidence', () => {
  const addresses = new Set(devices.map(([address]) => address))
  for (const asset of assets.filter((a) => a.internal && a.behind === null))
    assert.ok(
      asset.ips.some((use) => addresses.has(use.address)),
      asset.id,
    )
  for (const { verdicts } of assets)
    for (const attribute of ['type', 'vendor', 'model', 'version'] as const)
      for (const claim of verdicts.get(attribute)?.won ?? []) assert.ok(claim.observed !== '', claim.by)
})

test('nothing of the patient of the ward, who is made up, is kept', () => {
  const kept = JSON.stringify([facts.observations, assets.map((a) => a.hostnames)])
  assert.doesNotMatch(kept, /TEST\^WARD|TEST-0001|TEST0001/)
})

test('the addresses that DHCP handed out carry the names that it was told', () => {
  const names = [
    ['10.31.7.21', 'ct-room2'],
    ['10.31.7.50', 'infusion-pump-12'],
  ] as const
  for (const [address, name] of names) assert.ok(byAddress(address).hostnames.includes(name), name)
})

test('the clear-text logins of the ward are seen: Telnet, FTP, HTTP', () => {
  const seen = new Set(facts.credentials.map((c) => c.protocol))
  for (const protocol of ['telnet', 'ftp', 'http']) assert.ok(seen.has(protocol), protocol)
})

test('no password of the ward stands in what is kept', () => {
  const kept = JSON.stringify(assets.map((a) => [a.observations, a.hostnames, a.credentials]))
  assert.doesNotMatch(kept, /made-up/)
  assert.ok(!kept.includes(btoa('nurse:made-up-password')))
})
