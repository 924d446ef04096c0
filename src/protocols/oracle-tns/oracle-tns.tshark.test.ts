import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const described = (pattern: RegExp, field = 'tns.connect_data') => ({
  tshark: [field],
  as: (text: string) => pattern.exec(text)?.[1] ?? null,
})
const INSIDE = 'tshark does not look into data'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'oracle-tns', {
    corpus: ['tns'],
    fields: {
      'oracle-tns.client-host': described(/CID=.*?\(HOST=([^)]*)\)/),
      'oracle-tns.client-program': described(/PROGRAM=(?:[^)]*[\\/])?([^)]*)\)/),
      'oracle-tns.service': described(/SERVICE_NAME=([^)]*)\)/),
      'oracle-tns.tns-version': ['tns.version'],
      'oracle-tns.error': described(/\(ERR=(\d+)\)/, 'tns.refuse_data'),
    },
    unseen: {
      'oracle-tns.version': INSIDE,
      'oracle-tns.client-version': INSIDE,
      'oracle-tns.platform': INSIDE,
      'oracle-tns.client-platform': INSIDE,
      'oracle-tns.listener': INSIDE,
      'oracle-tns.listener-command': 'stated of the server that took it, and sent by the client',
      'oracle-tns.server-host': INSIDE,
      'oracle-tns.encryption': INSIDE,
      'oracle-tns.login': INSIDE,
    },
  }))
