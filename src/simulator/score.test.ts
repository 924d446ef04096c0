import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FoundDocument, score } from './score.ts'
import type { TrueAsset, TruthDocument } from './truth.ts'

const pump: TrueAsset = {
  id: 'pump-1',
  persona: 'pump',
  macs: ['00:40:9d:00:00:01'],
  ips: [{ address: '10.0.0.1', first: '2026-03-02T07:00:00Z', last: '2026-03-02T08:00:00Z' }],
  vlans: [200],
  hostnames: [],
  category: 'infusion-and-therapy',
  family: 'infusion-pump',
  type: 'infusion-pump-lvp',
  subtype: null,
  vendor: 'Baxter',
  model: 'Sigma Spectrum',
  product: null,
  version: '8.00.01',
  serial: '1234567',
  os: { name: null, version: null, build: null },
  criticality: 'life-sustaining',
  internal: true,
  behind: null,
  place: { site: 'main', ward: 'MED1', bed: 'MED1-03' },
  firstSeen: '2026-03-02T07:00:00Z',
  lastSeen: '2026-03-02T08:00:00Z',
  services: [],
  shown: { vendor: ['mac', 'telnet'], version: ['telnet'], type: ['telnet'] },
  weaknesses: [{ id: 'telnet-in-use', protocol: 'telnet', port: 23 }],
}
const silent: TrueAsset = {
  ...pump,
  id: 'pump-2',
  macs: [],
  ips: [],
  firstSeen: null,
  lastSeen: null,
  shown: {},
}
const child: TrueAsset = {
  ...pump,
  id: 'child-1',
  macs: [],
  ips: [],
  behind: 'pump-1',
  serial: '00-1A-2B',
  shown: { serial: ['hl7'] },
  weaknesses: [],
}
const incident = {
  name: 'port-scan-vertical',
  detections: ['port-scan-vertical'],
  start: '2026-03-02T07:10:00Z',
  end: '2026-03-02T07:12:00Z',
  assets: ['pump-1'],
}
const truth: TruthDocument = {
  schema: 'wardline.truth/1',
  simulated: true,
  label: '',
  run: {},
  assets: [pump, silent, child],
  conversations: [],
  incidents: [incident],
}
const asset = {
  id: 'a',
  macs: ['00:40:9d:00:00:01'],
  ips: [{ address: '10.0.0.1' }],
  type: null,
  vendor: 'Baxter',
  model: 'Other',
  version: null,
  serial: null,
  os: { name: null, version: null, build: null },
  internal: true,
  behind: null,
  weaknesses: [{ id: 'telnet-in-use' }, { id: 'smb1' }],
}
const found: FoundDocument = {
  assets: [
    asset,
    {
      ...asset,
      id: 'b',
      macs: [],
      ips: [],
      behind: 'a',
      serial: '001a2b',
      model: null,
      vendor: null,
      weaknesses: [],
    },
    { ...asset, id: 'ghost', macs: ['02:00:00:00:00:09'], ips: [], model: null, weaknesses: [] },
  ],
  alerts: [
    { id: '1', detection: 'port-scan-vertical', at: '2026-03-02T07:10:30Z', assets: ['a'] },
    { id: '2', detection: 'beaconing', at: '2026-03-02T09:10:30Z', assets: ['a'] },
  ],
}

test('presence: what was seen is expected, what does not exist is wrong', () => {
  const { presence } = score(found, truth).measures
  assert.deepEqual(presence, { expected: 2, right: 2, wrong: 1, missed: 0, precision: 2 / 3, recall: 1 })
})

test('attributes: only what the wire showed is expected, whatever is said must be right', () => {
  const { measures, misses } = score(found, truth)
  assert.deepEqual(measures.vendor, { expected: 1, right: 1, wrong: 0, missed: 0, precision: 1, recall: 1 })
  assert.deepEqual(measures.version, {
    expected: 1,
    right: 0,
    wrong: 0,
    missed: 1,
    precision: null,
    recall: 0,
  })
  assert.deepEqual(measures.model, { expected: 0, right: 0, wrong: 1, missed: 0, precision: 0, recall: null })
  assert.deepEqual(
    misses.filter(({ attribute }) => attribute === 'version'),
    [{ asset: 'pump-1', attribute: 'version', expected: '8.00.01', found: null, shownBy: ['telnet'] }],
  )
})

test('a device behind a gateway is found by its serial number, however it is written', () => {
  const same = {
    ...found,
    assets: found.assets.map((one) => (one.id === 'b' ? { ...one, serial: '00-1a-2b' } : one)),
  }
  assert.equal(score(same, truth).measures.serial?.right, 1)
})

test('without the registrant of the MAC, what only it showed is not expected', () => {
  const only = { ...truth, assets: [{ ...pump, shown: { vendor: ['mac'] } }] }
  assert.equal(score(found, only).measures.vendor?.expected, 1)
  assert.equal(score(found, only, { withoutOui: true }).measures.vendor?.expected, 0)
})

test('weaknesses, incidents, false alerts and the time to detect', () => {
  const { measures, incidents } = score(found, truth)
  assert.deepEqual(measures.weakness, {
    expected: 1,
    right: 1,
    wrong: 1,
    missed: 0,
    precision: 0.5,
    recall: 1,
  })
  assert.equal(incidents.detected, 1)
  assert.equal(incidents.incidents[0]?.secondsToDetect, 30)
  assert.deepEqual(
    incidents.falseAlerts.map(({ detection }) => detection),
    ['beaconing'],
  )
})
