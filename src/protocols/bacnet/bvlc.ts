/** BACnet virtual link layers: over IPv4 (ASHRAE 135 annex J, type 0x81) and over IPv6 (annex U, type 0x82). */
import type { Ip } from '../../model/ip.ts'
import { Cursor } from '../../wire/cursor.ts'
import { deviceIp } from '../addresses.ts'

export type LinkKind =
  | 'result'
  | 'write-broadcast-table'
  | 'broadcast-table'
  | 'register-foreign-device'
  | 'foreign-device-table'
  | 'delete-foreign-device'
  | 'npdu'
  | 'forwarded'
  | 'distribute'
  | 'other'

export interface Link {
  readonly kind: LinkKind
  /** Behind the header. */
  readonly body: Uint8Array
  /** Who first sent what a BBMD forwards. */
  readonly original: Ip | null
}

const IPV4 = 0x81
const IPV6 = 0x82
const HEADER = 4

/** Functions of annex J.2. */
const OVER_IPV4: readonly LinkKind[] = [
  'result',
  'write-broadcast-table',
  'other',
  'broadcast-table',
  'forwarded',
  'register-foreign-device',
  'other',
  'foreign-device-table',
  'delete-foreign-device',
  'distribute',
  'npdu',
  'npdu',
  'other',
]
/** Functions of annex U.2, and how many octets of virtual addresses stand before their content. */
const OVER_IPV6: readonly (readonly [LinkKind, number])[] = [
  ['result', 3],
  ['npdu', 6],
  ['npdu', 3],
  ['other', 0],
  ['other', 0],
  ['other', 0],
  ['other', 0],
  ['other', 0],
  ['forwarded', 3],
  ['register-foreign-device', 3],
  ['delete-foreign-device', 3],
  ['other', 0],
  ['distribute', 3],
]

const carriesNpdu = (kind: LinkKind): boolean =>
  kind === 'npdu' || kind === 'forwarded' || kind === 'distribute'

/** Is it a whole message, with a network layer where one belongs? Two octets decide for nearly all others. */
export function isLink(payload: Uint8Array): boolean {
  if ((payload[0] !== IPV4 && payload[0] !== IPV6) || payload.length < HEADER + 2) return false
  if (((payload[2]! << 8) | payload[3]!) !== payload.length) return false
  const link = readLink(payload)
  return link !== null && (!carriesNpdu(link.kind) || link.body[0] === 1)
}

/** `null` for functions that do not exist, and where the header is cut off. */
export function readLink(payload: Uint8Array): Link | null {
  const c = new Cursor(payload, 2)
  const wide = payload[0] === IPV6
  const [kind, skip] = wide ? (OVER_IPV6[payload[1]!] ?? []) : [OVER_IPV4[payload[1]!], 0]
  if (kind === undefined || skip === undefined) return null
  const length = Math.min(c.u16(), payload.length)
  c.skip(skip)
  const original = kind === 'forwarded' ? deviceIp(c.view(wide ? 16 : 4)) : null
  if (kind === 'forwarded') c.skip(2) // port
  return c.missing ? null : { kind, original, body: payload.subarray(c.at, Math.max(c.at, length)) }
}

/** Octets of an entry (annex J.2.2, J.2.8): address and port, then a mask, or time-to-live and time left. */
const ENTRY = 10
/** Entries of a table that are told of. */
const MOST_ENTRIES = 64

/** Addresses in a table of broadcast managers or foreign devices. */
export function entriesOf(body: Uint8Array): Ip[] {
  const found: Ip[] = []
  for (let at = 0; at + ENTRY <= body.length && found.length < MOST_ENTRIES; at += ENTRY) {
    const ip = deviceIp(body.subarray(at, at + 4))
    if (ip !== null) found.push(ip)
  }
  return found
}
