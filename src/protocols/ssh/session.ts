/**
 * One SSH conversation up to where encryption starts: identification lines, algorithm lists, the server's host key.
 */
import { createHash } from 'node:crypto'
import { Cursor } from '../../wire/cursor.ts'
import type { StreamReport, StreamSession, StreamSide } from '../protocol.ts'
import { agreed, hassh, hasshServer, isAead, type Kexinit, readKexinit } from './kexinit.ts'
import { readVersion1Key } from './ssh1.ts'

/** Octets of an identification line with its end (RFC 4253 section 4.2); some senders exceed it. */
const MAX_LINE = 1024
/** Lines a server may send before its identification; the standard sets no limit. */
const MAX_LINES = 64
/** Longest packet, octets (RFC 4253 section 6.1). */
const MAX_PACKET = 35000

const KEXINIT = 20
const NEWKEYS = 21
/** The prime of a group exchange (RFC 4419 section 3); the same number is a reply of the other methods. */
const GEX_GROUP = 31
/** Replies that start with the host key: DH and ECDH (31), DH group exchange (33). RFC 4253, 5656, 4419. */
const KEX_REPLIES: readonly number[] = [31, 33]

interface SideState {
  lines: number
  identified: boolean
  kexinit: Kexinit | null
  over: boolean
}

const newSide = (): SideState => ({ lines: 0, identified: false, kexinit: null, over: false })

