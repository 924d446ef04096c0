/**
 * Reads DNS messages (RFC 1035 section 4) for every protocol that borrows the format: DNS, mDNS, LLMNR and
 * NetBIOS names. Lax and bounded: whatever stands before the first broken byte is returned, with the reason
 * for stopping in `oddity`. Nothing throws; record data that is not decoded is a view of the message.
 */
import { type Ip, ip4At, ip6At } from '../../model/ip.ts'
import { Cursor } from '../../wire/cursor.ts'
import { type DnsName, readName } from './name.ts'

/** Record types (IANA DNS parameters). NB and NBSTAT are of RFC 1002 section 4.2.1.3. */
export const TYPE = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  HINFO: 13,
  TXT: 16,
  AAAA: 28,
  NB: 32,
  NBSTAT_OR_SRV: 33,
  SRV: 33,
  OPT: 41,
  ANY: 255,
} as const
/** Classes: RFC 1035 section 3.2.4; NONE and ANY as RFC 2136 section 2.4 uses them. */
export const CLASS = { IN: 1, CHAOS: 3, NONE: 254, ANY: 255 } as const
/** Operation codes: RFC 1035 section 4.1.1, RFC 1996, RFC 2136. */
export const OPCODE = { QUERY: 0, NOTIFY: 4, UPDATE: 5 } as const

/** Questions and records kept of one message, together; our ceiling (65,535 of each could be claimed). */
export const MAX_RECORDS = 128
/** Octets of the header. */
export const HEADER = 12

export interface DnsHeader {
  readonly id: number
  readonly response: boolean
  /** 0-15 */
  readonly opcode: number
  readonly authoritative: boolean
  readonly recursionDesired: boolean
  readonly recursionAvailable: boolean
  /** 0-15 */
  readonly rcode: number
  /** How many of each section the message claims to hold. */
  readonly counts: readonly [questions: number, answers: number, authorities: number, additionals: number]
}

export interface DnsQuestion {
  readonly name: DnsName
  readonly type: number
  /** Without the mDNS unicast-response bit (RFC 6762 section 5.4). */
  readonly class: number
}

export interface DnsRecord {
  readonly name: DnsName
  readonly type: number
  /** Without the mDNS cache-flush bit (RFC 6762 section 10.2). */
  readonly class: number
  /** Seconds; 0 takes the record back in mDNS. */
  readonly ttl: number
  readonly data: RecordData
  /** The record data as it is: a view, copy what is kept. */
  readonly bytes: Uint8Array
}

export type RecordData =
  | { readonly kind: 'address'; readonly ip: Ip }
  | { readonly kind: 'name'; readonly name: DnsName }
  | { readonly kind: 'service'; readonly port: number; readonly target: DnsName }
  | { readonly kind: 'text'; readonly strings: readonly string[] }
  | { readonly kind: 'host-info'; readonly cpu: string; readonly os: string }
  /** Not decoded, or its length does not fit its type. */
  | { readonly kind: 'other' }

export interface DnsMessage extends DnsHeader {
  readonly questions: readonly DnsQuestion[]
  readonly answers: readonly DnsRecord[]
  readonly authorities: readonly DnsRecord[]
  readonly additionals: readonly DnsRecord[]
  /** Why reading stopped early; `null` when all was read. */
  readonly oddity: 'cut' | 'bad-name' | 'too-many-records' | null
}

/** The header of RFC 1035 section 4.1.1; `null` when the bytes are fewer than 12. */
export function readHeader(bytes: Uint8Array): DnsHeader | null {
  if (bytes.length < HEADER) return null
  const c = new Cursor(bytes)
  const id = c.u16()
  const flags = c.u16()
  return {
    id,
    response: (flags & 0x8000) !== 0,
    opcode: (flags >>> 11) & 15,
    authoritative: (flags & 0x0400) !== 0,
    recursionDesired: (flags & 0x0100) !== 0,
    recursionAvailable: (flags & 0x0080) !== 0,
    rcode: flags & 15,
    counts: [c.u16(), c.u16(), c.u16(), c.u16()],
  }
}

