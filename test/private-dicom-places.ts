/** Places in DICOM messages that hold patients, orders and staff: in any value representation, sequence and private group. */
import * as dicom from '../src/protocols/dicom/fixtures/make.ts'
import { bytes } from './bytes.ts'
import { type Place, stream } from './private-place.ts'

/** The equipment says something everywhere, so that what is kept and what is not stand side by side. */
const stored = (mark: string, syntax: string, most?: number) =>
  [
    ['client', dicom.associate('CT1', 'PACS', [[dicom.CT, syntax]])],
    ['server', dicom.accept('CT1', 'PACS', [syntax])],
    [
      'client',
      dicom.storeRequest(1, dicom.CT, dicom.dataSet(dicom.instance(dicom.CT_SCANNER, mark), syntax), most),
    ],
    ['server', dicom.response(1, 0x0001, dicom.CT, 0)],
  ] as ['client' | 'server', Uint8Array][]

export const dicomPlaces: readonly Place[] = [
  ...[dicom.EXPLICIT, dicom.IMPLICIT, dicom.BIG_ENDIAN].map((syntax) => ({
    name: `dicom instance, ${syntax}`,
    protocol: 'dicom',
    frames: stream(104, (m) => stored(m, syntax)),
  })),
  {
    name: 'dicom instance in small values',
    protocol: 'dicom',
    frames: stream(104, (m) => stored(m, dicom.EXPLICIT, 9)),
  },
  {
    name: 'dicom instance of which the start was missed',
    protocol: 'dicom',
    frames: stream(104, (m) => stored(m, dicom.IMPLICIT).slice(2)),
  },
  {
    name: 'dicom worklist and performed step',
    protocol: 'dicom',
    frames: stream(104, (m) => [...dicom.worklist(m)]),
  },
  { name: 'dicom query and passcode', protocol: 'dicom', frames: stream(104, (m) => [...dicom.retrieve(m)]) },
  {
    name: 'dicomweb path and query',
    protocol: 'http',
    frames: stream(8042, (m) => [
      [
        'client',
        `GET /dicom-web/studies?PatientID=${m}&includefield=${m} HTTP/1.1\r\nHost: pacs\r\nAccept: application/dicom+json\r\n\r\n`,
      ],
      ['server', 'HTTP/1.1 200 OK\r\nContent-Type: application/dicom+json\r\nContent-Length: 2\r\n\r\n[]'],
    ]),
  },
  {
    name: 'dicom message with an instance of a patient identity',
    protocol: 'dicom',
    frames: stream(104, (m) => [
      ...stored('x', dicom.EXPLICIT).slice(0, 2),
      [
        'client',
        bytes(
          dicom.values(1, true, dicom.command(0x0120, dicom.MPPS, [[0x00001001, 'UI', m]], true)),
          dicom.values(1, false, dicom.dataSet([[0x00100010, 'PN', m]])),
        ),
      ],
    ]),
  },
]