export function startSsh(to: StreamReport): StreamSession {
  const sides: Record<StreamSide, SideState> = { client: newSide(), server: newSide() }
  let version1 = false
  let groupExchange = false

  function data(side: StreamSide, bytes: Uint8Array): number {
    const s = sides[side]
    let at = 0
    while (at < bytes.length && !s.over) {
      const rest = bytes.subarray(at)
      const size = s.identified ? packet(side, rest) : line(side, rest)
      if (size === 0) break
      at += size
    }
    if (sides.client.over && sides.server.over) to.done()
    return s.over ? bytes.length : at
  }

  /** An identification line, or one of those a server may send before it. Gives its size, 0 when it is not whole. */
  function line(side: StreamSide, bytes: Uint8Array): number {
    const s = sides[side]
    const end = bytes.indexOf(10)
    if (end < 0 && bytes.length < MAX_LINE) return 0
    const length = end < 0 ? MAX_LINE : end
    const text = new Cursor(bytes).utf8(length).replace(/\r$/, '')
    if (text.startsWith('SSH-')) identify(side, text)
    else if (++s.lines > MAX_LINES) stop(side, 'ssh.no-identification')
    return end < 0 ? length : length + 1
  }

  function identify(side: StreamSide, text: string): void {
    sides[side].identified = true
    const [, version, software, comments] = /^SSH-([^-]*)-?(\S*)\s*(.*)$/s.exec(text) ?? []
    to.observe(side, 'ssh.banner', text)
    to.observe(side, 'ssh.version', version ?? null)
    to.observe(side, 'ssh.software', software ?? null)
    to.observe(side, 'ssh.comments', comments ?? null)
    version1 ||= version?.startsWith('1.') === true && version !== '1.99'
  }

  /** A binary packet (RFC 4253 section 6); gives its size, 0 when it is not whole. */
  function packet(side: StreamSide, bytes: Uint8Array): number {
    if (version1) return packet1(side, bytes)
    const c = new Cursor(bytes)
    const length = c.u32()
    const padding = c.u8()
    if (c.missing) return 0
    if (length > MAX_PACKET || length < padding + 2) return stop(side, 'ssh.packet-length')
    const payload = c.view(length - padding - 1)
    if (c.missing) return 0
    message(side, payload)
    return 4 + length
  }

  function message(side: StreamSide, payload: Uint8Array): void {
    const type = payload[0]!
    if (type === KEXINIT) offer(side, payload)
    else if (type === NEWKEYS) stop(side, null)
    else if (side === 'server' && type === GEX_GROUP && groupExchange) group(payload)
    else if (side === 'server' && KEX_REPLIES.includes(type)) hostKey(payload)
  }

  function offer(side: StreamSide, payload: Uint8Array): void {
    const lists = readKexinit(payload)
    if (lists === null) {
      to.oddity('ssh.kexinit-malformed')
      return
    }
    sides[side].kexinit = lists
    to.observe(side, 'ssh.hassh', side === 'client' ? hassh(lists) : null)
    to.observe(side, 'ssh.hassh-server', side === 'server' ? hasshServer(lists) : null)
    const mine = side === 'client'
    to.observe(side, 'ssh.kex-offered', lists.kex)
    to.observe(side, 'ssh.host-key-offered', lists.hostKey)
    to.observe(side, 'ssh.cipher-offered', mine ? lists.cipherC2s : lists.cipherS2c)
    to.observe(side, 'ssh.mac-offered', mine ? lists.macC2s : lists.macS2c)
    negotiated()
  }

  /** What both lists agree on stands on the server: it allowed the choice. */
  function negotiated(): void {
    const client = sides.client.kexinit
    const server = sides.server.kexinit
    if (client === null || server === null) return
    const cipher = agreed(client.cipherS2c, server.cipherS2c)
    const kex = agreed(client.kex, server.kex)
    groupExchange = kex?.includes('group-exchange') === true
    to.observe('server', 'ssh.kex', kex, true)
    to.observe('server', 'ssh.host-key-algorithm', agreed(client.hostKey, server.hostKey), true)
    to.observe('server', 'ssh.cipher', cipher, true)
    const mac = cipher !== null && isAead(cipher) ? null : agreed(client.macS2c, server.macS2c)
    to.observe('server', 'ssh.mac', mac, true)
    to.observe('server', 'ssh.compression', agreed(client.compressionS2c, server.compressionS2c), true)
  }

  function group(payload: Uint8Array): void {
    const c = new Cursor(payload, 1)
    to.observe('server', 'ssh.kex-bits', bitsOf(c.view(c.u32())))
  }

  /** The key blob leads the reply, and its own type leads the blob; both are public. */
  function hostKey(payload: Uint8Array): void {
    const c = new Cursor(payload, 1)
    const blob = c.view(c.u32())
    const inner = new Cursor(blob)
    const type = inner.ascii(inner.u32())
    if (c.missing || inner.missing || !/^[!-~]{3,64}$/.test(type)) return
    to.observe('server', 'ssh.host-key-type', type)
    to.observe(
      'server',
      'ssh.host-key-sha256',
      createHash('sha256').update(blob).digest('base64').replace(/=+$/, ''),
    )
    const bits = rsaBits(inner, type)
    to.observe('server', 'ssh.host-key-bits', bits)
  }

  function packet1(side: StreamSide, bytes: Uint8Array): number {
    if (side === 'client') return stop(side, null)
    const key = readVersion1Key(bytes)
    if (key === 'more') return 0
    if (key !== null) {
      to.observe('server', 'ssh.host-key-type', 'rsa1')
      to.observe('server', 'ssh.host-key-bits', key.bits)
      to.observe('server', 'ssh.host-key-sha256', key.sha256)
    }
    return stop(side, null)
  }

  /** This side is followed no further; gives the size of everything that is left. */
  function stop(side: StreamSide, oddity: string | null): number {
    if (oddity !== null) to.oddity(oddity)
    sides[side].over = true
    return 1
  }

  return {
    data,
    gap(side) {
      sides[side].over = true
    },
  }
}

/** Bits of an ssh-rsa or ssh-dss modulus; `c` stands behind the type. */
function rsaBits(c: Cursor, type: string): number | null {
  if (type !== 'ssh-rsa' && type !== 'ssh-dss') return null
  if (type === 'ssh-rsa') c.skip(c.u32())
  return bitsOf(c.view(c.u32()))
}

function bitsOf(number: Uint8Array): number | null {
  const first = number.findIndex((octet) => octet !== 0)
  if (first < 0) return null
  return (number.length - first) * 8 - (Math.clz32(number[first]!) - 24)
}
