import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'
import { nameOf } from './adu.ts'

const object = ['modbus.object_str_value']
/** Function code by its name, with the codes of makers. */
const CODES = new Map(Array.from({ length: 128 }, (_, code) => [nameOf(code), String(code)]))
const code = {
  tshark: ['modbus.func_code'],
  ours: (value: string) => CODES.get(value.split(' ')[0]!) ?? null,
}

test('values agree with tshark', (t) =>
  valuesAgree(t, 'modbus', {
    corpus: ['modbus', 'mbtcp'],
    fields: {
      'modbus.vendor-name': object,
      'modbus.product-code': object,
      'modbus.revision': object,
      'modbus.vendor-url': object,
      'modbus.product-name': object,
      'modbus.model-name': object,
      'modbus.application-name': object,
      'modbus.server-id': {
        tshark: ['modbus.data'],
        as: (hex) =>
          /[\x20-\x7e]{4,}/
            .exec(Buffer.from(hex.replaceAll(':', ''), 'hex').subarray(1).toString('latin1'))?.[0]
            .trim() ?? null,
      },
      'modbus.unit': ['mbtcp.unit_id'],
      'modbus.function': code,
      'modbus.answers': code,
      'modbus.writes': code,
      'modbus.accepted': code,
      'modbus.exception': { tshark: ['modbus.exception_code'], ours: (value) => value.split(' ')[1]! },
    },
    unseen: { 'modbus.controls': 'the sub-function of diagnostics under our own names' },
  }))