/** Reads a whole message; `null` when not even the header is there. */
export function readMessage(bytes: Uint8Array): DnsMessage | null {
  const header = readHeader(bytes)
  if (header === null) return null
  const reader = new SectionReader(bytes)
  const [questions, answers, authorities, additionals] = header.counts
  return {
    ...header,
    questions: reader.section(questions, readQuestion),
    answers: reader.section(answers, readRecord),
    authorities: reader.section(authorities, readRecord),
    additionals: reader.section(additionals, readRecord),
    oddity: reader.oddity,
  }
}

type Stop = 'cut' | 'bad-name'

class SectionReader {
  readonly #cursor: Cursor
  #taken = 0
  oddity: DnsMessage['oddity'] = null

  constructor(bytes: Uint8Array) {
    this.#cursor = new Cursor(bytes, HEADER)
  }

  section<T extends object>(count: number, read: (c: Cursor) => T | Stop): T[] {
    const out: T[] = []
    while (out.length < count && this.oddity === null) {
      if (this.#taken++ === MAX_RECORDS) this.oddity = 'too-many-records'
      else {
        const item = read(this.#cursor)
        if (typeof item === 'string') this.oddity = item
        else out.push(item)
        if (this.#cursor.missing) this.oddity = 'cut'
      }
    }
    return out
  }
}

function readQuestion(c: Cursor): DnsQuestion | Stop {
  const name = readName(c)
  if (name === null) return stopped(c)
  const type = c.u16()
  const cls = c.u16() & 0x7fff
  return c.missing ? 'cut' : { name, type, class: cls }
}

function readRecord(c: Cursor): DnsRecord | Stop {
  const name = readName(c)
  if (name === null) return stopped(c)
  const type = c.u16()
  const cls = c.u16()
  const ttl = c.u32()
  const length = c.u16()
  if (c.missing) return 'cut'
  const rdata = c.sub(length)
  const view = rdata.bytes.subarray(rdata.at, rdata.end)
  // An OPT pseudo-record has the sender's buffer size where others have a class: no bit to take off.
  return {
    name,
    type,
    class: type === TYPE.OPT ? cls : cls & 0x7fff,
    ttl,
    data: readData(type, rdata),
    bytes: view,
  }
}

const stopped = (c: Cursor): Stop => (c.missing ? 'cut' : 'bad-name')

const OTHER: RecordData = { kind: 'other' }

function readData(type: number, c: Cursor): RecordData {
  switch (type) {
    case TYPE.A:
      return c.left === 4 ? { kind: 'address', ip: ip4At(c.bytes, c.at) } : OTHER
    case TYPE.AAAA:
      return c.left === 16 ? { kind: 'address', ip: ip6At(c.bytes, c.at) } : OTHER
    case TYPE.PTR:
    case TYPE.CNAME:
    case TYPE.NS: {
      const name = readName(c)
      return name === null ? OTHER : { kind: 'name', name }
    }
    case TYPE.SRV: {
      c.skip(4) // priority and weight, RFC 2782
      const port = c.u16()
      const target = readName(c)
      return target === null || c.missing ? OTHER : { kind: 'service', port, target }
    }
    case TYPE.TXT:
      return { kind: 'text', strings: readStrings(c) }
    case TYPE.HINFO: {
      const [cpu = '', os = ''] = readStrings(c)
      return { kind: 'host-info', cpu, os }
    }
    default:
      return OTHER
  }
}

/** Character strings (RFC 1035 section 3.3), a length octet each; each step consumes at least that octet. */
function readStrings(c: Cursor): string[] {
  const out: string[] = []
  while (c.left > 0 && out.length < MAX_RECORDS) {
    const length = c.u8()
    if (length > c.left) break
    if (length > 0) out.push(c.utf8(length))
  }
  return out
}
