/**
 * OpenVPN over UDP and TCP: the resets that open a session (OpenVPN network protocol, section "Packet types"), plain, with
 * `tls-auth` or with `tls-crypt`.
 */
import { Cursor } from '../../wire/cursor.ts'
import type { DatagramReport, Protocol, StreamReport, StreamSession, Verdict } from '../protocol.ts'

export const openvpn = {
  name: 'openvpn',
  title: 'OpenVPN (presence)',
  ports: { udp: [1194], tcp: [1194] },
  fields: {
    'openvpn.role': { label: 'Side of the session: client or server' },
    'openvpn.control': { label: 'How the control channel is protected: plain, tls-auth or tls-crypt' },
  },
  datagram: { probe: (payload) => readReset(payload) !== null, observe },
  stream: { probe: ({ client }) => probeStream(client), start },
} satisfies Protocol

/** Opcodes in the upper five bits; key id 0 in the lower three. */
const CLIENT_RESETS: readonly number[] = [7 << 3, 10 << 3]
const SERVER_RESET = 8 << 3
const SESSION_ID = 8
/** HMAC sizes of tls-auth: SHA-1, SHA-256, SHA-512. */
const HMACS: readonly number[] = [20, 32, 64]
/** Octets of a tls-crypt reset of a client: opcode, session, packet id and time, HMAC-SHA256, empty ack and id. */
const TLS_CRYPT = 1 + SESSION_ID + 8 + 32 + 5
/** Senders' clocks stand after 2004; earlier times are taken for noise. Seconds. */
const EARLIEST = 0x40000000
/** Octets of the length before each packet on TCP. */
const FRAMING = 2

interface Reset {
  readonly client: boolean
  readonly control: 'plain' | 'tls-auth' | 'tls-crypt'
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const reset = readReset(payload)
  if (reset === null) return
  to.server(reset.client ? 'receiver' : 'sender')
  to.observe('sender', 'openvpn.role', reset.client ? 'client' : 'server')
  to.observe('sender', 'openvpn.control', reset.control)
}

/** A client opens with a reset of its own; its length tells whether it is all there. */
function probeStream(client: Uint8Array): Verdict {
  if (client.length === 0) return 'more'
  const length = (client[0]! << 8) | (client[1] ?? 0)
  if (client[0] !== 0 || (client[2] !== undefined && !CLIENT_RESETS.includes(client[2]))) return 'no'
  if (client.length < FRAMING + length) return client.length < FRAMING + TLS_CRYPT + 255 ? 'more' : 'no'
  return readReset(client.subarray(FRAMING, FRAMING + length)) === null ? 'no' : 'yes'
}

function start(to: StreamReport): StreamSession {
  return {
    data(side, bytes) {
      const length = (bytes[0]! << 8) | (bytes[1] ?? 0)
      if (bytes.length < FRAMING + length) return 0
      const reset = readReset(bytes.subarray(FRAMING, FRAMING + length))
      if (reset !== null) {
        to.observe(side, 'openvpn.role', reset.client ? 'client' : 'server')
        to.observe(side, 'openvpn.control', reset.control)
      }
      if (side === 'server') to.done()
      return FRAMING + length
    },
  }
}

/** The reset in `payload`, `null` when it is none. */
function readReset(payload: Uint8Array): Reset | null {
  const client = CLIENT_RESETS.includes(payload[0] ?? 0)
  if (!client && payload[0] !== SERVER_RESET) return null
  if (endsAsReset(payload, 1 + SESSION_ID, client)) return { client, control: 'plain' }
  for (const hmac of HMACS) {
    const replay = 1 + SESSION_ID + hmac
    if (replayed(payload, replay) && endsAsReset(payload, replay + 8, client))
      return { client, control: 'tls-auth' }
  }
  const least = client ? TLS_CRYPT : TLS_CRYPT + 4 + SESSION_ID
  const crypt = payload.length === least && replayed(payload, 1 + SESSION_ID)
  return crypt ? { client, control: 'tls-crypt' } : null
}

/** The first packet id and a time. */
function replayed(payload: Uint8Array, from: number): boolean {
  const c = new Cursor(payload, from)
  return c.u32() === 1 && c.u32() > EARLIEST && !c.missing
}

/** Acknowledged ids (none, or in a server's reset the client's with its session) and message id 0, to the end. */
function endsAsReset(payload: Uint8Array, from: number, client: boolean): boolean {
  const c = new Cursor(payload, from)
  const acks = c.u8()
  if (acks > 1 || (client && acks > 0)) return false
  if (acks === 1) {
    if (c.u32() !== 0) return false
    c.skip(SESSION_ID)
  }
  return c.u32() === 0 && !c.missing && c.left === 0 && payload.subarray(1, 9).some((octet) => octet !== 0)
}
