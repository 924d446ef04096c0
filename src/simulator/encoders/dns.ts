/** DNS messages (RFC 1035; SRV of RFC 2782, AAAA of RFC 3596), names compressed as servers do. */
import { bytes, counted8, ipv4, ipv6, u16, u32 } from './bytes.ts'

/** Resource record types by name (IANA registry of DNS parameters). */
const TYPES = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  NULL: 10,
  PTR: 12,
  HINFO: 13,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  NSEC: 47,
  HTTPS: 65,
  ANY: 255,
} as const
export type RecordType = keyof typeof TYPES

export interface Question {
  readonly name: string
  readonly type: RecordType
  /** Multicast DNS: an answer by unicast is welcome (RFC 6762 section 5.4). */
  readonly unicast?: boolean
}

interface Named {
  readonly name: string
  /** Seconds. */
  readonly ttl: number
  /** Multicast DNS: the only record set of its name and type (RFC 6762 section 10.2). */
  readonly flush?: boolean
}

export type ResourceRecord = Named &
  (
    | { readonly type: 'A' | 'AAAA' | 'PTR' | 'CNAME' | 'NS'; readonly value: string }
    | { readonly type: 'TXT'; readonly texts: readonly string[] }
    | { readonly type: 'HINFO'; readonly cpu: string; readonly os: string }
    | {
        readonly type: 'SRV'
        readonly priority?: number
        readonly weight?: number
        readonly port: number
        readonly target: string
      }
    | { readonly type: 'MX'; readonly preference: number; readonly value: string }
    | { readonly type: 'SOA'; readonly primary: string; readonly mailbox: string; readonly serial: number }
    | { readonly type: 'NSEC'; readonly types: readonly RecordType[] }
  )

export interface Message {
  readonly id: number
  /** Bits of RFC 1035 section 4.1.1: 0x8000 response, 0x0400 authoritative, 0x0100 recursion desired ... */
  readonly flags: number
  readonly questions?: readonly Question[]
  readonly answers?: readonly ResourceRecord[]
  readonly authority?: readonly ResourceRecord[]
  readonly additional?: readonly ResourceRecord[]
  /** UDP size of an OPT record (RFC 6891). */
  readonly edns?: number
}

/** A recursive query of a stub resolver. */
export const query = (id: number, name: string, type: RecordType = 'A', edns?: number): Uint8Array =>
  message({ id, flags: 0x0100, questions: [{ name, type }], ...(edns === undefined ? {} : { edns }) })

/** A server's answer to `query`; without records an empty one. */
export function answer(
  id: number,
  question: Question,
  answers: readonly ResourceRecord[],
  more: { readonly authoritative?: boolean; readonly additional?: readonly ResourceRecord[] } = {},
): Uint8Array {
  const flags = 0x8180 | (more.authoritative === true ? 0x0400 : 0)
  return message({ id, flags, questions: [question], answers, additional: more.additional ?? [] })
}

/** NXDOMAIN (code 3), with the SOA of the zone that denies the name (RFC 2308). */
export const nameError = (id: number, question: Question, zone: string): Uint8Array =>
  message({
    id,
    flags: 0x8183,
    questions: [question],
    authority: [
      {
        name: zone,
        type: 'SOA',
        ttl: 900,
        primary: `ns1.${zone}`,
        mailbox: `hostmaster.${zone}`,
        serial: 2026030201,
      },
    ],
  })

/** Any other refusal: 2 server failure, 5 refused. */
export const failure = (id: number, question: Question, code: number): Uint8Array =>
  message({ id, flags: 0x8180 | code, questions: [question] })

/** A query or answer over TCP, behind its length (RFC 1035 section 4.2.2). */
export const overTcp = (whole: Uint8Array): Uint8Array => bytes(u16(whole.length), whole)

/** The reverse name of an IPv4 address (RFC 1035 section 3.5). */
export const reverseName = (address: string): string =>
  `${address.split('.').reverse().join('.')}.in-addr.arpa`

