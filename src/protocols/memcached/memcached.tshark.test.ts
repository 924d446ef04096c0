import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'memcached', {
    fields: {
      'memcached.version': ['memcache.version', 'memcache.name_value'],
      'memcached.libevent': ['memcache.name_value'],
    },
    unseen: { 'memcached.access': 'our word for an answer without a login' },
  }))
