/** CONNECT and CONNACK (MQTT 3.1.1 sections 3.1 and 3.2, MQTT 5.0 the same). */
import { Cursor } from '../../wire/cursor.ts'
import { ASSIGNED_CLIENT, AUTHENTICATION_METHOD, readProperties, readText } from './packet.ts'

export interface Connect {
  /** 3: MQTT 3.1, 4: MQTT 3.1.1, 5: MQTT 5. */
  readonly level: number
  /** Another broker: mosquitto and others set the high bit of the level so. */
  readonly bridge: boolean
  readonly clientId: string
  readonly willTopic: string | null
  readonly user: string | null
  readonly password: string | null
  /** A method beyond user name and password proves the client (MQTT 5 section 4.12). */
  readonly otherProof: boolean
}

export const VERSIONS: Readonly<Record<number, string>> = { 3: '3.1', 4: '3.1.1', 5: '5' }
/** Names of the protocol with the length in front, and the levels that go with them. */
const NAMES: readonly (readonly [string, readonly number[]])[] = [
  ['\0\x04MQTT', [4, 5]],
  ['\0\x06MQIsdp', [3]],
]
const WILL = 0x04
const PASSWORD = 0x40
const USER = 0x80

/** Level of a CONNECT that begins so; `null` for another, `more` when it is too short to tell. */
export function levelOf(body: Uint8Array): number | 'more' | null {
  const head = new Cursor(body, 0, 9).ascii(Math.min(9, body.length))
  for (const [name, levels] of NAMES) {
    if (head.startsWith(name) && head.length > name.length) {
      const level = head.charCodeAt(name.length) & 0x7f
      return levels.includes(level) ? level : null
    }
    if (head.length <= name.length && name.startsWith(head)) return 'more'
  }
  return null
}

/** The body of a CONNECT; `null` when it is none. */
export function readConnect(body: Uint8Array): Connect | null {
  const level = levelOf(body)
  if (typeof level !== 'number') return null
  const c = new Cursor(body, level === 3 ? 8 : 6)
  const bridge = (c.u8() & 0x80) !== 0
  const flags = c.u8()
  c.skip(2)
  const properties = level === 5 ? readProperties(c) : null
  const clientId = readText(c)
  let willTopic: string | null = null
  if (flags & WILL) {
    if (level === 5) readProperties(c)
    willTopic = readText(c)
    c.skip(c.u16())
  }
  const user = flags & USER ? readText(c) : null
  const password = flags & PASSWORD ? readText(c) : null
  if (c.missing) return null
  const otherProof = properties?.has(AUTHENTICATION_METHOD) === true
  return { level, bridge, clientId, willTopic, user, password, otherProof }
}

export interface Verdict {
  readonly accepted: boolean
  /** Refused because of who the client is, or is not. */
  readonly forLogin: boolean
  readonly reason: string | null
  readonly assignedId: string | null
}

const REFUSALS: Readonly<Record<number, string>> = {
  1: 'unacceptable protocol version',
  2: 'identifier rejected',
  3: 'server unavailable',
  4: 'bad user name or password',
  5: 'not authorized',
  128: 'unspecified error',
  129: 'malformed packet',
  130: 'protocol error',
  131: 'implementation specific error',
  132: 'unacceptable protocol version',
  133: 'identifier rejected',
  134: 'bad user name or password',
  135: 'not authorized',
  136: 'server unavailable',
  137: 'server busy',
  138: 'banned',
  140: 'bad authentication method',
  156: 'use another server',
  157: 'server moved',
  159: 'connection rate exceeded',
}
const FOR_LOGIN = [4, 5, 0x86, 0x87, 0x8c]

export function readConnack(body: Uint8Array, level: number): Verdict | null {
  const c = new Cursor(body)
  c.skip(1)
  const code = c.u8()
  if (c.missing) return null
  const properties = level === 5 && c.left > 0 ? readProperties(c) : null
  const assigned = properties?.get(ASSIGNED_CLIENT)
  return {
    accepted: code === 0,
    forLogin: FOR_LOGIN.includes(code),
    reason: code === 0 ? null : (REFUSALS[code] ?? `code ${code}`),
    assignedId: typeof assigned === 'string' ? assigned : null,
  }
}
