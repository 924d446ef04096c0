/** Real DICOM programs, recorded and read back: dcmtk's users and servers, and Orthanc. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { makeDicomFiles } from './dicom-files.ts'
import { type Inspected, inspected } from './inspected.ts'
import { openLab, whyNotHere } from './namespaces.ts'

const DCMTK = ['storescu', 'storescp', 'echoscu', 'findscu', 'movescu', 'wlmscpfs', 'dcmqrscp', 'dump2dcm']
/** Debian's orthanc-dicomweb. */
const DICOMWEB = '/usr/share/orthanc/plugins/libOrthancDicomWeb.so'
const folder = mkdtempSync(join(tmpdir(), 'dicom-peers-'))
after(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'talk.pcap')

const at = ({ assets }: Inspected, ip: string) => {
  const asset = assets.find((a) => a.ips.some(({ address }) => address === ip))
  assert.ok(asset, `${ip} is no asset`)
  return asset
}
const isScanner = (found: Inspected, ip: string) => {
  const { type, vendor, model, version, serial } = at(found, ip)
  assert.deepEqual(
    { type, vendor, model, version, serial },
    {
      type: 'ct',
      vendor: 'GE HealthCare',
      model: 'LightSpeed VCT',
      version: '07MW18.4',
      serial: '000000412345CT',
    },
  )
}
/** Marks too long to come about in a time, a count or the random name of a folder. */
const noPatient = (found: Inspected) =>
  assert.doesNotMatch(JSON.stringify(found), /(?:DOE|PID|ACC|ROE|CHEST)MARK/)

for (const [encoding, option] of [
  ['explicit', '-xe'],
  ['implicit', '-xi'],
  ['big endian', '-xb'],
] as const)
  test(`dcmtk stores in ${encoding} encoding`, { skip: whyNotHere(...DCMTK) }, async () => {
    const files = makeDicomFiles(folder)
    await using lab = await openLab({ ct: {}, pacs: {} })
    lab.start('pacs', ['storescp', '--ignore', '104'])
    await lab.listening('pacs', 104)
    const recording = await lab.record(file)
    const { ip } = lab.hosts.pacs
    const ended = await lab.run('ct', [
      'storescu',
      option,
      '-aet',
      'CT99',
      '-aec',
      'PACS',
      ip,
      '104',
      files.image,
    ])
    await recording.stop()
    assert.equal(ended.code, 0, ended.err)
    const found = inspected(file)
    isScanner(found, lab.hosts.ct.ip)
    noPatient(found)
    assert.equal(at(found, ip).category, 'imaging')
    assert.deepEqual(
      at(found, ip).services.map((s) => [s.port, s.protocol]),
      [[104, 'dicom']],
    )
  })

test('dcmtk asks a worklist, and a viewer has an archive send to it', {
  skip: whyNotHere(...DCMTK),
}, async () => {
  const files = makeDicomFiles(folder)
  await using lab = await openLab({ ct: {}, pacs: {}, viewer: {} })
  const { pacs, ct, viewer } = lab.hosts
  lab.start('pacs', ['wlmscpfs', '-dfp', files.worklistFolder, '1104'])
  lab.start('pacs', ['dcmqrscp', '-c', files.archive])
  lab.start('viewer', ['storescp', '--ignore', '-aet', 'VIEWER', '11112'])
  await Promise.all([lab.listening('pacs', 104), lab.listening('pacs', 1104), lab.listening('viewer', 11112)])
  const recording = await lab.record(file)
  const done = [
    await lab.run('ct', ['echoscu', '-aet', 'CT99', '-aec', 'PACS', pacs.ip, '104']),
    await lab.run('ct', [
      'findscu',
      '-W',
      '-aet',
      'CT99',
      '-aec',
      'RIS',
      pacs.ip,
      '1104',
      files.worklistQuery,
    ]),
    await lab.run('ct', ['storescu', '-aet', 'CT99', '-aec', 'PACS', pacs.ip, '104', files.image]),
    await lab.run('viewer', [
      'movescu',
      '-S',
      '-aet',
      'VIEWER',
      '-aec',
      'PACS',
      '-aem',
      'VIEWER',
      pacs.ip,
      '104',
      files.moveQuery,
    ]),
    await lab.run('viewer', ['echoscu', '-aet', 'VIEWER', '-aec', 'NOBODY', pacs.ip, '104']),
  ]
  await recording.stop()
  assert.deepEqual(
    done.slice(0, 4).map((d) => d.code),
    [0, 0, 0, 0],
    done.map((d) => d.err).join(),
  )
  const found = inspected(file)
  isScanner(found, ct.ip)
  noPatient(found)
  assert.equal(at(found, pacs.ip).type, 'pacs-vna')
  assert.equal(at(found, pacs.ip).serial, null)
  assert.equal(at(found, viewer.ip).category, 'imaging')
})

test('Orthanc takes an image in, and answers queries and DICOMweb', {
  skip: whyNotHere('Orthanc', ...DCMTK, 'curl'),
}, async () => {
  const files = makeDicomFiles(folder)
  await using lab = await openLab({ ct: {}, pacs: {}, viewer: {} })
  const { pacs, ct } = lab.hosts
  lab.start('pacs', ['Orthanc', files.orthanc])
  await Promise.all([lab.listening('pacs', 4242), lab.listening('pacs', 8042)])
  const recording = await lab.record(file)
  const done = [
    await lab.run('ct', ['echoscu', '-aet', 'CT99', '-aec', 'ORTHANC', pacs.ip, '4242']),
    await lab.run('ct', ['storescu', '-aet', 'CT99', '-aec', 'ORTHANC', pacs.ip, '4242', files.image]),
    await lab.run('viewer', [
      'findscu',
      '-S',
      '-aet',
      'VIEWER',
      '-aec',
      'ORTHANC',
      pacs.ip,
      '4242',
      files.moveQuery,
    ]),
  ]
  await lab.run('viewer', ['curl', '-s', `http://${pacs.ip}:8042/dicom-web/studies?PatientID=PIDMARK4711`])
  await recording.stop()
  assert.deepEqual(
    done.map((d) => d.code),
    [0, 0, 0],
    done.map((d) => d.err).join(),
  )
  const found = inspected(file)
  isScanner(found, ct.ip)
  noPatient(found)
  assert.equal(at(found, pacs.ip).type, 'pacs-vna')
  const web = at(found, pacs.ip).evidence.some((e) => e.field === 'http.dicomweb-served')
  if (existsSync(DICOMWEB)) assert.ok(web, 'DICOMweb was not seen')
})
