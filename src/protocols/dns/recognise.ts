/** Tells DNS-shaped datagrams from others by header and first name; the callers' ports tell the dialects apart. */
import { Cursor } from '../../wire/cursor.ts'
import { CLASS, type DnsHeader, HEADER, OPCODE, readHeader, TYPE } from './message.ts'
import { type DnsName, readName } from './name.ts'

const OPCODES: readonly number[] = [OPCODE.QUERY, OPCODE.NOTIFY, OPCODE.UPDATE]
const CLASSES: readonly number[] = [CLASS.IN, CLASS.CHAOS, CLASS.NONE, CLASS.ANY]
/** Ten response codes are in use in headers (RFC 1035, RFC 2136); 11 to 15 are not assigned. */
const MAX_RCODE = 10
/** The one bit of the fourth octet that nobody uses (RFC 1035 section 4.1.1, RFC 4035 section 3.1). */
const RESERVED = 0x40
/** Octets of the shortest question (root name, type, class) and record (root name, type, class, TTL, length). */
const LEAST_QUESTION = 5
const LEAST_RECORD = 11

/** Every header field and the first question or record make sense, as far as the bytes go. */
export function looksLikeDns(bytes: Uint8Array): boolean {
  const header = readHeader(bytes)
  if (header === null || !plausibleHeader(header, bytes) || (bytes[3]! & RESERVED) !== 0) return false
  const c = new Cursor(bytes, HEADER)
  const name = readName(c)
  if (name === null || !plausibleName(name)) return false
  const type = c.u16()
  const cls = c.u16() & 0x7fff
  if (c.missing || type === 0) return false
  return CLASSES.includes(cls) || (type === TYPE.OPT && header.counts[0] === 0)
}

/** Could the bytes so far be the beginning of such a message? For streams that arrive in pieces. */
export function mayBecomeDns(bytes: Uint8Array): boolean {
  const header = readHeader(bytes)
  return header === null || plausibleHeader(header, null)
}

function plausibleHeader(header: DnsHeader, bytes: Uint8Array | null): boolean {
  const [questions, ...records] = header.counts
  const total = records.reduce((sum, n) => sum + n, 0)
  if (!OPCODES.includes(header.opcode) || header.rcode > MAX_RCODE) return false
  if (questions + total === 0 || (!header.response && header.rcode !== 0)) return false
  if (bytes === null) return questions <= 64
  // A capture may have cut the message, so only the questions must fit; more records than octets are a lie.
  return questions * LEAST_QUESTION <= bytes.length - HEADER && total * LEAST_RECORD <= 65_535
}

const plausibleName = (name: DnsName): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: names of binary junk are what is refused
  name.labels.every((label) => !/[\u0000-\u001f\u007f]/.test(label))
