/**
 * DHCP for IPv4 (RFC 2131, options of RFC 2132 and later) and plain BOOTP (RFC 951).
 * What a client says is about its hardware address, also when a relay carried it; what a server hands out is
 * the server's word, and binds.
 */
import { Cursor } from '../../wire/cursor.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'
import { observeClient } from './client.ts'
import { fields } from './fields.ts'
import { BOOTREPLY, BOOTREQUEST, MIN_MESSAGE, readMessage } from './message.ts'
import { observeRelay } from './relay.ts'
import { observeServer } from './server.ts'

export const dhcp = {
  name: 'dhcp',
  title: 'Dynamic Host Configuration Protocol (RFC 2131) and BOOTP (RFC 951)',
  fields,
  ports: { udp: [67, 68, 4011] },
  // Every client of a segment speaks as 0.0.0.0 to 255.255.255.255: one conversation, many speakers.
  datagram: { follow: 'all', probe, observe },
} satisfies Protocol

const MAGIC = 0x63825363

function probe(payload: Uint8Array, to: DatagramReport): boolean {
  const [op, hardware, length] = payload
  if ((op !== BOOTREQUEST && op !== BOOTREPLY) || hardware === 0 || length! > 16) return false
  const c = new Cursor(payload, 236)
  if (c.u32() === MAGIC) return true
  return payload.length >= MIN_MESSAGE && onBootpPorts(to.sender.port, to.receiver.port)
}

const onBootpPorts = (a: number, b: number): boolean => (a === 67 || a === 68) && (b === 67 || b === 68)

function observe(payload: Uint8Array, to: DatagramReport): void {
  if (payload.length < 240) to.oddity('dhcp.short')
  const message = readMessage(payload, to.oddity.bind(to))
  to.server(message.op === BOOTREPLY ? 'sender' : 'receiver')
  if (message.op === BOOTREQUEST) observeClient(message, to)
  else observeServer(message, to)
  observeRelay(message, to)
}
