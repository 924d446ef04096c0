/**
 * ASN.1 BER and DER (ITU-T X.690) read in place: a reader walks the elements of one level, `inside` opens the
 * current one. Nothing is built and nothing throws: reading past the end, or a header that makes no sense, ends
 * the level and sets `missing`. Contents that were cut short are shown as far as they go.
 */

/** Deepest nesting that is followed; LDAP filters and SNMP stay far below. */
const MAX_DEPTH = 24
/** Longest object identifier in sub-identifiers (RFC 2578 section 3.5). */
const MAX_ARCS = 128
/** Identifier octet plus 30 and above: the tag number follows in base 128 (X.690 section 8.1.2.4). */
const LONG_TAG = 0x1f
const CONSTRUCTED = 0x20

/** Universal tags (X.680 table 1), as identifier octets. */
export const BER_BOOLEAN = 0x01
export const BER_INTEGER = 0x02
export const BER_OCTETS = 0x04
export const BER_NULL = 0x05
export const BER_OID = 0x06
export const BER_ENUMERATED = 0x0a
export const BER_SEQUENCE = 0x30
export const BER_SET = 0x31

const utf8 = new TextDecoder('utf-8')

export class Ber {
  readonly bytes: Uint8Array
  /** Identifier octet of the current element; with a long tag, `number * 256 + octet`. -1 before the first. */
  tag = -1
  /** Contents of the current element: first offset, one past the last. */
  from = 0
  to = 0
  /** The level was malformed or cut short. */
  missing = false
  private at: number
  private readonly end: number
  private readonly depth: number

  constructor(bytes: Uint8Array, start = 0, end = bytes.length, depth = 0) {
    this.bytes = bytes
    this.at = start
    this.end = Math.min(end, bytes.length)
    this.depth = depth
  }

  /** Moves to the next element of this level; false at the end of it. */
  next(): boolean {
    if (this.at >= this.end || !readHeader(this.bytes, this.at, this.end))
      return this.stop(this.at < this.end)
    if (header.tag === 0 && header.length === 0) return this.stop(false) // end-of-contents, section 8.1.5
    this.tag = header.tag
    this.from = header.contents
    if (header.length >= 0) {
      this.to = Math.min(this.from + header.length, this.end)
      this.missing ||= this.from + header.length > this.end
      this.at = this.to
      return true
    }
    this.to = endOfContents(this.bytes, this.from, this.end)
    this.missing ||= this.to + 2 > this.end
    this.at = Math.min(this.to + 2, this.end)
    return true
  }

  /** Moves to the next element and says whether it has this tag; an element of another tag is passed as well. */
  is(tag: number): boolean {
    return this.next() && this.tag === tag
  }

  /** Moves forward to the next element with this tag, past others. */
  find(tag: number): boolean {
    while (this.next()) if (this.tag === tag) return true
    return false
  }

  /** A reader over the elements in the current one. Too deep nesting gives an empty one. */
  inside(): Ber {
    const deep = this.depth + 1 > MAX_DEPTH
    const inner = new Ber(this.bytes, this.from, deep ? this.from : this.to, this.depth + 1)
    inner.missing = deep
    return inner
  }

  /** Opens the next element if it has this tag; otherwise a reader without elements, `missing`. */
  open(tag: number): Ber {
    if (this.is(tag)) return this.inside()
    const none = new Ber(this.bytes, 0, 0, this.depth)
    none.missing = true
    return none
  }

  /** Contents as they are (no copy). */
  view(): Uint8Array {
    return this.bytes.subarray(this.from, this.to)
  }

  text(): string {
    return utf8.decode(this.view())
  }

  /** Contents as a signed integer; `null` when empty or beyond what a number holds exactly. */
  int(): number | null {
    const length = this.to - this.from
    if (length === 0) return null
    let value = (this.bytes[this.from]! << 24) >> 24
    for (let i = this.from + 1; i < this.to; i++) {
      value = value * 256 + this.bytes[i]!
      if (!Number.isSafeInteger(value)) return null
    }
    return value
  }

  /** Contents as a dotted object identifier (section 8.19); `null` when malformed or too long. */
  oid(): string | null {
    const arcs: number[] = []
    let arc = 0
    for (let i = this.from; i < this.to; i++) {
      const octet = this.bytes[i]!
      arc = arc * 128 + (octet & 127)
      if (arc > 0xffffffff || arcs.length >= MAX_ARCS) return null
      if (octet >= 128) continue
      if (arcs.length === 0) {
        const first = Math.min(2, Math.floor(arc / 40))
        arcs.push(first, arc - first * 40)
      } else arcs.push(arc)
      arc = 0
    }
    const whole = this.to > this.from && this.bytes[this.to - 1]! < 128
    return whole ? arcs.join('.') : null
  }

  private stop(broken: boolean): false {
    this.missing ||= broken
    this.at = this.end
    this.tag = -1
    this.from = this.to = this.end
    return false
  }
}

/**
 * Size in bytes, header included, of the definite-length element at `start`; 0 when more bytes are needed to
 * tell, -1 when it is malformed or of indefinite length. For framing messages on a stream.
 */
export function berSize(bytes: Uint8Array, start = 0): number {
  if (readHeader(bytes, start, bytes.length)) {
    return header.length < 0 ? -1 : header.contents - start + header.length
  }
  return header.cut ? 0 : -1
}

// One header record for all readers: it is read out before anything else can fill it.
const header = { tag: 0, contents: 0, length: 0, cut: false }

/** Identifier and length octets (sections 8.1.2 and 8.1.3) at `at`; `length` is -1 for the indefinite form. */
function readHeader(bytes: Uint8Array, at: number, end: number): boolean {
  let i = at
  header.cut = true
  if (end - i < 2) return false
  const first = bytes[i++]!
  header.tag = first
  if ((first & LONG_TAG) === LONG_TAG) {
    let number = 0
    let octet = 128
    for (let n = 0; octet >= 128; n++) {
      if (n === 4) return malformed()
      if (i >= end) return false
      octet = bytes[i++]!
      number = number * 128 + (octet & 127)
    }
    header.tag = number * 256 + first
  }
  if (i >= end) return false
  const length = bytes[i++]!
  header.length = length
  if (length === 128) {
    if ((first & CONSTRUCTED) === 0) return malformed()
    header.length = -1
  } else if (length > 128) {
    const octets = length & 127
    if (octets > 4) return malformed()
    if (end - i < octets) return false
    header.length = 0
    for (let n = 0; n < octets; n++) header.length = header.length * 256 + bytes[i++]!
  }
  header.contents = i
  header.cut = false
  return true
}

function malformed(): false {
  header.cut = false
  return false
}

/** Offset of the end-of-contents octets that close an indefinite element whose contents start at `from`; `end` without. */
function endOfContents(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  let open = 1
  while (readHeader(bytes, at, end)) {
    if (header.tag === 0 && header.length === 0) {
      if (--open === 0) return at
    } else if (header.length < 0 && ++open > MAX_DEPTH) return end
    at = header.contents + Math.max(0, header.length)
  }
  return end
}
