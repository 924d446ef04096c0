/**
 * RTP Control Protocol (RFC 3550 section 6): host and tool of those who send or receive media. Of the source
 * description only host part of CNAME and TOOL are read: NAME, EMAIL, PHONE, LOC and NOTE are people's.
 */
import { parseIp } from '../../model/ip.ts'
import { Cursor } from '../../wire/cursor.ts'
import { printable } from '../printable.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'

const SENDER_REPORT = 200
const RECEIVER_REPORT = 201
const SOURCE_DESCRIPTION = 202
const BYE = 203
const APPLICATION = 204
/** Packet types of RFC 3550, 4585 and 3611. */
const FIRST_TYPE = 200
const LAST_TYPE = 207
const CNAME = 1
const TOOL = 6
/** Packets of a compound, chunks and items that are read. */
const MOST_PACKETS = 16
const MOST_ITEMS = 32

export const rtcp = {
  name: 'rtcp',
  title: 'RTP Control Protocol (RFC 3550 section 6)',
  fields: {
    'rtcp.report': { label: 'Kind of report: sender or receiver of media' },
    'rtcp.host': { label: 'Host in CNAME of a source description (RFC 3550 section 6.5.1)' },
    'rtcp.tool': { label: 'TOOL of a source description: the software (section 6.5.6)' },
    'rtcp.application': { label: 'Name of an application packet (section 6.7)' },
  },
  datagram: { probe, observe },
} satisfies Protocol

/** A compound begins with a report, and the lengths of its packets fill the datagram (section 6.1, A.2). */
function probe(payload: Uint8Array): boolean {
  const first = payload[1]
  if ((payload[0]! & 0xc0) !== 0x80 || (first !== SENDER_REPORT && first !== RECEIVER_REPORT)) return false
  if ((payload[0]! & 0x20) !== 0) return false // padding is only in the last packet
  let at = 0
  let packets = 0
  while (at + 4 <= payload.length && packets < MOST_PACKETS) {
    const type = payload[at + 1]!
    if ((payload[at]! & 0xc0) !== 0x80 || type < FIRST_TYPE || type > LAST_TYPE) return false
    const size = 4 + 4 * ((payload[at + 2]! << 8) | payload[at + 3]!)
    if (packets === 0 && size < reportSize(first, payload[0]! & 31)) return false
    at += size
    packets++
  }
  return at === payload.length
}

/** Head, SSRC, sender information, 24 octets a block; more is an extension of a profile. */
const reportSize = (type: number, blocks: number): number => (type === SENDER_REPORT ? 28 : 8) + 24 * blocks

function observe(payload: Uint8Array, to: DatagramReport): void {
  const c = new Cursor(payload)
  for (let n = 0; n < MOST_PACKETS && c.left >= 4; n++) {
    const count = c.u8() & 31
    const type = c.u8()
    const body = c.sub(4 * c.u16())
    if (type === SENDER_REPORT) to.observe('sender', 'rtcp.report', 'sender')
    else if (type === RECEIVER_REPORT) to.observe('sender', 'rtcp.report', 'receiver')
    else if (type === SOURCE_DESCRIPTION) reportSources(body, count, to)
    else if (type === APPLICATION) reportApplication(body, to)
    else if (type !== BYE) continue
  }
}

/** Chunks of SSRC and items, each padded to four octets. A mixer describes others, too: only its own comes alone. */
function reportSources(c: Cursor, chunks: number, to: DatagramReport): void {
  if (chunks !== 1) return
  c.skip(4)
  for (let n = 0; n < MOST_ITEMS && c.left > 0; n++) {
    const type = c.u8()
    if (type === 0) return
    const text = c.view(c.u8())
    if (c.missing) {
      to.oddity('rtcp.cut')
      return
    }
    if (type === CNAME) to.observe('sender', 'rtcp.host', hostOf(printable(text), to))
    else if (type === TOOL) to.observe('sender', 'rtcp.tool', printable(text))
  }
}

/** `user@host`: the host, if it is a name or another address. Without a user it may be anything. */
function hostOf(cname: string | null, to: DatagramReport): string | null {
  const at = cname?.lastIndexOf('@') ?? -1
  if (cname === null || at < 0) return null
  const host = cname.slice(at + 1)
  const ip = parseIp(host)
  if (ip !== null) return ip === to.sender.ip ? null : ip
  return /^[a-z0-9][\w.-]{0,253}$/i.test(host) ? host : null
}

function reportApplication(c: Cursor, to: DatagramReport): void {
  c.skip(4)
  const name = c.ascii(4)
  if (!c.missing && /^[\x21-\x7e]{4}$/.test(name)) to.observe('sender', 'rtcp.application', name)
}
