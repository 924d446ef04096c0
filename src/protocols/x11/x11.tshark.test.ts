import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'x11', {
    fields: {
      'x11.vendor': ['x11.vendor'],
      'x11.release': ['x11.release-number'],
      'x11.version': { tshark: ['x11.protocol-major-version'], ours: (version) => version.split('.')[0]! },
    },
    unseen: {
      'x11.screen': 'tshark has no field for the size of a screen',
      'x11.proof': 'none is our word',
      'x11.access': 'our word',
    },
  }))
