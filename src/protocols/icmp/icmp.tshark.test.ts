/** tshark reads the same values out of ICMP. */
import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('ICMP: router advertisements and redirects as tshark reads them', (t) =>
  valuesAgree(t, 'icmp', {
    fields: { 'icmp.router': ['icmp.lifetime'], 'icmp.redirect': ['icmp.redir_gw'] },
    unseen: {
      'icmp.named-router': 'the role that an address is named in: a word of ours',
      'icmp.echo-request': 'a description of the payload',
      'icmp.type-166': 'a word of ours',
    },
    corpus: ['icmp'],
  }))
