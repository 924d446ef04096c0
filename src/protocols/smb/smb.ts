/**
 * Server Message Block, versions 1 to 3, over NetBIOS sessions (RFC 1002, port 139) or directly over TCP (445): who
 * the two systems are, how they sign, encrypt and log on. File names and contents are never kept.
 */
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'
import { sessionName } from './netbios-session.ts'
import { readSmb1, wantsSmb1 } from './smb1.ts'
import { readSmb2, wantsSmb2 } from './smb2.ts'
import { other, type SmbState, smbFields, smbState } from './state.ts'

export const smb = {
  name: 'smb',
  title: 'Server Message Block 1, 2 and 3 (MS-CIFS, MS-SMB2) over TCP or NetBIOS sessions',
  fields: smbFields,
  ports: { tcp: [445, 139] },
  stream: { probe, start },
} satisfies Protocol

/** NetBIOS session packet types, RFC 1002 section 4.3.1. */
const MESSAGE = 0x00
const REQUEST = 0x81
const KEEPALIVE = 0x85

/** Octets of a message that are waited for: longer ones are file contents, or tokens whose start says enough. */
const MAX_HELD = 16_384
/** Octets from which a message's command is known. */
const MIN_HEADER = 36
/** Octets of a session request: two encoded names. */
const MAX_NAMES = 72
/** Messages of one connection that are looked at, over both sides; more where somebody watches what is done. */
const MAX_MESSAGES = 4000
const MAX_WATCHED = 20_000
const FOLLOWED_WATCHED = 4 * 1024 * 1024

function probe(head: StreamHead): Verdict {
  const { client, server } = head
  const verdicts = [client, server].filter((b) => b.length > 0).map(verdictOf)
  if (verdicts.includes('no')) return 'no'
  return verdicts.includes('yes') ? 'yes' : 'more'
}

function verdictOf(b: Uint8Array): Verdict {
  if (b[0] === REQUEST) return b.length < 5 + 33 ? 'more' : sessionName(b, 4) !== null ? 'yes' : 'no'
  if (b[0] === 0x82 || b[0] === KEEPALIVE)
    return b.length >= 4 && b[1] === 0 && b[2] === 0 && b[3] === 0 ? 'more' : b.length < 4 ? 'more' : 'no'
  if (b[0] !== MESSAGE) return 'no'
  return b.length < 8 ? 'more' : signatureAt(b, 4) ? 'yes' : 'no'
}

/** FF, FE, FD (encrypted, MS-SMB2 2.2.41) or FC (compressed, 2.2.42), then `SMB`. */
const signatureAt = (b: Uint8Array, at: number): boolean =>
  b[at]! >= 0xfc && b[at + 1] === 0x53 && b[at + 2] === 0x4d && b[at + 3] === 0x42

function start(to: StreamReport): StreamSession {
  const state = smbState(to)
  const lost: Record<StreamSide, boolean> = { client: false, server: false }
  let left = to.watched ? MAX_WATCHED : MAX_MESSAGES
  if (to.watched) to.follow(FOLLOWED_WATCHED)

  const data = (side: StreamSide, bytes: Uint8Array): number => {
    let at = 0
    while (bytes.length - at >= 4) {
      if (lost[side]) {
        const found = findMessage(bytes, at)
        if (found < 0) return bytes.length - Math.min(7, bytes.length - at)
        at = found
        lost[side] = false
      }
      const length = packetLength(bytes, at)
      const packet = bytes.subarray(at + 4, at + 4 + length)
      if (packet.length < length && packet.length < wanted(bytes[at]!, length, packet)) return at
      if (!readPacket(state, side, bytes, at, packet)) {
        to.oddity('smb.framing')
        lost[side] = true
        at += 1
        continue
      }
      at += 4 + length
      if (--left <= 0) {
        to.done()
        return at
      }
      if (at > bytes.length) return at
    }
    return at
  }
  return {
    data,
    gap(side) {
      lost[side] = true
    },
  }
}

/** Direct TCP has 24 bits of length, NetBIOS 17 (MS-SMB2 section 2.1, RFC 1002 section 4.3.1). */
const packetLength = (b: Uint8Array, at: number): number =>
  (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!

/** How much of a packet must be there before it is read. */
function wanted(type: number, length: number, packet: Uint8Array): number {
  if (type !== MESSAGE) return MAX_NAMES
  if (packet.length < MIN_HEADER) return MIN_HEADER
  const tells =
    packet[0] === 0xff ? wantsSmb1(packet) : packet[0] === 0xfe && wantsSmb2(packet, length > MAX_HELD)
  return tells ? MAX_HELD : 0
}

/** Reports one packet; false when this is no packet of a session. */
function readPacket(
  s: SmbState,
  side: StreamSide,
  bytes: Uint8Array,
  at: number,
  packet: Uint8Array,
): boolean {
  const type = bytes[at]!
  if (type === REQUEST) {
    s.to.observe(other(side), 'smb.netbios-name', usefulName(sessionName(packet, 0)), false)
    s.to.observe(side, 'smb.netbios-name', usefulName(sessionName(packet, 34)))
    return true
  }
  if (type !== MESSAGE) return type >= 0x82 && type <= KEEPALIVE && packet.length <= 6
  if (packet.length === 0) return true
  if (packet.length < 4 || !signatureAt(packet, 0)) return false
  if (packet[0] === 0xff) readSmb1(s, side, packet)
  else if (packet[0] === 0xfe) readSmb2(s, side, packet)
  else s.to.observe(side, packet[0] === 0xfd ? 'smb.encryption' : 'smb.compression', 'in use')
  return true
}

/** `*SMBSERVER` stands for "whoever you are" (MS-NBTE section 2.2). */
const usefulName = (name: string | null): string | null => (name?.startsWith('*') ? null : name)

/** Offset of the next message header at or behind `at`: session packet header, then a signature; -1 without. */
function findMessage(b: Uint8Array, at: number): number {
  for (let i = b.indexOf(0x53, at + 5); i >= 0 && i + 2 < b.length; i = b.indexOf(0x53, i + 1)) {
    if (signatureAt(b, i - 1) && b[i - 5] === MESSAGE) return i - 5
  }
  return -1
}
