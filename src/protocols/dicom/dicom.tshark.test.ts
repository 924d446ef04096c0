import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

/** tshark shows the UIDs it knows behind their name: `Implicit VR Endian (1.2.840.10008.1.2)`. */
const uid = (theirs: string): string => (/\(([\d.]+)\)/.exec(theirs)?.[1] ?? theirs).replace(/\0+$/, '')
const trimmed = (theirs: string): string => theirs.replace(/[\0 ]+$/, '').replace(/^ +/, '')
const PART = 'tshark shows it only within the text of the data set'

test('what is said agrees with tshark', (t) =>
  valuesAgree(t, 'dicom', {
    fields: {
      'dicom.ae-title': { tshark: ['dicom.assoc.ae.calling'], as: trimmed },
      'dicom.called-ae-title': { tshark: ['dicom.assoc.ae.called'], as: trimmed },
      'dicom.application-context': { tshark: ['dicom.actx'], as: uid },
      'dicom.implementation-uid': { tshark: ['dicom.userinfo.uid'], as: uid },
      'dicom.implementation-version': { tshark: ['dicom.userinfo.version'], as: trimmed },
      'dicom.max-pdu': ['dicom.max_pdu_len'],
      'dicom.transfer-syntax': { tshark: ['dicom.pctx.xfer.syntax'], as: uid },
      'dicom.accepted-transfer-syntax': { tshark: ['dicom.pctx.xfer.syntax'], as: uid },
      'dicom.scu-class': { tshark: ['dicom.pctx.abss.syntax'], as: uid },
    },
    unseen: {
      'dicom.scp-class': 'what an answer accepts was named in the request',
      'dicom.scu-service': 'the kind of a SOP class',
      'dicom.scp-service': 'the kind of a SOP class',
      'dicom.scu-storage-classes': 'a count',
      'dicom.scp-storage-classes': 'a count',
      'dicom.async-operations': 'two fields in one',
      'dicom.extended-negotiation': 'no field of its own',
      'dicom.user-identity': 'no field of its own',
      'dicom.admitted': 'put together from both sides',
      'dicom.refused': 'put together from both sides',
      'dicom.rejection': 'put together from three fields',
      'dicom.abort': 'put together from two fields',
      'dicom.request': PART,
      'dicom.status': PART,
      'dicom.move-destination': PART,
      'dicom.query-level': PART,
      'dicom.worklist-modality': PART,
      'dicom.worklist-station-ae': PART,
      'dicom.stored-class': PART,
      'dicom.modality': PART,
      'dicom.manufacturer': PART,
      'dicom.model': PART,
      'dicom.station-name': PART,
      'dicom.serial': PART,
      'dicom.software-versions': PART,
      'dicom.device-uid': PART,
      'dicom.udi': PART,
      'dicom.gantry-id': PART,
      'dicom.institution': PART,
      'dicom.department': PART,
      'dicom.performed-station-ae': PART,
      'dicom.performed-location': PART,
      'dicom.patient-data': 'a presence',
      'dicom.identity-removed': PART,
    },
  }))
