/** NetBIOS over TCP/IP (RFC 1001, 1002): names (UDP 137), datagrams with browser announcements (UDP 138), sessions. */
import {
  bytes,
  counted16,
  fixed,
  hex,
  ipv4,
  latin1,
  mac,
  type Part,
  u16,
  u16le,
  u24,
  u32,
  u32le,
  zeros,
} from './bytes.ts'

/** What a name is of, in its sixteenth byte: 0x00 workstation, 0x20 server, 0x1c domain controllers, 0x1b, 0x1d, 0x1e. */
export interface Name {
  readonly name: string
  readonly suffix: number
  /** Of a group, such as a workgroup. */
  readonly group?: boolean
}

/** Sixteen bytes as thirty-two letters (RFC 1001 section 14.1). */
function encoded(n: Name): Uint8Array {
  const raw = n.name === '*' ? fixed('*', 16) : fixed(n.name.toUpperCase(), 16, 0x20)
  if (n.name !== '*') raw[15] = n.suffix
  const letters = [...raw].flatMap((byte) => [0x41 + (byte >> 4), 0x41 + (byte & 15)])
  return bytes(32, ...letters, 0)
}

const header = (id: number, flags: number, ...counts: readonly number[]): Uint8Array =>
  bytes(u16(id), u16(flags), ...counts.map(u16))

/** Who has the name? By broadcast. */
export const nameQuery = (id: number, n: Name): Uint8Array =>
  bytes(header(id, 0x0110, 1, 0, 0, 0), encoded(n), u16(0x20), u16(1))

/** The owner answers. */
export const nameAnswer = (id: number, n: Name, address: string): Uint8Array =>
  bytes(
    header(id, 0x8500, 0, 1, 0, 0),
    encoded(n),
    u16(0x20),
    u16(1),
    u32(300_000),
    counted16(u16(flagsOf(n)), ipv4(address)),
  )

/** A host claims a name, by broadcast. */
export const registration = (id: number, n: Name, address: string): Uint8Array =>
  bytes(
    header(id, 0x2910, 1, 0, 0, 1),
    encoded(n),
    u16(0x20),
    u16(1),
    0xc0,
    0x0c,
    u16(0x20),
    u16(1),
    u32(300_000),
    counted16(u16(flagsOf(n)), ipv4(address)),
  )

/** B-node; bit 15 group. */
const flagsOf = (n: Name): number => (n.group === true ? 0x8000 : 0)

/** All names of a host (NBSTAT), and its answer with the MAC (RFC 1002 section 4.2.18). */
export const statusQuery = (id: number): Uint8Array =>
  bytes(header(id, 0, 1, 0, 0, 0), encoded({ name: '*', suffix: 0 }), u16(0x21), u16(1))
export function statusAnswer(id: number, names: readonly Name[], address: string): Uint8Array {
  const list = names.map((n) =>
    bytes(fixed(n.name.toUpperCase(), 15, 0x20), n.suffix, u16(flagsOf(n) | 0x0400)),
  )
  const body = bytes(names.length, ...list, mac(address), zeros(40))
  return bytes(
    header(id, 0x8400, 0, 1, 0, 0),
    encoded({ name: '*', suffix: 0 }),
    u16(0x21),
    u16(1),
    u32(0),
    counted16(body),
  )
}

/** What a server or workstation says of itself (MS-BRWS 2.2.1). */
export interface Announcement {
  readonly host: string
  readonly workgroup: string
  readonly major: number
  readonly minor: number
  /** Bits: 0 workstation, 1 server, 3 domain controller, 11 Unix, 12 NT workstation, 15 NT server ... */
  readonly kind: number
  readonly comment?: string
}

/** Host announcement to the mail slot `\MAILSLOT\BROWSE`, by broadcast. */
export function hostAnnouncement(id: number, from: string, a: Announcement): Uint8Array {
  const body = bytes(
    1,
    0,
    u32le(720_000),
    fixed(a.host.toUpperCase(), 16),
    a.major,
    a.minor,
    u32le(a.kind),
    15,
    1,
    u16le(0xaa55),
    latin1(a.comment ?? ''),
    0,
  )
  return mailslot(id, from, a.host, { name: a.workgroup, suffix: 0x1d }, body)
}

/** A datagram to a group, holding an SMB transaction to a mail slot (RFC 1002 section 4.4, MS-MAIL). */
function mailslot(id: number, from: string, host: string, to: Name, body: Uint8Array): Uint8Array {
  const slot = '\\MAILSLOT\\BROWSE\0'
  const offset = 32 + 1 + 34 + 2 + slot.length
  const smb = bytes(
    hex('ff534d42 25 00000000 00 0000'),
    zeros(12),
    zeros(8),
    17,
    u16le(0),
    u16le(body.length),
    u16le(0),
    u16le(0),
    0,
    0,
    u16le(0),
    u32le(0),
    u16le(0),
    u16le(0),
    u16le(0),
    u16le(body.length),
    u16le(offset),
    3,
    0,
    u16le(1),
    u16le(1),
    u16le(2),
    u16le(slot.length + body.length),
    slot,
    body,
  )
  const names = bytes(encoded({ name: host, suffix: 0x20 }), encoded(to))
  return bytes(0x11, 0x02, u16(id), ipv4(from), u16(138), u16(names.length + smb.length), u16(0), names, smb)
}

/** A session message around SMB (RFC 1002 section 4.3.2; MS-SMB2 2.1 for TCP 445). */
export const sessionMessage = (...body: readonly Part[]): Uint8Array => {
  const whole = bytes(...body)
  return bytes(0, u24(whole.length), whole)
}
/** Asks for a session on TCP 139, and its confirmation. */
export const sessionRequest = (called: Name, calling: Name): Uint8Array =>
  bytes(0x81, u24(68), encoded(called), encoded(calling))
export const sessionAccepted = (): Uint8Array => bytes(0x82, u24(0))
