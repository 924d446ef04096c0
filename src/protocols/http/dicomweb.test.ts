import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { http } from './http.ts'

const UID = '1.2.276.0.7230010.3.1.2.1'
const DICOM = 'Accept: application/dicom+json'

function services(request: string, field = ''): (string | undefined)[] {
  const said = dissectStream(http, [
    ['client', `${request} HTTP/1.1\r\nHost: a\r\n${field === '' ? '' : `${field}\r\n`}\r\n`],
    ['server', 'HTTP/1.1 200 OK\r\nContent-Type: application/dicom+json\r\nContent-Length: 2\r\n\r\n[]'],
  ])!
  assert.doesNotMatch(JSON.stringify(said.observed), /7230010|DOE/)
  return ['http.dicomweb-used', 'http.dicomweb-served'].map(
    (name) => said.observed.find((o) => o.field === name)?.value,
  )
}

for (const [request, field, service] of [
  ['GET /dicom-web/studies?PatientName=DOE', DICOM, 'QIDO-RS'],
  [`GET /dicom-web/studies/${UID}/series`, '', 'QIDO-RS'],
  [`GET /rs/studies/${UID}/metadata`, DICOM, 'WADO-RS'],
  [`GET /rs/studies/${UID}`, 'Accept: multipart/related; type="application/dicom"', 'WADO-RS'],
  ['POST /rs/studies', 'Content-Type: multipart/related; type="application/dicom"', 'STOW-RS'],
  [`GET /wado?requestType=WADO&studyUID=${UID}&objectUID=1.2`, '', 'WADO-URI'],
] as const)
  test(`${request} uses ${service}`, () => assert.deepEqual(services(request, field), [service, service]))

test('of other studies only the answer tells', () => {
  assert.deepEqual(services('GET /news/studies'), [undefined, 'DICOMweb'])
  assert.deepEqual(services('GET /studies/2024'), [undefined, 'DICOMweb'])
})
