/** tshark reads the same values out of STUN. */
import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('STUN: software and realms as tshark reads them', (t) =>
  valuesAgree(t, 'stun', {
    fields: { 'stun.software': ['stun.att.software'], 'stun.realm': ['stun.att.realm'] },
    corpus: ['stun'],
  }))
