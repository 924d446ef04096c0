import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const IN_TABLE = 'tshark shows tables of properties as one text'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'amqp', {
    corpus: ['amqp'],
    fields: {
      'amqp.container-id': ['amqp.performative.arguments.containerId'],
      'amqp.mechanisms': {
        tshark: ['amqp.method.arguments.mechanisms'],
        as: (hex) => Buffer.from(hex.replaceAll(':', ''), 'hex').toString('latin1'),
        ours: (value) => (value.includes('ANONYMOUS') ? null : value),
      },
    },
    unseen: {
      'amqp.version': 'our writing of the two numbers',
      'amqp.product': IN_TABLE,
      'amqp.platform': IN_TABLE,
      'amqp.cluster-name': IN_TABLE,
      'amqp.client-product': IN_TABLE,
      'amqp.client-platform': IN_TABLE,
      'amqp.login': 'our word for the kind of answer',
      'amqp.anonymous-accepted': 'our word for a connection without a login',
      'amqp.empty-password-accepted': 'our word for an empty password that was accepted',
    },
  }))
