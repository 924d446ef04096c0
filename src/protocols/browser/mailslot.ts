/**
 * NetBIOS datagrams (RFC 1002 section 4.4) that carry a mailslot write: an SMB transaction with setup word 1
 * ([MS-CIFS] section 2.2.4.33, [MS-MAIL]). Yields who speaks for which names, the mailslot and what is written.
 */

import { type Ip, ip4At } from '../../model/ip.ts'
import { Cursor } from '../../wire/cursor.ts'
import { latin1 } from '../../wire/text.ts'
import { readName } from '../dns/name.ts'
import { decodeHalfAscii, type NetbiosName } from '../nbns/netbios-name.ts'

export interface Mailslot {
  /** Address that the datagram says it comes from; behind a datagram server not the packet's. */
  readonly ip: Ip
  readonly source: NetbiosName
  readonly destination: NetbiosName
  /** `\MAILSLOT\BROWSE`, upper case */
  readonly name: string
  /** What is written, as far as it was captured: a view. */
  readonly data: Uint8Array
}

/** Direct unique, direct group and broadcast datagrams, RFC 1002 section 4.4.1. */
const DIRECT_UNIQUE = 0x10
const BROADCAST = 0x12
/** Octets before the names. */
const HEADER = 14
const SMB_TRANSACTION = 0x25
/** Octets of the SMB header, [MS-CIFS] section 2.2.3.1. */
const SMB_HEADER = 32
/** Words of a mailslot transaction: 14 fixed and 3 of setup. */
const WORDS = 17
/** Octets of a mailslot name read; `\MAILSLOT\NET\GETDC` with a number is the longest in use. */
const MOST_OF_NAME = 64

/** A NetBIOS datagram that holds two names: 16 octets of evidence and more. */
export function looksLikeDatagram(bytes: Uint8Array): boolean {
  const type = bytes[0] ?? 0
  return type >= DIRECT_UNIQUE && type <= BROADCAST && bytes[HEADER] === 32 && readNames(bytes) !== null
}

/** Reads the datagram; `null` when it carries no mailslot write or too little of it. */
export function readMailslot(bytes: Uint8Array): Mailslot | null {
  const names = readNames(bytes)
  if (names === null) return null
  const smb = names.behind
  const c = new Cursor(bytes, smb)
  if (c.u32() !== 0xff534d42 || c.u8() !== SMB_TRANSACTION) return null // 0xFF 'SMB'
  c.at = smb + SMB_HEADER
  if (c.u8() !== WORDS) return null
  c.skip(22)
  const dataLength = c.u16le()
  const dataOffset = c.u16le()
  c.skip(2)
  const operation = c.u16le()
  c.skip(6) // priority, class, byte count
  if (c.missing || operation !== 1) return null
  const data = bytes.subarray(smb + dataOffset, smb + dataOffset + dataLength)
  if (dataOffset < c.at - smb || data.length === 0) return null
  const name = terminated(bytes.subarray(c.at, Math.min(smb + dataOffset, c.at + MOST_OF_NAME)))
  return { ip: ip4At(bytes, 4), ...names, name: name.toUpperCase(), data }
}

/** Text up to the first NUL, in a code page nobody states: read as Latin-1. */
export function terminated(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return latin1.decode(end < 0 ? bytes : bytes.subarray(0, end))
}

function readNames(
  bytes: Uint8Array,
): { source: NetbiosName; destination: NetbiosName; behind: number } | null {
  const c = new Cursor(bytes, HEADER)
  const source = decodeHalfAscii(readName(c)?.labels[0] ?? '')
  const destination = decodeHalfAscii(readName(c)?.labels[0] ?? '')
  return source && destination && { source, destination, behind: c.at }
}
