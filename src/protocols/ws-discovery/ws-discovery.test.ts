import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import { camera, envelope, fixtures, hello, proxied, reference, UUID } from './fixtures/make.ts'
import { readDpwsMetadata } from './metadata.ts'
import { readScope } from './scopes.ts'
import { wsDiscovery } from './ws-discovery.ts'

const DRAFT = 'http://schemas.xmlsoap.org/ws/2005/04/discovery'
const show = (payload: Uint8Array) =>
  dissectDatagram(wsDiscovery, payload, { sender: { ip: '10.20.0.81' as Ip } })
const facts = (payload: Uint8Array) => show(payload)!.observed.map((o) => [o.field.slice(13), o.value])

test('a medical device tells identity, types, place and code, and nothing of the patient', () => {
  assert.deepEqual(facts(hello), [
    ['uuid', UUID],
    ['type', 'dpws:Device'],
    ['type', 'mdpws:MedicalDevice'],
    ['scope', 'sdc.mds.pkp:1.2.840.10004.20701.1.1'],
    ['sdc-location', 'fac=Clinic&poc=ICU 2&bed=4'],
    ['sdc-point-of-care', 'ICU 2'],
    ['sdc-bed', '4'],
    ['sdc-device-code', '69965'],
    ['address', `https://10.20.0.81:6464/${UUID}`],
    ['metadata-version', '3'],
    ['instance', '7'],
  ])
  assert.doesNotMatch(JSON.stringify(show(hello)), /doe|4711/i)
})

test('a camera tells model, name and place by its scopes', () =>
  assert.deepEqual(facts(camera), [
    ['uuid', UUID],
    ['type', 'dn:NetworkVideoTransmitter'],
    ['onvif-type', 'video_encoder'],
    ['onvif-hardware', 'EX-1000'],
    ['onvif-name', 'Example EX-1000'],
    ['onvif-location', 'ward 7'],
    ['onvif-profile', 'Streaming'],
    ['address', 'http://10.20.0.83/onvif/device_service'],
    ['metadata-version', '1'],
    ['instance', '7'],
  ]))

test('several devices in one answer are told of by their addresses', () => {
  const said = show(proxied)!.observed.filter((o) => o.field === 'ws-discovery.uuid')
  assert.deepEqual(
    said.map((o) => [o.about, o.value]),
    [
      ['10.20.0.90', '1'],
      ['10.20.0.91', '2'],
    ],
  )
})

test('a probe tells what is looked for', () => {
  const said = show(envelope(DRAFT, '<d:Probe><d:Types>b:Computer</d:Types></d:Probe>', 'xmlns:b="urn:x"'))
  assert.deepEqual(
    said?.observed.map((o) => [o.field, o.value]),
    [['ws-discovery.probe', '{urn:x}Computer']],
  )
  assert.equal(said?.server, 'receiver')
})

test('a farewell is no fact', () =>
  assert.deepEqual(facts(envelope(DRAFT, `<d:Bye>${reference()}</d:Bye>`)), []))

for (const [scope, field, value] of [
  ['sdc.cdc.type:///130535', 'ws-discovery.sdc-device-code', '130535'],
  ['sdc.cdc.type:/urn:other/1/77', 'ws-discovery.sdc-device-code', 'urn:other 77'],
  ['onvif://www.onvif.org/hardware/%zz', 'ws-discovery.onvif-hardware', '%zz'],
  ['ONVIF://www.onvif.org/Name/A', 'ws-discovery.onvif-name', 'A'],
  ['onvif://www.onvif.org/other/A?k=1', 'ws-discovery.scope', 'onvif://www.onvif.org/other/A'],
] as const)
  test(`the scope ${scope} is read`, () => assert.deepEqual(readScope(scope), { field, value }))

for (const scope of [
  'sdc.ctxt.pat:/x',
  'SDC.CTXT.ENS:/x',
  'sdc.ctxt.opr:/x',
  'sdc.ctxt.wfl:/x',
  'sdc.ctxt.new:/x',
])
  test(`the scope ${scope} may concern people and gives nothing`, () => assert.equal(readScope(scope), null))

test('DPWS metadata tells maker, model, versions and the Windows computer', () => {
  const xml =
    '<e><x:ThisModel xmlns:x="u"><x:Manufacturer>Example</x:Manufacturer><x:ModelName>M</x:ModelName></x:ThisModel>' +
    '<ThisDevice><FirmwareVersion>1.2</FirmwareVersion></ThisDevice><pub:Computer>PC7/Workgroup:WARD</pub:Computer></e>'
  assert.deepEqual(readDpwsMetadata(xml), {
    manufacturer: 'Example',
    modelName: 'M',
    modelNumber: null,
    friendlyName: null,
    firmwareVersion: '1.2',
    serialNumber: null,
    computer: 'PC7/Workgroup:WARD',
  })
  assert.equal(readDpwsMetadata('<e/>'), null)
})

test('an envelope without body is counted as odd', () =>
  assert.deepEqual(show(hello.subarray(0, Buffer.from(hello).indexOf('<s:Body>')))?.oddities, [
    'ws-discovery.no-body',
  ]))

test('other SOAP and other protocols are declined', () => {
  assert.equal(show(bytes('<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"/>')), null)
  assert.equal(show(bytes('NOTIFY * HTTP/1.1\r\n\r\n')), null)
})

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))

test('payloads of the fixtures are recognised', () => assert.ok(show(payloadOf(fixtures.printer![0]!))))
