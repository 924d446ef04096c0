import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const texts = ['json.value.string']

test('values agree with tshark', (t) =>
  valuesAgree(t, 'elasticsearch', {
    fields: {
      'elasticsearch.lucene': texts,
      'elasticsearch.build': texts,
      'elasticsearch.node': texts,
      'elasticsearch.cluster': texts,
      'elasticsearch.version': { tshark: texts, ours: (value) => value.replace(/^\w+ /, '') },
    },
    unseen: { 'elasticsearch.access': 'our word for the kind of error' },
  }))
