/** tshark reads the same values out of GLBP. */
import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('GLBP: groups, priorities and addresses as tshark reads them', (t) =>
  valuesAgree(t, 'glbp', {
    fields: {
      'glbp.group': ['glbp.group'],
      'glbp.priority': ['glbp.hello.priority'],
      'glbp.virtual-address': ['glbp.hello.virtualipv4', 'glbp.hello.virtualipv6'],
      'glbp.mac': ['glbp.ownerid', 'eth.src'],
    },
    unseen: {
      'glbp.state': 'names of ours for two numbers',
      'glbp.authentication': 'a word of ours',
    },
    corpus: ['glbp'],
  }))
