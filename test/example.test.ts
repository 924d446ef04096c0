/** The example capture is what a newcomer tries first: it reads without a fault, and its devices are recognised. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { identify } from '../src/identity/identify.ts'
import type { Asset, AssetAttribute } from '../src/model/asset.ts'
import { readFacts } from '../src/sensor/read-facts.ts'

const WARD = join(import.meta.dirname, '../examples/ward.pcapng')
const facts = await readFacts([WARD])
const { assets } = identify(facts)

const byAddress = (address: string): Asset => {
  const asset = assets.find((a) => a.ips.some((use) => use.address === address))
  assert.ok(asset, `no device has ${address}`)
  return asset
}

const said = (address: string, attribute: AssetAttribute): string | undefined =>
  byAddress(address).verdicts.get(attribute)?.value

test('the example capture is whole and nothing in it is malformed', () => {
  const [capture] = facts.captures
  assert.equal(capture?.error, null)
  assert.equal(capture?.because, null)
  assert.equal(capture?.malformed, 0)
  assert.ok(capture !== undefined && !capture.truncated)
})

test('the ward has 18 devices, each with one MAC but the switch, which has one per port', () => {
  const internal = assets.filter((a) => a.internal)
  assert.equal(internal.length, 18)
  for (const asset of internal.filter((a) => !a.ips.some((use) => use.address === '10.31.7.2')))
    assert.equal(asset.macs.length, 1, asset.id)
})

test('a vendor’s server beyond the router is external, and the router forwards to it', () => {
  assert.equal(byAddress('203.0.113.80').internal, false)
  assert.equal(byAddress('10.31.7.1').router, true)
})

const types: readonly [string, string, string][] = [
  ['10.31.7.1', 'switch-router', 'the router'],
  ['10.31.7.2', 'switch-router', 'the switch'],
  ['10.31.7.11', 'server', 'the file server'],
  ['10.31.7.13', 'nas', 'the network storage'],
  ['10.31.7.31', 'workstation', 'the workstation'],
  ['10.31.7.40', 'printer', 'the printer'],
  ['10.31.7.41', 'ip-camera', 'the camera'],
  ['10.31.7.42', 'voip-phone', 'the phone'],
  ['10.31.7.43', 'smart-hub', 'the lighting hub'],
  ['10.31.7.44', 'ups-power', 'the UPS'],
  ['10.31.7.45', 'wifi-ap', 'the access point'],
]
for (const [address, type, name] of types)
  test(`${name} is recognised as ${type}`, () => assert.equal(said(address, 'type'), type))

const makes: readonly [string, string, string | null][] = [
  ['10.31.7.1', 'ubiquiti', 'EdgeRouter 12'],
  ['10.31.7.2', 'edgecore', 'AS4610-54P'],
  ['10.31.7.13', 'synology', 'DS218'],
  ['10.31.7.41', 'axis', 'P3245-V'],
  ['10.31.7.44', 'schneider-electric', 'Smart-UPS 1500'],
  ['10.31.7.45', 'ubiquiti', 'U6-Pro'],
  ['10.31.7.46', 'raspberry-pi', null],
]
for (const [address, vendor, model] of makes)
  test(`${address} is made by ${vendor}${model === null ? '' : `, model ${model}`}`, () => {
    assert.equal(said(address, 'vendor')?.toLowerCase().replaceAll(' ', '-'), vendor)
    if (model !== null) assert.equal(said(address, 'model'), model)
  })

test('a device known by the block of its MAC alone is given no type', () => {
  assert.equal(said('10.31.7.51', 'type'), undefined)
  assert.equal(said('10.31.7.51', 'category'), 'patient-monitoring')
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