/** A whole message. */
export function message(m: Message): Uint8Array {
  const { questions = [], answers = [], authority = [], additional = [] } = m
  const out = new Writer()
  const counts = [questions.length, answers.length, authority.length]
  out.put(
    u16(m.id),
    u16(m.flags),
    ...counts.map(u16),
    u16(additional.length + (m.edns === undefined ? 0 : 1)),
  )
  for (const q of questions) {
    out.name(q.name)
    out.put(u16(TYPES[q.type]), u16(q.unicast === true ? 0x8001 : 1))
  }
  for (const record of [...answers, ...authority, ...additional]) out.record(record)
  if (m.edns !== undefined) out.put(0, u16(41), u16(m.edns), u32(0), u16(0))
  return out.done()
}

/** The labels of a name, length before each; a label may hold dots when they are written `\.`. */
export function labelsOf(name: string): string[] {
  if (name === '' || name === '.') return []
  return name.split(/(?<!\\)\./).map((label) => label.replaceAll('\\.', '.'))
}

/** Keeps where names stood, so that later ones point back (RFC 1035 section 4.1.4). */
class Writer {
  readonly #parts: Uint8Array[] = []
  readonly #seen = new Map<string, number>()
  #size = 0

  put(...parts: readonly (number | Uint8Array)[]): void {
    const body = bytes(...parts)
    this.#parts.push(body)
    this.#size += body.length
  }

  name(name: string, packed = true): void {
    const labels = labelsOf(name)
    for (let i = 0; i < labels.length; i++) {
      const rest = labels.slice(i).join('\0').toLowerCase()
      const at = this.#seen.get(rest)
      if (packed && at !== undefined) {
        this.put(u16(0xc000 | at))
        return
      }
      if (at === undefined && this.#size < 0x4000) this.#seen.set(rest, this.#size)
      this.put(counted8(labels[i]!))
    }
    this.put(0)
  }

  record(record: ResourceRecord): void {
    this.name(record.name)
    this.put(u16(TYPES[record.type]), u16(record.flush === true ? 0x8001 : 1), u32(record.ttl))
    const length = new Uint8Array(2)
    this.#parts.push(length)
    this.#size += 2
    const start = this.#size
    this.#value(record)
    length.set(u16(this.#size - start))
  }

  #value(r: ResourceRecord): void {
    if (r.type === 'A') this.put(ipv4(r.value))
    else if (r.type === 'AAAA') this.put(ipv6(r.value))
    else if (r.type === 'TXT')
      this.put(...(r.texts.length === 0 ? [0] : r.texts.map((text) => counted8(text))))
    else if (r.type === 'HINFO') this.put(counted8(r.cpu), counted8(r.os))
    else this.#naming(r)
  }

  /** Values that hold a name. */
  #naming(r: Exclude<ResourceRecord, { readonly type: 'A' | 'AAAA' | 'TXT' | 'HINFO' }>): void {
    if (r.type === 'SRV') this.put(u16(r.priority ?? 0), u16(r.weight ?? 0), u16(r.port))
    if (r.type === 'MX') this.put(u16(r.preference))
    // RFC 2782 wants the target whole; multicast DNS packs it (RFC 6762 section 18.14).
    if (r.type === 'SRV') this.name(r.target, r.flush === true)
    else if (r.type === 'SOA') this.name(r.primary)
    else this.name(r.type === 'NSEC' ? r.name : r.value)
    if (r.type === 'SOA') {
      this.name(r.mailbox)
      this.put(...[r.serial, 900, 600, 86_400, 3600].map(u32))
    }
    if (r.type === 'NSEC') this.put(typeBits(r.types))
  }

  done(): Uint8Array {
    return bytes(...this.#parts)
  }
}

/** The bitmap of window 0 (RFC 4034 section 4.1.2). */
function typeBits(types: readonly RecordType[]): Uint8Array {
  const numbers = types.map((type) => TYPES[type])
  const bits = new Uint8Array((Math.max(...numbers) >> 3) + 1)
  for (const n of numbers) bits[n >> 3]! |= 0x80 >> (n & 7)
  return bytes(0, counted8(bits))
}
