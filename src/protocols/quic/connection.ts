/** What is remembered of one QUIC conversation, and whose keys open a packet of it. */
import type { DatagramReport } from '../protocol.ts'
import { type Handshake, newHandshake } from '../tls/handshake.ts'
import { CryptoStream } from './crypto-stream.ts'
import type { LongPacket } from './packets.ts'
import { initialKeys, type Keys, unprotect } from './protection.ts'

export type Side = 'client' | 'server'

export interface Connection {
  /** Address and port of the client, once one of its packets opened. */
  client: string | null
  /** By version and the connection id they came from; a retry or another version makes new ones. */
  readonly keys: Map<string, Record<Side, Keys>>
  readonly streams: Record<Side, CryptoStream>
  readonly handshake: Handshake
}

/** Key sets held at most. */
const MAX_KEYS = 4

export function connectionOf(to: DatagramReport): Connection {
  const known = to.memory.get('quic') as Connection | undefined
  if (known !== undefined) return known
  const connection: Connection = {
    client: null,
    keys: new Map(),
    streams: { client: new CryptoStream(), server: new CryptoStream() },
    handshake: newHandshake('q'),
  }
  to.memory.set('quic', connection)
  return connection
}

/** Opens an Initial packet with the keys known so far or, from a client, those of its own connection id. */
export function open(
  connection: Connection,
  packet: LongPacket,
  to: DatagramReport,
): { side: Side; frames: Uint8Array } | null {
  const sender = `${to.sender.ip} ${to.sender.port}`
  const side: Side = connection.client === null || connection.client === sender ? 'client' : 'server'
  for (const keys of connection.keys.values()) {
    const frames = unprotect(packet, keys[side])
    if (frames !== null && (!packet.cut || plausible(frames, side))) return { side, frames }
  }
  if (side === 'server') return null
  const id = `${packet.version.name} ${Buffer.from(packet.dcid).toString('hex')}`
  if (connection.keys.has(id) || connection.keys.size >= MAX_KEYS) return null
  const keys = initialKeys(packet.version, packet.dcid)
  const frames = keys === null ? null : unprotect(packet, keys.client)
  if (keys === null || frames === null || (packet.cut && !plausible(frames, side))) return null
  connection.keys.set(id, keys)
  connection.client = sender
  return { side, frames }
}

/** A cut packet cannot be authenticated: its frames must start like a hello's or like padding. */
function plausible(frames: Uint8Array, side: Side): boolean {
  const start = frames.findIndex((octet) => octet !== 0 && octet !== 1)
  if (start < 0) return frames.length >= 16
  if (side === 'server') return frames[start] === 2 || frames[start] === 6
  return frames[start] === 6 && (frames[start + 1] !== 0 || frames[start + 4] === 1)
}
