/** Tagged values of the application layer (ASHRAE 135 clause 20.2): a bounded reader, one tag at a time. */
import { cleanText, latin1 } from '../../wire/text.ts'
import { textOf } from '../printable.ts'

/** Application tags, clause 20.2.1.4. */
export const UNSIGNED = 2
export const CHARACTER_STRING = 7
export const ENUMERATED = 9
export const OBJECT_ID = 12

/** Object types, clause 21. */
export const DEVICE = 8
/** Instance that stands for "whichever device this is", and of devices not yet set up (clause 12.11). */
export const ANY_INSTANCE = 4_194_303

export interface ObjectId {
  readonly type: number
  readonly instance: number
}

export class Tags {
  /** Number of the tag that `next` found. */
  tag = 0
  context = false
  opening = false
  closing = false
  /** Something was cut short or cannot be. */
  broken = false
  private readonly bytes: Uint8Array
  private at: number
  private from = 0
  private to = 0

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes
    this.at = at
  }

  /** Moves to the next tag; false at the end, or where it is broken. */
  next(): boolean {
    if (this.broken || this.at >= this.bytes.length) return false
    const first = this.octet()
    const form = first & 7
    this.context = (first & 8) !== 0
    this.opening = this.context && form === 6
    this.closing = this.context && form === 7
    this.tag = first >>> 4 === 15 ? this.octet() : first >>> 4
    // A Boolean of the application class holds its value where others hold their length.
    const noContent = this.opening || this.closing || (!this.context && this.tag === 1)
    const length = noContent ? 0 : this.length(form)
    this.from = this.at
    this.to = this.at + length
    if (this.to > this.bytes.length) this.broken = true
    this.at = Math.min(this.to, this.bytes.length)
    return !this.broken
  }

  /** Is the next tag a context tag of this number with content? Moves only if it is. */
  field(tag: number): boolean {
    return this.peek(tag, (next) => !next.opening && !next.closing)
  }

  open(tag: number): boolean {
    return this.peek(tag, (next) => next.opening)
  }

  close(tag: number): boolean {
    return this.peek(tag, (next) => next.closing)
  }

  /** Behind an opening tag: moves behind its closing tag, whatever is between. */
  skipToClose(): void {
    for (let depth = 1; depth > 0 && this.next(); ) depth += this.opening ? 1 : this.closing ? -1 : 0
  }

  /** The content of the tag, a view. */
  view(): Uint8Array {
    return this.bytes.subarray(this.from, this.to)
  }

  /** The content as unsigned number; `null` where it is longer than four octets or empty. */
  unsigned(): number | null {
    const length = this.to - this.from
    if (length < 1 || length > 4) return null
    return this.view().reduce((n, octet) => n * 256 + octet, 0)
  }

  objectId(): ObjectId | null {
    const word = this.to - this.from === 4 ? this.unsigned()! : null
    return word === null ? null : { type: Math.floor(word / 0x400000), instance: word % 0x400000 }
  }

  text(): string | null {
    return characterString(this.view())
  }

  private peek(tag: number, fits: (next: this) => boolean): boolean {
    const at = this.at
    if (this.next() && this.context && this.tag === tag && fits(this)) return true
    this.at = at
    return false
  }

  private length(form: number): number {
    if (form !== 5) return form < 5 ? form : this.bytes.length + 1
    const short = this.octet()
    if (short < 254) return short
    const wide = short === 254 ? 2 : 4
    let length = 0
    for (let n = 0; n < wide; n++) length = length * 256 + this.octet()
    return length
  }

  private octet(): number {
    if (this.at >= this.bytes.length) this.broken = true
    return this.bytes[this.at++] ?? 0
  }
}

/** Octets of a character string that are looked at. */
const MOST_OCTETS = 2048

/** A character string behind its set octet (clause 20.2.9); `null` for sets without a table here. */
export function characterString(content: Uint8Array): string | null {
  const body = content.subarray(1, MOST_OCTETS)
  switch (content[0]) {
    case 0: // UTF-8, or ANSI X3.4 before 2010
      return cleanText(textOf(body))
    case 1: // IBM/Microsoft DBCS: code page, then octets; ASCII is the same in all of them
      return body.subarray(2).every((octet) => octet < 0x80)
        ? cleanText(latin1.decode(body.subarray(2)))
        : null
    case 3:
      return wide(body, 4)
    case 4:
      return wide(body, 2)
    case 5:
      return cleanText(latin1.decode(body))
    default:
      return null
  }
}

/** UCS-2 or UCS-4, most significant octet first. */
function wide(body: Uint8Array, size: 2 | 4): string | null {
  let text = ''
  for (let at = 0; at + size <= body.length; at += size) {
    const high = size === 4 ? body[at]! * 0x1000000 + body[at + 1]! * 0x10000 : 0
    const code = high + body[at + size - 2]! * 256 + body[at + size - 1]!
    text += code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
  }
  return cleanText(text)
}
