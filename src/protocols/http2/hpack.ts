/** HPACK, the header compression of HTTP/2 (RFC 7541): static and dynamic table, literals, Huffman. Bounded. */
import { latin1 } from '../../wire/text.ts'
import { decodeHuffman } from './huffman.ts'

export type Field = readonly [name: string, value: string]

/** Appendix A. */
const STATIC: readonly Field[] = [
  [':authority', ''],
  [':method', 'GET'],
  [':method', 'POST'],
  [':path', '/'],
  [':path', '/index.html'],
  [':scheme', 'http'],
  [':scheme', 'https'],
  ...['200', '204', '206', '304', '400', '404', '500'].map((status) => [':status', status] as const),
  ['accept-charset', ''],
  ['accept-encoding', 'gzip, deflate'],
  ...(
    'accept-language accept-ranges accept access-control-allow-origin age allow authorization cache-control ' +
    'content-disposition content-encoding content-language content-length content-location content-range content-type ' +
    'cookie date etag expect expires from host if-match if-modified-since if-none-match if-range if-unmodified-since ' +
    'last-modified link location max-forwards proxy-authenticate proxy-authorization range referer refresh retry-after ' +
    'server set-cookie strict-transport-security transfer-encoding user-agent vary via www-authenticate'
  )
    .split(' ')
    .map((name) => [name, ''] as const),
]
/** Default size of the dynamic table, and what an entry costs beyond its texts (section 4.1). */
const DEFAULT_SIZE = 4096
const MOST_SIZE = 65_536
const OVERHEAD = 32
const MAX_FIELDS = 100

export class HpackReader {
  private table: Field[] = []
  private size = 0
  private limit = DEFAULT_SIZE

  /** The fields of a block; `null` when it is damaged, and then no later block can be read. */
  read(block: Uint8Array): Field[] | null {
    const c = { bytes: block, at: 0, bad: false }
    const fields: Field[] = []
    while (c.at < block.length && !c.bad) {
      const first = block[c.at]!
      if ((first & 0xe0) === 0x20) {
        const limit = integer(c, 5)
        if (limit > MOST_SIZE) return null
        this.limit = limit
        this.shrink()
        continue
      }
      const field = this.field(c, first)
      if (field === null || c.bad) return null
      if (fields.length < MAX_FIELDS) fields.push(field)
    }
    return c.bad ? null : fields
  }

  private field(c: Block, first: number): Field | null {
    if (first >= 0x80) return this.entry(integer(c, 7))
    const kept = first >= 0x40
    const index = integer(c, kept ? 6 : 4)
    const name = index === 0 ? text(c) : (this.entry(index)?.[0] ?? null)
    const value = text(c)
    if (name === null || value === null) return null
    if (kept) this.add([name, value])
    return [name, value]
  }

  private entry(index: number): Field | null {
    return (index <= STATIC.length ? STATIC[index - 1] : this.table[index - STATIC.length - 1]) ?? null
  }

  private add(field: Field): void {
    this.table.unshift(field)
    this.size += costOf(field)
    this.shrink()
  }

  private shrink(): void {
    while (this.size > this.limit && this.table.length > 0) this.size -= costOf(this.table.pop()!)
  }
}

const costOf = ([name, value]: Field): number => name.length + value.length + OVERHEAD

interface Block {
  readonly bytes: Uint8Array
  at: number
  bad: boolean
}

/** Section 5.1: a prefix of so many bits, then groups of seven. */
function integer(c: Block, prefix: number): number {
  const most = 2 ** prefix - 1
  let value = c.bytes[c.at++]! & most
  if (value < most) return value
  for (let shift = 0; shift <= 21; shift += 7) {
    const octet = c.bytes[c.at++]
    if (octet === undefined) break
    value += (octet & 0x7f) * 2 ** shift
    if (octet < 0x80) return value
  }
  c.bad = true
  return 0
}

/** Section 5.2. */
function text(c: Block): string | null {
  const first = c.bytes[c.at]
  if (first === undefined) return null
  const length = integer(c, 7)
  const end = c.at + length
  if (c.bad || end > c.bytes.length) return null
  const octets = c.bytes.subarray(c.at, end)
  c.at = end
  return first >= 0x80 ? decodeHuffman(octets) : latin1.decode(octets)
}
