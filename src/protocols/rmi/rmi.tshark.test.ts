import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'rmi', {
    fields: {
      'rmi.version': ['rmi.version'],
      'rmi.client-seen': ['rmi.endpoint_id.hostname'],
    },
    unseen: {
      'rmi.protocol': 'names of ours',
      'rmi.access': 'our word',
      'rmi.client-name': 'tshark reads the server’s endpoint alone',
    },
  }))
