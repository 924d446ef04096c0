import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'
import { httpFields } from '../http/fields.ts'

const compared = {
  'http.user-agent': ['http2.headers.user_agent'],
  'http.server': ['http2.headers.server'],
  'http.host-name': ['http2.headers.authority', 'http.host'],
  'http.status': ['http2.headers.status', 'http.response.code'],
  'http.method': ['http2.headers.method', 'http.request.method'],
} as const
const rest = Object.entries(httpFields).filter(
  ([name, info]) => !(name in compared) && !('transient' in info),
)

test('values agree with tshark', (t) =>
  valuesAgree(t, 'http2', {
    fields: compared,
    unseen: {
      'http2.settings': 'a list of ours',
      ...Object.fromEntries(rest.map(([name]) => [name, 'compared where HTTP/1.1 is'])),
    },
  }))
