/** WireGuard: its handshake messages (Donenfeld, "WireGuard", section 5.4) have one form and length each. */
import type { DatagramReport, Protocol } from '../protocol.ts'

const INITIATION = { type: 1, length: 148 }
const RESPONSE = { type: 2, length: 92 }

export const wireguard = {
  name: 'wireguard',
  title: 'WireGuard VPN (presence)',
  ports: { udp: [51820] },
  fields: { 'wireguard.role': { label: 'Side of the handshake: initiator or responder' } },
  datagram: { probe, observe },
} satisfies Protocol

/** Type, three zero octets, and the exact length. Data messages look like too many other things. */
function probe(payload: Uint8Array): boolean {
  const message = [INITIATION, RESPONSE].find(({ type }) => type === payload[0])
  if (message === undefined || payload.length !== message.length) return false
  return payload[1] === 0 && payload[2] === 0 && payload[3] === 0 && payload.some((octet) => octet > 3)
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  if (!probe(payload)) return
  const initiates = payload[0] === INITIATION.type
  to.server(initiates ? 'receiver' : 'sender')
  to.observe('sender', 'wireguard.role', initiates ? 'initiator' : 'responder')
}
