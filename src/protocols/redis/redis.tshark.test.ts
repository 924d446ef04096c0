import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const text = (hex: string): string => Buffer.from(hex, 'hex').toString('utf8')
/** A line of INFO, which tshark shows as one text, or the value after a key of HELLO. */
const infoLine = (key: string) => ({
  tshark: ['resp.bulk_string.value'],
  as: (theirs: string) => new RegExp(`^${key}:(.*?)\r?$`, 'm').exec(text(theirs))?.[1] ?? text(theirs),
})

test('values agree with tshark', (t) =>
  valuesAgree(t, 'redis', {
    fields: {
      'redis.version': infoLine('redis_version'),
      'redis.server': infoLine('server_name'),
      'redis.mode': infoLine('redis_mode'),
      'redis.os': infoLine('os'),
      'redis.role': infoLine('role'),
      'redis.client-library': { tshark: ['resp.bulk_string.value'], as: text },
      'redis.client-version': { tshark: ['resp.bulk_string.value'], as: text },
    },
    unseen: { 'redis.access': 'our word for an answer without a login' },
  }))
