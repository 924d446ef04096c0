import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'iec104', {
    corpus: ['iec60870_104'],
    fields: { 'iec104.station': ['iec60870_asdu.addr'] },
    unseen: {
      'iec104.controls': 'under names of our own',
      'iec104.accepted': 'under names of our own, with the station that the frame goes to',
    },
  }))
