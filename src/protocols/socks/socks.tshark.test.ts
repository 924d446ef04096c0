/** tshark reads the same values out of SOCKS. */
import { test } from 'node:test'
import { named, valuesAgree } from '../../../test/tshark-values.ts'

test('SOCKS: versions, commands and targets as tshark reads them', (t) =>
  valuesAgree(t, 'socks', {
    fields: {
      // An answer of version 4 begins with 0.
      'socks.version': { tshark: ['socks.version'], as: (version) => (version === '0' ? '4' : version) },
      'socks.command': named('socks.command', { 1: 'connect', 2: 'bind', 3: 'udp' }),
      'socks.target': ['socks.remote_name', 'socks.v4a_dns_name', 'socks.dst', 'socks.dstV6'],
    },
    unseen: { 'socks.method': 'a word of ours for a number' },
    corpus: ['socks'],
  }))
