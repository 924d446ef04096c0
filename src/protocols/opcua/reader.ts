/** Values of the binary encoding of OPC UA (OPC 10000-6 section 5.2), bounded. */
import { Cursor } from '../../wire/cursor.ts'

/** Characters of a string that are kept; URIs are shorter. */
const MOST_TEXT = 512
/** Elements of a list that are read. */
const MOST_ELEMENTS = 32

export class Reader extends Cursor {
  /** Length, then UTF-8; -1 is null. */
  string(): string | null {
    const bytes = this.byteString()
    return bytes === null ? null : new Cursor(bytes).utf8(Math.min(bytes.length, MOST_TEXT))
  }

  byteString(): Uint8Array | null {
    const length = this.u32le()
    return length === 0xffffffff ? null : this.view(length)
  }

  /** Mask, then locale and text where they are given. */
  localizedText(): string | null {
    const mask = this.u8()
    if (mask & 1) this.string()
    return mask & 2 ? this.string() : null
  }

  /** Number of the identifier in namespace 0; `null` for all others. */
  nodeId(): number | null {
    const form = this.u8() & 0x3f
    if (form === 0) return this.u8()
    const space = form === 1 ? this.u8() : this.u16le()
    if (form === 1 || form === 2) {
      const id = form === 1 ? this.u16le() : this.u32le()
      return space === 0 ? id : null
    }
    if (form === 3 || form === 5) this.byteString()
    else if (form === 4) this.skip(16)
    else this.missing = true
    return null
  }

  /** Type and encoding, then the content if there is one. */
  skipExtension(): void {
    this.nodeId()
    if (this.u8() !== 0) this.byteString()
  }

  /** Reads a list with `element`, of which the first ones are given. */
  list<T>(element: () => T): T[] {
    const count = this.u32le()
    const found: T[] = []
    if (count === 0xffffffff) return found
    for (let n = 0; n < Math.min(count, MOST_ELEMENTS) && !this.missing; n++) {
      const one = element()
      if (!this.missing) found.push(one)
    }
    if (count > MOST_ELEMENTS) this.missing = true
    return found
  }
}
