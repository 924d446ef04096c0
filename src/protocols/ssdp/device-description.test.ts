import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readDeviceDescription } from './device-description.ts'

const DESCRIPTION = `<?xml version="1.0"?>
<root xmlns="urn:schemas-upnp-org:device-1-0">
  <specVersion><major>1</major><minor>0</minor></specVersion>
  <device>
    <deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType>
    <friendlyName>Gate &amp; Way</friendlyName>
    <manufacturer>Example</manufacturer>
    <modelName>Gate 7</modelName>
    <modelNumber>G7</modelNumber>
    <serialNumber>4711</serialNumber>
    <UDN>uuid:02112233-4455-6677-8899-aabbccddeeff</UDN>
    <softwareVersion>2.1</softwareVersion>
    <deviceList>
      <device>
        <deviceType>urn:schemas-upnp-org:device:WANDevice:1</deviceType>
        <modelName>Inner</modelName>
      </device>
    </deviceList>
  </device>
</root>`

test('maker, model, serial number and identity are those of the outermost device', () =>
  assert.deepEqual(readDeviceDescription(DESCRIPTION), {
    deviceType: 'urn:schemas-upnp-org:device:InternetGatewayDevice:1',
    friendlyName: 'Gate & Way',
    manufacturer: 'Example',
    modelName: 'Gate 7',
    modelNumber: 'G7',
    modelDescription: null,
    serialNumber: '4711',
    udn: '02112233-4455-6677-8899-aabbccddeeff',
    upc: null,
    firmwareVersion: '2.1',
    hardwareVersion: null,
    embeddedTypes: ['urn:schemas-upnp-org:device:WANDevice:1'],
  }))

test('prefixes do not matter', () => {
  const xml =
    '<u:root xmlns:u="urn:schemas-upnp-org:device-1-0"><u:device><u:modelName>M</u:modelName></u:device></u:root>'
  assert.equal(readDeviceDescription(xml)?.modelName, 'M')
})

test('a cut document gives what stands before the cut', () => {
  const cut = readDeviceDescription(DESCRIPTION.slice(0, DESCRIPTION.indexOf('<modelNumber>')))
  assert.deepEqual([cut?.modelName, cut?.modelNumber], ['Gate 7', null])
})

test('other documents hold no device', () => {
  assert.equal(readDeviceDescription('<html><body>root</body></html>'), null)
  assert.equal(readDeviceDescription('<root><service/></root>'), null)
  assert.equal(readDeviceDescription(''), null)
})

test('no text makes it throw', () =>
  fc.assert(
    fc.property(fc.nat(DESCRIPTION.length), fc.string(), (at, junk) => {
      readDeviceDescription(DESCRIPTION.slice(0, at) + junk + DESCRIPTION.slice(at))
    }),
  ))
