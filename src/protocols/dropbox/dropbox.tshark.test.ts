/** tshark reads the same values out of Dropbox' LAN sync. */
import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('Dropbox: ports and versions as tshark reads them', (t) =>
  valuesAgree(t, 'dropbox', {
    fields: {
      'dropbox.port': ['json.value.number'],
      'dropbox.version': {
        tshark: ['json.value.number'],
        of: (frame) => {
          const numbers = frame['json.value.number'] ?? []
          return numbers.map((number, i) => `${number}.${numbers[i + 1]}`)
        },
      },
    },
  }))
