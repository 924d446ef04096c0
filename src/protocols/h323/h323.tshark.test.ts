import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'h323', {
    fields: {
      'h323.version': {
        tshark: ['h225.protocolIdentifier'],
        as: (oid) => /^0\.0\.8\.2250\.0\.(\d+)$/.exec(oid)?.[1] ?? null,
      },
      'h323.manufacturer': {
        tshark: ['h225.manufacturerCode'],
        as: (code) => String(Number(code)),
        ours: (ours) => ours.split('.')[2]!,
      },
      'h323.product': ['h225.productId'],
      'h323.product-version': ['h225.versionId'],
    },
    unseen: { 'h323.message': 'our word', 'h323.endpoint': 'which parts are present' },
  }))
