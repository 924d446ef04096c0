import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnOf, headingsTold, layoutOf } from './columns.ts'

const CASES: readonly (readonly [string, string | null])[] = [
  // abbreviations of maintenance systems
  ['Mdl', 'model'],
  ['SW Rev', 'version'],
  ['Op Sys', 'os'],
  ['Mfgr.', 'vendor'],
  ['Serial #', 'serial'],
  ['Ger\u00e4tenummer', 'id'],
  // told by a word in them
  ['Equipment Model Name', 'model'],
  ['Installed Firmware', 'version'],
  ['DeviceSerialNumber', 'serial'],
  ['Operating System Version', 'osVersion'],
  // of other languages
  ['Seriennr.', 'serial'],
  ['Softwarestand', 'version'],
  ['Typ', 'model'],
  ['Inventar-Nr.', 'id'],
  ['N\u00b0 de s\u00e9rie', 'serial'],
  ['Marque', 'vendor'],
  ['N\u00famero de serie', 'serial'],
  ['Ubicaci\u00f3n', 'location'],
  ['Besturingssysteem', 'os'],
  // of something else
  ['Model Year', null],
  ['Software Support Contact', null],
  ['Previous Manufacturer', null],
  ['Notes', null],
  ['Patched CVEs', 'remediated'],
  // a mitigated device is still affected
  ['Mitigated CVEs', null],
  // an asset's number is no count of devices
  ['Number', null],
  ['Amount', null],
]

for (const [heading, column] of CASES)
  test(`${heading} is ${column ?? 'no column of ours'}`, () => assert.equal(columnOf(heading), column))

test('a listed heading goes before one that only holds the word', () => {
  const headings = ['Installed Software', 'Version', 'Remarks']
  const layout = layoutOf(headings)
  assert.equal(layout.get('version'), 1)
  assert.deepEqual(headingsTold('f', headings, layout).ignored, ['Installed Software', 'Remarks'])
})

test('of a ward and a bed the ward says where a device is', () =>
  assert.equal(layoutOf(['id', 'bed', 'ward']).get('location'), 2))
