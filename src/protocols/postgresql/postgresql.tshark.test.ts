import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const METHODS: Readonly<Record<string, string>> = { 0: 'none', 3: 'clear', 5: 'md5' }

test('values agree with tshark', (t) =>
  valuesAgree(t, 'postgresql', {
    corpus: ['pgsql'],
    fields: {
      'postgresql.version': ['pgsql.parameter_value'],
      'postgresql.encoding': ['pgsql.parameter_value'],
      'postgresql.application': ['pgsql.parameter_value'],
      'postgresql.error': ['pgsql.code'],
      'postgresql.auth': {
        tshark: ['pgsql.authtype', 'pgsql.auth.sasl.mech'],
        as: (theirs) => METHODS[theirs] ?? theirs.toLowerCase(),
      },
    },
    unseen: {
      'postgresql.other-version': 'name and value in one',
      'postgresql.tls': 'a word of ours for the answer to a request for TLS',
      'postgresql.login': 'a word of ours for the kind of answer',
    },
  }))
