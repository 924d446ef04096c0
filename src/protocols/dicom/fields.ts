/** What is observed of DICOM, with the place in the standard where each fact is defined. */
import type { FieldTable } from '../../model/observation.ts'

export const dicomFields = {
  // Association (PS3.8 section 9.3, PS3.7 annex D.3.3)
  'dicom.ae-title': { label: 'calling AE title: the name that the requestor gives itself' },
  'dicom.called-ae-title': { label: 'AE title by which the acceptor was called' },
  'dicom.application-context': { label: 'application context name' },
  'dicom.implementation-uid': { label: 'implementation class UID' },
  'dicom.implementation-version': { label: 'implementation version name' },
  'dicom.max-pdu': { label: 'longest P-DATA PDU it takes, bytes; 0: any' },
  'dicom.transfer-syntax': { label: 'transfer syntax proposed' },
  'dicom.accepted-transfer-syntax': { label: 'transfer syntax accepted' },
  'dicom.scu-class': { label: 'SOP class it uses or offers to use, as service class user' },
  'dicom.scp-class': { label: 'SOP class it serves, as service class provider' },
  'dicom.scu-service': { label: 'service it uses: storage, query, move, worklist, mpps, print ...' },
  'dicom.scp-service': { label: 'service it provides' },
  'dicom.scu-storage-classes': { label: 'number of storage SOP classes proposed in one association' },
  'dicom.scp-storage-classes': { label: 'number of storage SOP classes accepted in one association' },
  'dicom.async-operations': { label: 'operations it invokes / performs at once; 0: any' },
  'dicom.extended-negotiation': { label: 'SOP class with extended negotiation' },
  'dicom.user-identity': { label: 'kind of user identity presented', service: true },
  'dicom.user-identity-taken': { label: 'kind of user identity presented to it', service: true },
  'dicom.admitted': { label: 'calling and called AE title of an association it accepted', service: true },
  'dicom.refused': { label: 'calling and called AE title of an association it rejected', service: true },
  'dicom.rejection': { label: 'reason, source and permanence of a rejection' },
  'dicom.abort': { label: 'source and reason of an abort' },
  // Messages (PS3.7 section 9.3, 10.3, annex E)
  'dicom.request': { label: 'operation it asked for' },
  'dicom.status': { label: 'operation it answered and the status' },
  'dicom.move-destination': { label: 'AE title to which it had instances sent (0000,0600)' },
  'dicom.query-level': { label: 'level of its queries (0008,0052)' },
  'dicom.worklist-modality': { label: 'modality it asks the worklist for (0008,0060)' },
  'dicom.worklist-station-ae': { label: 'station AE title it asks the worklist for (0040,0001)' },
  // Equipment in what is stored or performed (PS3.3 C.7.5.1, C.4.14)
  'dicom.stored-class': { label: 'SOP class of an instance it made' },
  'dicom.modality': { label: 'modality (0008,0060)' },
  'dicom.manufacturer': { label: 'manufacturer (0008,0070)' },
  'dicom.model': { label: "manufacturer's model name (0008,1090)" },
  'dicom.station-name': { label: 'station name (0008,1010) or (0040,0242)' },
  'dicom.serial': { label: 'device serial number (0018,1000)' },
  'dicom.software-versions': { label: 'software versions (0018,1020), values parted by backslashes' },
  'dicom.device-uid': { label: 'device UID (0018,1002)' },
  'dicom.udi': { label: 'unique device identifier (0018,1009)' },
  'dicom.gantry-id': { label: 'gantry ID (0018,1008)' },
  'dicom.institution': { label: 'institution name (0008,0080)' },
  'dicom.department': { label: 'institutional department name (0008,1040)' },
  'dicom.performed-station-ae': { label: 'AE title of the performing station (0040,0241)' },
  'dicom.performed-location': { label: 'location of the performing station (0040,0243)' },
  'dicom.patient-data': {
    label: 'what it sends in clear (instances, answers to queries) names a patient; never which',
    service: true,
  },
  'dicom.patient-data-received': {
    label: 'what it is sent in clear names a patient; never which',
    service: true,
  },
  'dicom.identity-removed': { label: 'patient identity removed (0012,0062)' },
} as const satisfies FieldTable

export type DicomField = keyof typeof dicomFields
