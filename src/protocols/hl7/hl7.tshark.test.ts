import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const field = ['hl7.field']
/** Component `n` (from 1) of a field. */
const component = (n: number, spelt: (text: string) => string = (text) => text) => ({
  tshark: field,
  as: (theirs: string) => {
    const part = theirs.split('^')[n - 1]
    return part === undefined || part === '' ? null : spelt(part)
  },
})
const lower = (text: string): string => text.toLowerCase()
const typeAndEvent = { tshark: field, as: (theirs: string) => theirs.split('^').slice(0, 2).join('^') }
const product = { tshark: field, ours: (value: string) => value.split('|')[2] ?? null }

test('values agree with tshark', (t) =>
  valuesAgree(t, 'hl7', {
    corpus: ['hl7'],
    decodeAs: ['tcp.port==6661,hl7', 'tcp.port==6662,hl7', 'tcp.port==6663,hl7', 'tcp.port==5100,hl7'],
    fields: {
      'hl7.sending-application': field,
      'hl7.sending-facility': field,
      'hl7.receiving-application': field,
      'hl7.receiving-facility': field,
      'hl7.application-eui64': component(2, lower),
      'hl7.sends': typeAndEvent,
      'hl7.receives': typeAndEvent,
      'hl7.processing': field,
      'hl7.version': component(1),
      'hl7.charset': field,
      'hl7.profile': field,
      'hl7.acknowledges': field,
      'hl7.software': product,
      'hl7.further-software': product,
      'hl7.mdc-device': component(2),
      'hl7.mdc-subsystem': component(2),
      'hl7.device-type': field,
      'hl7.equipment': field,
      'hl7.equipment-eui64': component(3, lower),
      'hl7.system-id': field,
      'hl7.model': field,
      'hl7.model-number': field,
      'hl7.manufacturer': field,
      'hl7.serial': field,
      'hl7.part-number': field,
      'hl7.software-version': field,
      'hl7.firmware-version': field,
      'hl7.hardware-version': field,
      'hl7.time-sync': field,
      'hl7.udi': field,
      'hl7.ward': component(1),
      'hl7.bed': component(3),
    },
    unseen: {
      'hl7.security': 'only that the field is filled is stated',
      'hl7.patient-data': 'a presence',
      'hl7.patient-data-received': 'a presence, told of the peer',
      'hl7.orders': 'no fixture holds one',
      'hl7.orders-received': 'no fixture holds one',
    },
  }))
