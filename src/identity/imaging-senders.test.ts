import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bytes, pcap, tcpStream } from '../../test/bytes.ts'
import { factsOf } from '../../test/facts.ts'
import * as dicom from '../protocols/dicom/fixtures/make.ts'
import { identify } from './identify.ts'

const PACS = '10.4.0.5'
const assetsOf = (frames: readonly Bytes[]) => identify(factsOf([pcap(frames)])).assets
const told = (assets: ReturnType<typeof assetsOf>, ip: string) => {
  const asset = assets.find((a) => a.ips.some((i) => i.address === ip))
  return (attribute: 'type' | 'model' | 'serial' | 'vendor' | 'version') =>
    asset?.verdicts.get(attribute)?.value ?? null
}
const MR: dicom.Equipment = {
  modality: 'MR',
  manufacturer: 'Philips Medical Systems',
  model: 'Achieva',
  station: 'MR1',
  serial: '17233',
  versions: '5.3.1\\5.3.1.3',
}
const archive = {
  ...dicom.SCANNER,
  srcMac: dicom.SCANNER.dstMac,
  src: PACS,
  dstMac: '02:10:04:00:00:99',
  dst: '10.4.0.99',
}

test('a scanner that sends its own images is what they say', () => {
  const of = told(assetsOf(tcpStream(dicom.SCANNER, dicom.store(dicom.CT_SCANNER))), dicom.SCANNER.src)
  assert.deepEqual(
    [of('type'), of('vendor'), of('model'), of('serial'), of('version')],
    ['ct', 'Siemens Healthineers', 'SOMATOM Definition Edge', '73421', 'syngo CT VA48A'],
  )
})

test('an archive that forwards images of two devices is neither, and both stand behind it', () => {
  const frames = [
    ...tcpStream(archive, dicom.store(dicom.CT_SCANNER)),
    ...tcpStream({ ...archive, srcPort: 49_153 }, dicom.store(MR)),
  ]
  const assets = assetsOf(frames)
  assert.deepEqual([told(assets, PACS)('model'), told(assets, PACS)('type')], [null, 'pacs-vna'])
  const behind = assets.filter((a) => a.behind !== null).map((a) => a.verdicts.get('model')?.value)
  assert.deepEqual(behind.sort(), ['Achieva', 'SOMATOM Definition Edge'])
})

test('an archive that took the image in and sends it on is not the scanner', () => {
  const frames = [
    ...tcpStream(dicom.SCANNER, dicom.store(dicom.CT_SCANNER)),
    ...tcpStream(archive, dicom.store({ ...dicom.CT_SCANNER, station: 'CT-A' })),
  ]
  const assets = assetsOf(frames)
  assert.equal(told(assets, dicom.SCANNER.src)('serial'), '73421')
  assert.equal(told(assets, PACS)('serial'), null)
})

test('a PET/CT sends CT images, too, and is known by the others', () => {
  const scanner = { ...dicom.CT_SCANNER, model: 'Discovery 710', manufacturer: 'GE MEDICAL SYSTEMS' }
  const frames = [
    ...tcpStream(dicom.SCANNER, dicom.store(scanner)),
    ...tcpStream({ ...dicom.SCANNER, srcPort: 49_153 }, dicom.store({ ...scanner, modality: 'PT' })),
  ]
  assert.equal(told(assetsOf(frames), dicom.SCANNER.src)('type'), 'nuclear-pet')
})
