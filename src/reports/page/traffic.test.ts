import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PageSubject, subjectOf } from './subject.ts'
import {
  clearClinical,
  EVERYBODY,
  flowsOf,
  INTERNET,
  NO_DEVICE,
  onlineDevices,
  zoneFlows,
} from './traffic.ts'

const talk = (client: string, server: string, protocol: string, more: object = {}) => ({
  client,
  server,
  transport: 'tcp',
  port: 104,
  protocol,
  bytes: 100,
  ...more,
})

const subject = (conversations?: object[]): PageSubject =>
  subjectOf([
    {
      schema: 'wardline.inspection/1',
      assets: [
        { id: 'ct', category: 'imaging', ips: [{ address: '10.0.0.1' }] },
        { id: 'pacs', category: 'imaging', ips: [{ address: '10.0.0.2' }] },
        { id: 'vendor', category: 'it-and-av', internal: false, ips: [{ address: '203.0.113.9' }] },
      ],
      ...(conversations === undefined ? {} : { conversations }),
    },
  ])

const flows = flowsOf(
  subject([
    talk('10.0.0.1', '10.0.0.2', 'dicom'),
    talk('10.0.0.2', '10.0.0.1', 'dicom', { tls: {} }),
    talk('10.0.0.1', '203.0.113.9', 'tls'),
    talk('10.0.0.77', '10.0.0.2', 'hl7'),
    talk('10.0.0.1', '10.0.0.255', 'nbns'),
    talk('10.0.0.1', '239.1.2.3', 'ssdp'),
  ]),
)!

test('an address is of the zone of its device, else outside, everybody, or an own one that nobody claims', () => {
  assert.deepEqual(
    flows.map(({ from, to }) => [from.zone, to.zone]),
    [
      ['Imaging', 'Imaging'],
      ['Imaging', 'Imaging'],
      ['Imaging', INTERNET],
      [NO_DEVICE, 'Imaging'],
      ['Imaging', EVERYBODY],
      ['Imaging', EVERYBODY],
    ],
  )
})

test('zones are counted by conversations, broadcast is none', () => {
  const zones = zoneFlows(flows)
  assert.deepEqual(zones.map((z) => z.conversations).sort(), [1, 1, 2])
  assert.deepEqual([zones[0]?.from, zones[0]?.clients, zones[0]?.bytes], ['Imaging', 2, 200])
})

test('clinical traffic counts as clear only without TLS', () => {
  assert.deepEqual(
    clearClinical(flows).map((c) => [c.name.split(':')[0], c.flows.length]),
    [
      ['DICOM', 1],
      ['HL7 v2', 1],
    ],
  )
})

test('who talks to the internet is known only where conversations are told', () => {
  assert.deepEqual([...onlineDevices(flows)!], ['ct'])
  assert.equal(flowsOf(subject()), null)
  assert.equal(onlineDevices(null), null)
})
