/** DHCPv6 messages (RFC 8415 section 7.3 and 8), with the relay headers around them peeled off. */
import { type Ip, ip6At } from '../../model/ip.ts'
import type { Mac } from '../../model/mac.ts'
import { deviceMac, macOfEui64 } from '../addresses.ts'
import { readDuid } from './duid.ts'
import { find, type Option, readOptions } from './options.ts'

const RELAY_FORWARD = 12
const RELAY_REPLY = 13
const RELAY_MESSAGE = 9
const CLIENT_LINK_LAYER = 79
const CLIENT_ID = 1

/** Relays around a message; RFC 8415 section 19.1.2 allows 8 (HOP_COUNT_LIMIT). */
const MAX_RELAYS = 8

/** Message types of RFC 8415 section 7.3. */
export const TYPES: ReadonlyMap<number, string> = new Map([
  [1, 'solicit'],
  [2, 'advertise'],
  [3, 'request'],
  [4, 'confirm'],
  [5, 'renew'],
  [6, 'rebind'],
  [7, 'reply'],
  [8, 'release'],
  [9, 'decline'],
  [10, 'reconfigure'],
  [11, 'information-request'],
])

export interface Relay {
  readonly link: Ip
  readonly peer: Ip
  readonly options: readonly Option[]
}

export interface Message {
  readonly type: string
  readonly fromServer: boolean
  readonly options: readonly Option[]
  /** Outermost first. */
  readonly relays: readonly Relay[]
  /** The client's hardware address where the relay (option 79, RFC 6939), its link-local address or its DUID tells it. */
  readonly clientMac: Mac | null
}

/** `null` for what is no message of a client or server, or is cut before its options. */
export function readMessage(payload: Uint8Array): Message | null {
  const relays: Relay[] = []
  let rest = payload
  let linkLayer: Mac | null = null
  while (rest[0] === RELAY_FORWARD || rest[0] === RELAY_REPLY) {
    if (rest.length < 34 || relays.length === MAX_RELAYS) return null
    const { list } = readOptions(rest.subarray(34))
    const peer = rest.subarray(18, 34)
    relays.push({ link: ip6At(rest, 2), peer: ip6At(rest, 18), options: list })
    // Only the innermost relay heard the client itself.
    linkLayer = linkLayerAddress(find(list, CLIENT_LINK_LAYER)) ?? macOfEui64(peer)
    rest = find(list, RELAY_MESSAGE) ?? rest.subarray(0, 0)
  }
  const type = TYPES.get(rest[0] ?? 0)
  if (type === undefined || rest.length < 4) return null
  const options = readOptions(rest.subarray(4)).list
  const duid = readDuid(find(options, CLIENT_ID) ?? rest.subarray(0, 0))
  return {
    type,
    fromServer: type === 'advertise' || type === 'reply' || type === 'reconfigure',
    options,
    relays,
    clientMac: linkLayer ?? duid?.mac ?? null,
  }
}

/** Two octets of hardware type, then the address. */
const linkLayerAddress = (value: Uint8Array | undefined): Mac | null =>
  value !== undefined && value[0] === 0 && value[1] === 1 ? deviceMac(value.subarray(2)) : null
