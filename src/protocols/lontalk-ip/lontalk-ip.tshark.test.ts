import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'lontalk-ip', {
    fields: {
      'lontalk-ip.packet': { tshark: ['cnip.type'], as: (type) => (Number(type) === 1 ? 'data' : null) },
      'lontalk-ip.vendor-code': ['cnip.vendorcode'],
    },
    unseen: { 'lontalk-ip.security': 'our word' },
  }))
