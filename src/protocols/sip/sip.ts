/**
 * Session Initiation Protocol (RFC 3261) over UDP and TCP, on any port: which telephones, exchanges, gateways and
 * proxies speak it, with what software, and how they authenticate and protect media. No user name, number,
 * subject or display name is kept: they are people's.
 */
import type {
  DatagramReport,
  Protocol,
  StreamHead,
  StreamReport,
  StreamSession,
  StreamSide,
  Verdict,
} from '../protocol.ts'
import { observeMessage } from './exchange.ts'
import { sipFields } from './fields.ts'
import {
  bodyLength,
  endOfHead,
  MAX_HEAD,
  readMessage,
  type SipMessage,
  skipLineEnds,
  startsMessage,
} from './message.ts'

/** Bytes of each side followed of a TCP connection: trunks carry many calls over one. */
const FOLLOWED = 512 * 1024
/** Bodies up to this are waited for; longer ones are passed over. */
const MAX_WAITED = 16_384

export const sip = {
  name: 'sip',
  title: 'Session Initiation Protocol (RFC 3261) with session descriptions (RFC 8866)',
  ports: { tcp: [5060], udp: [5060] },
  fields: sipFields,
  // A telephone registers and keeps its way open for hours before it calls.
  datagram: { follow: 'all', probe: isDatagram, observe },
  stream: { probe, start },
} satisfies Protocol

function isDatagram(payload: Uint8Array, to: DatagramReport): boolean {
  if (startsMessage(payload) === 'yes') return true
  // Keep-alives between messages (RFC 5626 section 3.5.1 and older habits): nothing but line ends or NULs.
  if (payload.length > 4 || (to.sender.port !== 5060 && to.receiver.port !== 5060)) return false
  return payload.every((octet) => octet === 0 || octet === 10 || octet === 13)
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const end = endOfHead(payload, 0)
  const message =
    end < 0
      ? readMessage(payload, payload.subarray(0, 0))
      : readMessage(payload.subarray(0, end), payload.subarray(end))
  if (message === null) return
  if (end < 0) to.oddity('sip.head-cut')
  nameServer(message, to)
  observeMessage(message, {
    to,
    sender: 'sender',
    receiver: 'receiver',
    from: to.sender,
    towards: to.receiver,
    transport: 'udp',
    memory: to.memory,
  })
}

/** Both ends call each other. The one that takes registrations serves, else the one that was asked first. */
function nameServer(m: SipMessage, to: DatagramReport): void {
  const asked = m.status === null ? 'receiver' : 'sender'
  if (m.method === 'REGISTER') to.memory.set('registrar', to[asked].ip)
  else if (!to.memory.has('asked')) to.memory.set('asked', to[asked].ip)
  const server = to.memory.get('registrar') ?? to.memory.get('asked')
  to.server(server === to.sender.ip ? 'sender' : 'receiver')
}

function probe({ client, server }: StreamHead): Verdict {
  const [asks, answers] = [client, server].map((bytes) => startsMessage(bytes, skipLineEnds(bytes)))
  if (asks === 'yes' || answers === 'yes') return asks === 'no' || answers === 'no' ? 'no' : 'yes'
  return asks === 'no' || answers === 'no' ? 'no' : 'more'
}

function start(to: StreamReport): StreamSession {
  to.follow(FOLLOWED)
  const memory = new Map<string, unknown>()
  const lost = new Set<StreamSide>()

  function data(side: StreamSide, bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length) {
      const used = step(side, bytes.subarray(at))
      if (used === 0) break
      at += used
    }
    return at
  }

  /** One message, or what stands between two; 0 when it is not all here. */
  function step(side: StreamSide, bytes: Uint8Array): number {
    const blank = skipLineEnds(bytes)
    if (blank > 0) return blank
    const begins = startsMessage(bytes)
    if (begins === 'more') return 0
    if (begins === 'no') return astray(side, bytes)
    lost.delete(side)
    const end = endOfHead(bytes, 0)
    if (end < 0) return bytes.length < MAX_HEAD ? 0 : astray(side, bytes)
    const head = readMessage(bytes.subarray(0, end), bytes.subarray(0, 0))
    if (head === null) return end
    const length = bodyLength(head) ?? 0
    if (length <= MAX_WAITED && bytes.length < end + length) return 0
    const body = bytes.subarray(end, end + length)
    observeMessage(readMessage(bytes.subarray(0, end), body) ?? head, {
      to,
      sender: side,
      receiver: side === 'client' ? 'server' : 'client',
      from: to[side],
      towards: to[side === 'client' ? 'server' : 'client'],
      transport: 'tcp',
      memory,
    })
    return end + length
  }

  /** What is no message is dropped; after loss, one may begin with a later packet. */
  function astray(side: StreamSide, bytes: Uint8Array): number {
    if (!lost.has(side)) to.oddity('sip.astray')
    lost.add(side)
    return bytes.length
  }

  return { data, gap: (side) => void lost.add(side) }
}
