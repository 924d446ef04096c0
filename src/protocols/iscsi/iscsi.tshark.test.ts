import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const keyed = (key: string) => ({
  tshark: ['iscsi.keyvalue'],
  as: (pair: string) => (pair.startsWith(`${key}=`) ? pair.slice(key.length + 1) : null),
})
const trimmed = (field: string) => ({ tshark: [field], as: (theirs: string) => theirs.trim() })

test('values agree with tshark', (t) =>
  valuesAgree(t, 'iscsi', {
    corpus: ['iscsi'],
    fields: {
      'iscsi.initiator': keyed('InitiatorName'),
      'iscsi.initiator-alias': keyed('InitiatorAlias'),
      'iscsi.target-alias': keyed('TargetAlias'),
      'iscsi.auth-method': keyed('AuthMethod'),
      'iscsi.vendor': trimmed('scsi.inquiry.vendor_id'),
      'iscsi.product': trimmed('scsi.inquiry.product_id'),
      'iscsi.revision': trimmed('scsi.inquiry.product_rev'),
    },
    unseen: {
      'iscsi.target': 'stated of the server that lets somebody in, and sent by the client',
      'iscsi.target-address': 'tshark shows it with the number of its group',
      'iscsi.login': 'our word for the status',
      'iscsi.refusal': 'our writing of class and detail',
      'iscsi.no-auth-accepted': 'our word for a session without proof',
      'iscsi.unit-kind': 'our word for the type',
      'iscsi.unit-serial': 'tshark shows the page as octets',
    },
  }))
