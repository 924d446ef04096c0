import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('tshark reads the same values', (t) =>
  valuesAgree(t, 'rtcp', {
    fields: {
      'rtcp.report': {
        tshark: ['rtcp.pt'],
        as: (theirs) => ({ 200: 'sender', 201: 'receiver' })[Number(theirs)] ?? null,
      },
      'rtcp.host': { tshark: ['rtcp.sdes.text'], as: (theirs) => /@(.*)$/.exec(theirs)?.[1] ?? null },
      'rtcp.tool': ['rtcp.sdes.text'],
      'rtcp.application': ['rtcp.app.name'],
    },
    corpus: ['rtcp'],
    decodeAs: ['udp.port==16385,rtcp'],
  }))
