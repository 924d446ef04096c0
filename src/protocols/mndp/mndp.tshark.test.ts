/** tshark reads the same values out of MikroTik's neighbour discovery. */
import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('MNDP: identity, board and version as tshark reads them', (t) =>
  valuesAgree(t, 'mndp', {
    fields: {
      'mndp.mac': ['mndp.mac'],
      'mndp.identity': ['mndp.identity'],
      'mndp.version': ['mndp.version'],
      'mndp.platform': ['mndp.platform'],
      'mndp.software-id': ['mndp.softwareid'],
      'mndp.board': ['mndp.board'],
      'mndp.address': ['mndp.ipv4address', 'mndp.ipv6address'],
      'mndp.interface': ['mndp.interfacename'],
    },
    corpus: ['mndp'],
  }))
