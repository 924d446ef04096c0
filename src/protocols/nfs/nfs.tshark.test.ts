import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'
import { rpcFields } from '../sunrpc/fields.ts'

const elsewhere = Object.fromEntries(
  Object.keys(rpcFields).map((name) => [name, 'compared by the tests of the protocol that declares it']),
)

test('values agree with tshark', (t) =>
  valuesAgree(t, 'nfs', {
    corpus: ['nfs', 'mount'],
    fields: {
      'nfs.implementation': ['nfs.nii_name4'],
      'nfs.implementation-domain': ['nfs.nii_domain4'],
      'nfs.client-owner': {
        tshark: ['nfs.data', 'nfs.nfs_client_id4.id'],
        as: (hex) => Buffer.from(hex.replaceAll(':', ''), 'hex').toString('latin1'),
      },
    },
    unseen: {
      ...elsewhere,
      'nfs.version': 'stated of the server that answered, tshark shows it in the call',
      'nfs.auth': 'our word for the flavor of the call',
      'nfs.mount': 'our word for the status',
      'nfs.mount-auth': 'our word for the flavor',
      'nfs.export-access': 'our word for the list of hosts',
    },
  }))
