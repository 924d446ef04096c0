/** The network layer (ASHRAE 135 clause 6): who speaks behind a router, and what routers tell each other. */
import { Cursor } from '../../wire/cursor.ts'
import { hexOf } from '../printable.ts'

/** A station of another BACnet network. */
export interface Station {
  readonly network: number
  /** Address there, hex; empty for all stations of the network. */
  readonly address: string
}

export interface Npdu {
  readonly source: Station | null
  readonly destination: Station | null
  /** Type of a network layer message, `null` when an application message follows. */
  readonly message: number | null
  readonly body: Uint8Array
}

/** Network layer messages, clause 6.2.4. */
export const I_AM_ROUTER = 0x01
export const ROUTING_TABLE_ACK = 0x07
export const NETWORK_NUMBER_IS = 0x13

export const NETWORK_MESSAGES: readonly (string | undefined)[] = [
  'who-is-router-to-network',
  'i-am-router-to-network',
  'i-could-be-router-to-network',
  'reject-message-to-network',
  'router-busy-to-network',
  'router-available-to-network',
  'initialize-routing-table',
  'initialize-routing-table-ack',
  'establish-connection-to-network',
  'disconnect-connection-to-network',
]

/** The only version there is, clause 6.2.1. */
export const NPDU_VERSION = 1
/** Longest address of a station: six octets of Ethernet, seven with a port; eighteen of IPv6. */
const MOST_ADDRESS = 18

/** Reads the header; `null` where it is none. */
export function readNpdu(bytes: Uint8Array): Npdu | null {
  const c = new Cursor(bytes)
  if (c.u8() !== NPDU_VERSION) return null
  const control = c.u8()
  if ((control & 0x50) !== 0) return null // reserved bits are zero, clause 6.2.2
  const destination = control & 0x20 ? station(c) : null
  const source = control & 0x08 ? station(c) : null
  if (destination !== null) c.skip(1) // hop count
  const isMessage = (control & 0x80) !== 0
  const message = isMessage ? c.u8() : null
  if (message !== null && message >= 0x80) c.skip(2) // vendor id of a proprietary message
  if (c.missing || destination === undefined || source === undefined) return null
  if (source !== null && source.address === '') return null
  return { source, destination, message, body: bytes.subarray(c.at) }
}

function station(c: Cursor): Station | undefined {
  const network = c.u16()
  const length = c.u8()
  if (length > MOST_ADDRESS) return undefined
  return { network, address: hexOf(c.view(length)) }
}

/** Networks of I-Am-Router-To-Network, or of the ports of a routing table. */
export function networksIn({ message, body }: Npdu): number[] {
  const c = new Cursor(body)
  const found: number[] = []
  if (message === I_AM_ROUTER) while (c.left >= 2 && found.length < MOST_NETWORKS) found.push(c.u16())
  if (message === ROUTING_TABLE_ACK)
    for (let left = Math.min(c.u8(), MOST_NETWORKS); left > 0 && c.left >= 4; left--) {
      found.push(c.u16())
      c.skip(1)
      c.skip(c.u8())
    }
  return found
}

/** Networks of one message that are told of; as many values as are kept of one field. */
const MOST_NETWORKS = 64
