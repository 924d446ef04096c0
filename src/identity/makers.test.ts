/** Whose product it is: claims, and whole captures through `inspect` of devices on computers and virtual machines. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bytes } from '../../test/bytes.ts'
import { inspectFrames } from '../../test/inspect-frames.ts'
import { discover, windowsOptions } from '../protocols/dhcp/fixtures/make.ts'

const { inspected } = inspectFrames()

/** Asks for an address under a name, as Windows does. */
const asks = (mac: string, name: string): Bytes => discover(mac, windowsOptions(name))

async function told(mac: string, name: string) {
  const { assets } = await inspected([[0, asks(mac, name)]])
  const [{ vendor, type, family, category } = assert.fail('no asset')] = assets
  return [vendor, type ?? family ?? category]
}

const KONTRON = '00:00:60:00:00:01'
const ONYX = '90:31:cd:00:00:01' // panel computers for wards
const DELL = 'b8:ac:6f:00:00:01'
const HYPER_V = '00:15:5d:00:00:01'
const VMWARE = '00:50:56:00:00:01'
const NUTANIX = '50:6b:8d:00:00:01'
const SIEMENS = '00:0e:8c:00:00:01'
const ADVANTECH = '00:d0:c9:00:00:01'

for (const [what, mac] of Object.entries({
  DELL,
  HYPER_V,
  VMWARE,
  NUTANIX,
  SIEMENS,
  ADVANTECH,
  KONTRON,
  ONYX,
}))
  test(`a named medical device on ${what} has the maker that is named`, async () => {
    assert.deepEqual(await told(mac, 'LOGIQ-E10-12'), ['GE HealthCare', 'ultrasound'])
    assert.deepEqual(await told(mac, 'CVSM-0042'), ['Hillrom', 'vital-signs-monitor'])
    assert.deepEqual(await told(mac, 'CONNEX-7'), ['Hillrom', 'vital-signs-monitor'])
  })

test('a maker of computers made no medical device that does not tell its maker', async () => {
  assert.deepEqual(await told(DELL, 'CT-SCANNER2'), [null, 'ct'])
  assert.deepEqual(await told(SIEMENS, 'CT-SCANNER2'), ['Siemens', 'ct'])
})

test('a maker of computers made the computer, and what is a computer with software', async () => {
  assert.deepEqual(await told(DELL, 'DESKTOP-7PQ2MK1'), ['Dell', 'workstation'])
  assert.deepEqual(await told(DELL, 'PACS-SRV01'), ['Dell', 'pacs-vna'])
  assert.deepEqual(await told(ONYX, 'DESKTOP-7PQ2MK1'), ['Onyx Healthcare', 'medical-cart-pc'])
})

for (const [what, mac] of Object.entries({ HYPER_V, VMWARE, NUTANIX, ADVANTECH, KONTRON }))
  test(`a computer on ${what} tells no maker`, async () => {
    assert.deepEqual(await told(mac, 'DESKTOP-7PQ2MK1'), [null, 'workstation'])
  })

test('a registrant that is the maker named supports it and is not lost', async () => {
  // a block of Datex, which is GE HealthCare
  const { assets } = await inspected([[0, asks('00:40:97:00:00:01', 'LOGIQ-E10-12')]])
  const vendor = assets.flatMap(({ evidence }) => evidence.filter(({ attribute }) => attribute === 'vendor'))
  assert.deepEqual(
    vendor.map(({ value, field }) => `${value} by ${field}`),
    ['GE HealthCare by dhcp.hostname', 'GE HealthCare by ethernet.oui'],
  )
})
