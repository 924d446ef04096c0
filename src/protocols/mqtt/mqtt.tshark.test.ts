import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

/** Payloads, which tshark shows in hexadecimal: every text and number in their JSON. */
const inPayload = {
  tshark: ['mqtt.msg'],
  as: (theirs: string) => Buffer.from(theirs.replaceAll(':', ''), 'hex').toString('utf8'),
}
const SHOWN = 'a text or number inside the JSON of a payload, which tshark shows whole'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'mqtt', {
    corpus: ['mqtt'],
    fields: {
      'mqtt.version': {
        tshark: ['mqtt.ver'],
        as: (level) => ({ 3: '3.1', 4: '3.1.1', 5: '5' })[Number(level) & 0x7f] ?? null,
      },
      'mqtt.client-id': ['mqtt.clientid', 'mqtt.prop_string'],
      'mqtt.broker-version': inPayload,
    },
    unseen: {
      'mqtt.bridge': 'our word for the high bit of the level',
      'mqtt.anonymous-accepted': 'our word for a connection without a name that was accepted',
      'mqtt.empty-password-accepted': 'our word for an empty password that was accepted',
      'mqtt.login': 'our word for the kind of answer',
      'mqtt.refusal': 'our words for the codes',
      'mqtt.reads-all': 'our word for the answer to a subscription',
      'mqtt.origin': SHOWN,
      'mqtt.scheme': 'our word for the kind of payload',
      'mqtt.manufacturer': SHOWN,
      'mqtt.model': SHOWN,
      'mqtt.model-id': SHOWN,
      'mqtt.serial': SHOWN,
      'mqtt.firmware': SHOWN,
      'mqtt.hardware-version': SHOWN,
      'mqtt.address': SHOWN,
      'mqtt.hostname': SHOWN,
    },
  }))
