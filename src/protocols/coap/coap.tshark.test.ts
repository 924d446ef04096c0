import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const query = (key: string) => ({
  tshark: ['coap.opt.uri_query'],
  as: (text: string) => (text.startsWith(`${key}=`) ? text.slice(key.length + 1) : null),
})
const INSIDE = 'a text inside the payload'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'coap', {
    corpus: ['coap'],
    fields: { 'coap.endpoint': query('ep'), 'coap.lwm2m-version': query('lwm2m') },
    unseen: {
      'coap.access': 'our word for the answer',
      'coap.manufacturer': INSIDE,
      'coap.model': INSIDE,
      'coap.serial': INSIDE,
      'coap.firmware': INSIDE,
      'coap.device-type': INSIDE,
      'coap.hardware-version': INSIDE,
      'coap.software-version': INSIDE,
      'coap.coiot-device': 'tshark does not know the option',
    },
  }))
