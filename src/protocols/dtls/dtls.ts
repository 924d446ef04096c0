/**
 * DTLS (RFC 6347, RFC 9147): TLS over datagrams, as VPNs, CAPWAP controllers, CoAP and WebRTC use it. The same facts
 * as TLS, up to where encryption starts.
 */
import type { DatagramReport, Protocol } from '../protocol.ts'
import { tlsFields } from '../tls/fields.ts'
import {
  CLIENT_HELLO,
  changeCipher,
  type Handshake,
  handshakeMessage,
  newHandshake,
  reportAlert,
} from '../tls/handshake.ts'
import { ALERT, CHANGE_CIPHER_SPEC, type Fragment, fragmentsOf, HANDSHAKE, recordsOf } from './records.ts'

export const dtls = {
  name: 'dtls',
  title: 'DTLS 1.0-1.3 (RFC 6347, 9147)',
  ports: { udp: [443, 4433, 5246, 5247, 5684] },
  fields: tlsFields,
  datagram: { probe, observe },
} satisfies Protocol

type Party = 'sender' | 'receiver'
type Side = 'client' | 'server'

/** Longest message put together, octets. */
const MAX_MESSAGE = 1 << 15

/** A message that comes in fragments; those out of order are left to retransmission. */
interface Pending {
  readonly sequence: number
  readonly bytes: Uint8Array
  have: number
}

interface State {
  readonly handshake: Handshake
  /** Address and port of the client; `null` until a message tells. */
  client: string | null
  readonly pending: Record<Side, Pending | null>
}

/** Every record must be one, and a clear handshake or alert must make sense. */
function probe(payload: Uint8Array): boolean {
  const [first] = recordsOf(payload)
  if (first === undefined) return false
  if (first.epoch > 0) return first.body.length >= 16
  if (first.type === HANDSHAKE) return fragmentsOf(first.body) !== null
  if (first.type === ALERT) return first.body.length === 2 && (first.body[0] === 1 || first.body[0] === 2)
  return first.type === CHANGE_CIPHER_SPEC && first.body.length === 1
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const state = stateOf(to)
  for (const record of recordsOf(payload)) {
    if (record.epoch > 0 || state.handshake.over) return
    if (record.type === HANDSHAKE) fragments(state, to, record.body)
    else if (record.type === CHANGE_CIPHER_SPEC)
      changeCipher(state.handshake, to, roles(state, to), side(state, to))
    else if (record.type === ALERT) reportAlert(to, 'sender', record.body)
  }
}

function stateOf(to: DatagramReport): State {
  const known = to.memory.get('dtls') as State | undefined
  if (known !== undefined) return known
  const state: State = { handshake: newHandshake('d'), client: null, pending: { client: null, server: null } }
  to.memory.set('dtls', state)
  return state
}

function fragments(state: State, to: DatagramReport, body: Uint8Array): void {
  const found = fragmentsOf(body)
  if (found === null) to.oddity('dtls.fragment-length')
  for (const fragment of found ?? []) {
    settleRoles(state, to, fragment.type)
    const message = whole(state.pending, side(state, to), fragment)
    if (message !== null)
      handshakeMessage(state.handshake, to, roles(state, to), side(state, to), fragment.type, message)
  }
}

/** Hellos and the server's own messages tell who is who. */
function settleRoles(state: State, to: DatagramReport, type: number): void {
  const fromClient = type === CLIENT_HELLO || type === 16
  const party = fromClient ? to.sender : to.receiver
  state.client ??= `${party.ip} ${party.port}`
  to.server(side(state, to) === 'client' ? 'receiver' : 'sender')
}

const side = (state: State, to: DatagramReport): Side =>
  state.client === `${to.sender.ip} ${to.sender.port}` ? 'client' : 'server'

const roles = (state: State, to: DatagramReport): { client: Party; server: Party } =>
  side(state, to) === 'client'
    ? { client: 'sender', server: 'receiver' }
    : { client: 'receiver', server: 'sender' }

/** The message once all of it is there. */
function whole(pending: State['pending'], from: Side, fragment: Fragment): Uint8Array | null {
  if (fragment.bytes.length === fragment.length) return fragment.bytes
  if (fragment.length > MAX_MESSAGE) return null
  const known = pending[from]
  const started =
    known !== null && known.sequence === fragment.sequence && known.bytes.length === fragment.length
      ? known
      : { sequence: fragment.sequence, bytes: new Uint8Array(fragment.length), have: 0 }
  pending[from] = started
  if (fragment.offset > started.have) return null
  started.bytes.set(fragment.bytes, fragment.offset)
  started.have = Math.max(started.have, fragment.offset + fragment.bytes.length)
  if (started.have < fragment.length) return null
  pending[from] = null
  return started.bytes
}
