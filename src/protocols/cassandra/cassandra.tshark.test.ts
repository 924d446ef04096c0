import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'cassandra', {
    corpus: ['cql'],
    fields: {
      'cassandra.driver': { tshark: ['cql.string'], ours: (value) => value.split(' ').at(-1) ?? null },
    },
    unseen: {
      'cassandra.version': 'tshark shows cells as octets',
      'cassandra.cluster': 'tshark shows cells as octets',
      'cassandra.access': 'our word for the answer to STARTUP',
      'cassandra.login': 'our word for the answer',
      'cassandra.empty-password-accepted': 'our word for an empty password that was accepted',
      'cassandra.cql-version': 'tshark passes over it',
      'cassandra.authenticator': 'tshark passes over it',
      'cassandra.application': 'one of the texts of a map, in no fixture',
    },
  }))
