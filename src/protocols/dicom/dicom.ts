/**
 * DICOM upper layer and message exchange (PS3.7, PS3.8) on any port: who uses and serves which services under which
 * AE titles, with what implementation, and the equipment that made the instances sent. Patients, studies and orders
 * are passed over unread; pixel data is skipped.
 */
import type { Protocol } from '../protocol.ts'
import { dicomFields } from './fields.ts'
import { probe } from './pdu.ts'
import { DicomSession } from './session.ts'

export const dicom = {
  name: 'dicom',
  title: 'DICOM upper layer and DIMSE (PS3.7, PS3.8)',
  fields: dicomFields,
  ports: { tcp: [104, 11112, 4242] },
  stream: { probe, start: (to) => new DicomSession(to) },
} satisfies Protocol
