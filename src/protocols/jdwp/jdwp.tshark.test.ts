import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'jdwp', {
    fields: {
      'jdwp.command': { tshark: ['jdwp.commandset'], ours: () => '9', as: (set) => String(Number(set)) },
    },
    decodeAs: ['tcp.port==5005,jdwp'],
    unseen: {
      'jdwp.access': 'our word',
      'jdwp.version': 'tshark shows data as octets',
      'jdwp.vm-version': 'tshark shows data as octets',
      'jdwp.vm-name': 'tshark shows data as octets',
    },
  }))
