/** tshark reads the same values out of Canon's printer protocol. */
import { test } from 'node:test'
import { octetText, type Reading, valuesAgree } from '../../../test/tshark-values.ts'

/** The IEEE 1284 identifier stands in the payload. */
const key = (name: string): Reading => ({
  ...octetText('bjnp.payload'),
  as: (payload: string) =>
    new RegExp(`${name}:([^;]*)`).exec(
      Buffer.from(payload.replaceAll(':', ''), 'hex').toString('latin1'),
    )?.[1] ?? null,
})

test('BJNP: the identifier of a printer as tshark reads it', (t) =>
  valuesAgree(t, 'bjnp', {
    fields: {
      'bjnp.manufacturer': key('MFG'),
      'bjnp.model': key('MDL'),
      'bjnp.description': key('DES'),
      'bjnp.class': key('CLS'),
      'bjnp.version': key('VER'),
    },
    unseen: {
      'bjnp.kind': 'a word of ours for a number',
      'bjnp.serial-number': 'a key that no capture holds',
      'bjnp.mac': 'octets of another message',
    },
  }))
