/** Control messages (mode 6, RFC 9327) and private ones of ntpd (mode 7). */
import type { FieldName } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { cleanText } from '../../wire/text.ts'
import type { DatagramReport } from '../protocol.ts'

/** RFC 9327 section 2: operation codes. */
const OPERATIONS: Readonly<Record<number, string>> = {
  1: 'readstat',
  2: 'readvar',
  3: 'writevar',
  4: 'readclock',
  5: 'writeclock',
  6: 'settrap',
  7: 'asynchronous',
  8: 'configure',
  9: 'saveconfig',
  10: 'monlist',
  11: 'readlist',
  12: 'nonce',
}
const RESPONSE = 0x80

const VARIABLES: ReadonlyMap<string, FieldName> = new Map([
  ['version', 'ntp.readvar-version'],
  ['system', 'ntp.readvar-system'],
  ['processor', 'ntp.readvar-processor'],
])

export function observeControl(payload: Uint8Array, to: DatagramReport): void {
  const c = new Cursor(payload, 1)
  const flags = c.u8()
  c.skip(8)
  const data = c.sub(c.u16())
  if (data.missing) to.oddity('ntp.control-count')
  const operation = OPERATIONS[flags & 31] ?? String(flags & 31)
  if (!(flags & RESPONSE)) {
    to.server('receiver')
    to.observe('sender', 'ntp.control-request', operation)
    return
  }
  to.server('sender')
  to.observe('sender', 'ntp.control-response', operation)
  for (const [name, value] of variables(data.ascii(data.left))) {
    const field = VARIABLES.get(name)
    if (field !== undefined) to.observe('sender', field, cleanText(value))
  }
}

/** `name=value` or `name="value"`, separated by commas (RFC 9327 section 4); at most 64 of them. */
function variables(text: string): [string, string][] {
  const out: [string, string][] = []
  for (const match of text.slice(0, 2048).matchAll(/(\w{1,32})=(?:"([^"]*)"|([^,"\r\n]*))/g)) {
    out.push([match[1]!, match[2] ?? match[3] ?? ''])
    if (out.length === 64) break
  }
  return out
}

/** ntpd's request codes for its list of recent clients: the old form and the present one. */
const MONITOR_LISTS: ReadonlySet<number> = new Set([20, 42])

/** Flags with the response bit, sequence, implementation, request code. */
export function observePrivate(payload: Uint8Array, to: DatagramReport): void {
  const isAnswer = (payload[0]! & 0x80) !== 0
  const request = payload[3]!
  to.server(isAnswer ? 'sender' : 'receiver')
  if (!isAnswer) to.observe('sender', 'ntp.private-request', `${payload[2]}.${request}`)
  // The error nibble is zero in an answer that lists something.
  else if (MONITOR_LISTS.has(request) && payload[4]! >>> 4 === 0)
    to.observe('sender', 'ntp.monlist', 'answered')
}
