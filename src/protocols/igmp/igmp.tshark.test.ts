/** tshark reads the same values out of IGMP. */
import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('IGMP: versions and groups as tshark reads them', (t) =>
  valuesAgree(t, 'igmp', {
    fields: {
      'igmp.querier': ['igmp.version'],
      'igmp.version': ['igmp.version'],
      'igmp.group': ['igmp.maddr'],
    },
    corpus: ['igmp'],
  }))
