import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'mysql', {
    corpus: ['mysql'],
    fields: {
      'mysql.version': ['mysql.version'],
      'mysql.auth-plugin': ['mysql.auth_plugin'],
      'mysql.error': ['mysql.error_code'],
      'mysql.client-name': ['mysql.connattrs.value'],
      'mysql.client-version': ['mysql.connattrs.value'],
      'mysql.client-os': ['mysql.connattrs.value'],
      'mysql.client-platform': ['mysql.connattrs.value'],
      'mysql.client-program': ['mysql.connattrs.value'],
    },
    unseen: {
      'mysql.login-plugin': 'stands on the server that allowed it, and is sent by the client',
      'mysql.empty-password-accepted': 'our word for a login without a proof that was accepted',
      'mysql.tls': 'a word of ours for what follows the greeting',
      'mysql.login': 'a word of ours for the kind of answer',
    },
  }))
