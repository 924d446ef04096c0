/**
 * Walks a data set as it arrives, in pieces of any size, and takes out a few named attributes: everything else,
 * patients first of all, is passed over by its length and never read (PS3.5 section 7).
 */
import { type Encoding, IMPLICIT } from './services.ts'

/** `group << 16 | element`, unsigned. */
export type Tag = number

/** What to take out of a data set. */
export interface Wanted {
  /** Attributes whose values are taken. */
  readonly values: ReadonlySet<Tag>
  /** Attributes of the items of a sequence. */
  readonly inside?: ReadonlyMap<Tag, ReadonlySet<Tag>>
  /** Attributes of which only is noted that they have a value. */
  readonly presence?: ReadonlySet<Tag>
  /** Nothing wanted stands behind this one: tags ascend (PS3.5 section 7.1). */
  readonly last: Tag
}

/** Longest value taken, bytes: LO has 64 characters, a list of versions a few of them; ISO 2022 doubles that. */
const MAX_VALUE = 1024
/** Sequences within sequences; real ones have four or five. */
const MAX_DEPTH = 16
/** Bytes of a data set that are walked at most, passed over or not. */
const MAX_WALKED = 64 * 1024 * 1024
/** Elements looked at of one data set. */
const MAX_ELEMENTS = 20_000
const UNDEFINED_LENGTH = 0xffffffff
const PIXEL_DATA_GROUP = 0x7fe0
const ITEM = 0xfffee000
const ITEM_END = 0xfffee00d
const SEQUENCE_END = 0xfffee0dd
/** Value representations with two reserved octets and a length of four (PS3.5 table 7.1-1). */
const LONG_VRS: ReadonlySet<string> = new Set('OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '))
const VRS: ReadonlySet<string> = new Set(
  'AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US'.split(' ').concat([...LONG_VRS]),
)

interface Level {
  readonly kind: 'sequence' | 'item'
  /** Of the sequence. */
  readonly tag: Tag
  /** Offset behind its last byte; infinite where a delimiter ends it. */
  readonly end: number
  readonly encoding: Encoding
}

interface Header {
  readonly tag: Tag
  readonly vr: string | null
  readonly length: number
  /** Bytes of the header. */
  readonly size: number
}

export class DataSetReader {
  readonly values = new Map<Tag, Uint8Array>()
  readonly present = new Set<Tag>()
  /** Everything wanted has been seen, or it cannot be read further. */
  done = false
  /** What was odd, under a stable name; `null`: nothing. */
  oddity: string | null = null
  private readonly wanted: Wanted
  private readonly levels: Level[] = []
  private encoding: Encoding | null
  private detected = false
  /** Bytes of the data set that were consumed. */
  private offset = 0
  private toSkip = 0
  private carried: Uint8Array | null = null
  private previous: Tag = 0
  private elements = 0

  /** `encoding`: by the transfer syntax, where it is known; the bytes have the last word. */
  constructor(wanted: Wanted, encoding: Encoding | null) {
    this.wanted = wanted
    this.encoding = encoding
  }

  /** Takes the next bytes of the data set. */
  push(bytes: Uint8Array): void {
    if (this.done) return
    let rest = bytes
    if (this.carried === null) rest = rest.subarray(this.skipped(rest.length))
    else {
      rest = new Uint8Array(this.carried.length + bytes.length)
      rest.set(this.carried)
      rest.set(bytes, this.carried.length)
      this.carried = null
    }
    let at = 0
    while (!this.done && at < rest.length) {
      const used = this.element(rest, at)
      if (used === 0) break
      at += used
    }
    if (!this.done && at < rest.length) this.carried = rest.slice(at)
  }

  /** Of what is still to be passed over, as much as is there. */
  private skipped(available: number): number {
    const n = Math.min(this.toSkip, available)
    this.toSkip -= n
    this.offset += n
    return n
  }

  /** One element's header, and its value where it is wanted; returns how many bytes are done with, 0 for more. */
  private element(bytes: Uint8Array, at: number): number {
    if (!this.detected && !this.detect(bytes, at)) return 0
    while (this.levels.length > 0 && this.offset >= this.levels.at(-1)!.end) this.levels.pop()
    const header = readHeader(bytes, at, this.levels.at(-1)?.encoding ?? this.encoding!)
    if (header === 'more') return 0
    if (header === null) return this.stop('dicom.value-representation')
    if (++this.elements > MAX_ELEMENTS || this.offset > MAX_WALKED) return this.stop('dicom.data-set-endless')
    if (this.levels.length === 0 && this.behindWanted(header.tag)) return this.stop(null)
    if (header.tag >= ITEM) return this.delimiter(header)
    if (header.length === UNDEFINED_LENGTH || this.enters(header)) return this.enter(header)
    return this.value(header, bytes, at)
  }

