import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'sunrpc', {
    corpus: ['rpc'],
    fields: { 'sunrpc.machine-name': ['rpc.auth.machinename'] },
    unseen: {
      'sunrpc.program': 'tshark shows number and version apart, of the call',
      'sunrpc.versions': 'tshark shows the two numbers apart',
      'sunrpc.registered': 'tshark shows the parts of an entry apart',
      'sunrpc.auth': 'our word for the flavor of the call, stated of the server that took it',
      'sunrpc.refusal': 'our words for the codes',
    },
  }))
