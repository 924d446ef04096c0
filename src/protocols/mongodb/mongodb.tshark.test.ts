import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const texts = ['mongo.element.value.string']
const JOINED = 'two texts in one'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'mongodb', {
    corpus: ['mongo'],
    decodeAs: ['tcp.port==27017,mongo'],
    fields: {
      'mongodb.version': texts,
      'mongodb.replica-set': texts,
      'mongodb.module': texts,
      'mongodb.build-system': texts,
      'mongodb.openssl': texts,
      'mongodb.client-platform': texts,
      'mongodb.client-application': texts,
      'mongodb.wire-version': ['mongo.element.value.int'],
    },
    unseen: {
      'mongodb.role': 'our word for what the greeting holds',
      'mongodb.host': 'without its port',
      'mongodb.system': JOINED,
      'mongodb.driver': JOINED,
      'mongodb.client-system': JOINED,
      'mongodb.access': 'our word for an answer without a login',
      'mongodb.login': 'our word for the answer',
      'mongodb.mechanism': 'stated of the server, and sent by the client',
      'mongodb.empty-password-accepted': 'our word for an empty password that was accepted',
    },
  }))