  private behindWanted(tag: Tag): boolean {
    if (tag > this.wanted.last) return true
    if (tag < this.previous) this.oddity = 'dicom.tags-descend'
    this.previous = tag
    return this.oddity !== null
  }

  private value({ tag, length, size }: Header, bytes: Uint8Array, at: number): number {
    if (tag >>> 16 === PIXEL_DATA_GROUP) return this.stop(null)
    if (this.levels.length === 0 && length > 0 && this.wanted.presence?.has(tag)) this.present.add(tag)
    if (this.isWanted(tag) && length <= MAX_VALUE) {
      if (at + size + length > bytes.length) return 0
      // The first item counts: worklists and UDIs have one.
      if (!this.values.has(tag)) this.values.set(tag, bytes.slice(at + size, at + size + length))
      this.offset += size + length
      return size + length
    }
    this.offset += size
    this.toSkip = length
    return size + this.skipped(bytes.length - at - size)
  }

  private isWanted(tag: Tag): boolean {
    const { length } = this.levels
    if (length === 0) return this.wanted.values.has(tag)
    return length === 2 && (this.wanted.inside?.get(this.levels[0]!.tag)?.has(tag) ?? false)
  }

  /** A sequence of defined length is walked only where something in it is wanted. */
  private enters({ tag, vr }: Header): boolean {
    return this.levels.length === 0 && (vr === null || vr === 'SQ') && (this.wanted.inside?.has(tag) ?? false)
  }

  private enter({ tag, vr, length, size }: Header): number {
    if (tag >>> 16 === PIXEL_DATA_GROUP) return this.stop(null)
    if (this.levels.length >= 2 * MAX_DEPTH) return this.stop('dicom.sequence-depth')
    const outer = this.levels.at(-1)?.encoding ?? this.encoding!
    this.offset += size
    this.levels.push({
      kind: 'sequence',
      tag,
      end: this.endOf(length),
      // Unknown values of undefined length are sequences in implicit VR (PS3.5 section 6.2.2).
      encoding: vr === 'UN' ? IMPLICIT : outer,
    })
    return size
  }

  private delimiter({ tag, length, size }: Header): number {
    const level = this.levels.at(-1)
    if (level === undefined) return this.stop('dicom.item-astray')
    this.offset += size
    if (tag === ITEM) {
      if (level.kind === 'item') return this.stop('dicom.item-astray')
      this.levels.push({ kind: 'item', tag: level.tag, end: this.endOf(length), encoding: level.encoding })
    } else if (tag === ITEM_END) {
      if (level.kind === 'item') this.levels.pop()
    } else if (tag === SEQUENCE_END) {
      if (level.kind === 'item') this.levels.pop()
      this.levels.pop()
    } else return this.stop('dicom.item-astray')
    return size
  }

  private endOf(length: number): number {
    return length === UNDEFINED_LENGTH ? Number.POSITIVE_INFINITY : this.offset + length
  }

  /** Which encoding it is shows in the first element, whose group is small and even. */
  private detect(bytes: Uint8Array, at: number): boolean {
    if (bytes.length - at < 8) return false
    this.detected = true
    const explicit = VRS.has(String.fromCharCode(bytes[at + 4]!, bytes[at + 5]!))
    if (bytes[at + 1] === 0 && bytes[at] !== 0) this.encoding = { explicit, bigEndian: false }
    else if (bytes[at] === 0 && bytes[at + 1] !== 0) this.encoding = { explicit, bigEndian: true }
    else this.encoding ??= { explicit, bigEndian: false }
    return true
  }

  private stop(oddity: string | null): 0 {
    this.done = true
    this.oddity ??= oddity
    this.carried = null
    return 0
  }
}

/** `more`: not all there; `null`: no value representation where one must stand. */
function readHeader(bytes: Uint8Array, at: number, encoding: Encoding): Header | 'more' | null {
  if (bytes.length - at < 8) return 'more'
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, bytes.length - at)
  const little = !encoding.bigEndian
  const tag = view.getUint16(0, little) * 0x10000 + view.getUint16(2, little)
  if (tag >= ITEM || !encoding.explicit) return { tag, vr: null, length: view.getUint32(4, little), size: 8 }
  const vr = String.fromCharCode(bytes[at + 4]!, bytes[at + 5]!)
  if (!VRS.has(vr)) return null
  if (!LONG_VRS.has(vr)) return { tag, vr, length: view.getUint16(6, little), size: 8 }
  if (bytes.length - at < 12) return 'more'
  return { tag, vr, length: view.getUint32(8, little), size: 12 }
}
