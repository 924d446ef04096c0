import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'
import { typeName } from './header.ts'

test('tshark reads the same values', (t) =>
  valuesAgree(t, 'rtp', {
    fields: { 'rtp.payload': { tshark: ['rtp.p_type'], as: (theirs) => typeName(Number(theirs)) } },
    unseen: { 'rtp.trailer': 'what two packets say together' },
    corpus: ['rtp'],
    decodeAs: ['udp.port==16384,rtp', 'udp.port==5004,rtp'],
  }))
