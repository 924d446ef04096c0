/** tshark reads the same values out of ARP. */
import { test } from 'node:test'
import { named, valuesAgree } from '../../../test/tshark-values.ts'

test('ARP: addresses asked for, announced and carried for others as tshark reads them', (t) =>
  valuesAgree(t, 'arp', {
    fields: {
      'arp.probe': ['arp.dst.proto_ipv4'],
      'arp.announcement': ['arp.src.proto_ipv4'],
      'arp.gratuitous-reply': ['arp.src.proto_ipv4'],
      'arp.foreign-sender': ['arp.src.hw_mac'],
      'arp.rarp': named('arp.opcode', { 3: 'request', 4: 'reply' }),
    },
    corpus: ['arp'],
  }))
