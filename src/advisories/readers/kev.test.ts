import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kev } from './kev.ts'

const ENTRY = {
  cveID: 'CVE-2031-3000',
  vendorProject: 'Acme',
  product: 'Viewer',
  vulnerabilityName: 'Acme Viewer Path Traversal',
  dateAdded: '2031-04-01',
  dueDate: '2031-04-22',
  knownRansomwareCampaignUse: 'Known',
  cwes: ['CWE-22'],
}

test('JSON and CSV say the same', () => {
  const json = {
    catalogVersion: '2031.04.01',
    dateReleased: '2031-04-01T10:00:00Z',
    vulnerabilities: [ENTRY],
  }
  const csv = `cveID,vendorProject,product,vulnerabilityName,dateAdded,shortDescription,requiredAction,dueDate,knownRansomwareCampaignUse,notes,cwes\r\nCVE-2031-3000,Acme,Viewer,"Acme Viewer Path Traversal",2031-04-01,"with, comma\nand ""line""",Update,2031-04-22,Known,,CWE-22\r\n`
  assert.ok(kev.recognises(json) && kev.recognises(csv))
  const fromJson = kev.read(json, 'k.json')
  assert.deepEqual(fromJson.vulnerabilities[0]?.kev, {
    added: '2031-04-01',
    due: '2031-04-22',
    ransomware: true,
  })
  assert.equal(fromJson.advisories[0]?.revision, '2031.04.01')
  assert.deepEqual(kev.read(csv, 'k.csv').vulnerabilities, fromJson.vulnerabilities)
})

test('an entry without an id is named, the rest goes on', () => {
  const reading = kev.read({ catalogVersion: '1', vulnerabilities: [{ cveID: 'none' }, ENTRY] }, 'k.json')
  assert.equal(reading.vulnerabilities.length, 1)
  assert.deepEqual(reading.rejected, [{ file: 'k.json', where: 'entry 1', because: 'no CVE id' }])
})
