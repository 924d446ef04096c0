/**
 * Aligned packed encoding rules (ITU-T X.691), as far as H.225.0 needs them. Reading past the end gives 0 and sets
 * `missing`; so does what is not understood, since nothing behind it can be found.
 */
export class PerReader {
  missing = false
  private readonly bytes: Uint8Array
  /** Next bit to read. */
  private at: number

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.at = 0
  }

  bit(): boolean {
    const octet = this.bytes[this.at >>> 3]
    if (octet === undefined || this.missing) {
      this.lost()
      return false
    }
    const bit = (octet >>> (7 - (this.at & 7))) & 1
    this.at++
    return bit === 1
  }

  /** Up to 16 bits. */
  bits(count: number): number {
    let value = 0
    for (let i = 0; i < count; i++) value = value * 2 + (this.bit() ? 1 : 0)
    return value
  }

  align(): void {
    this.at = (this.at + 7) & ~7
  }

  /** A constrained whole number of `range` values from 0 on, X.691 section 10.5.7. */
  number(range: number): number {
    if (range <= 255) return this.bits(Math.ceil(Math.log2(range)))
    this.align()
    return this.bits(range === 256 ? 8 : 16)
  }

  /** A length without upper bound, section 10.9.3; lengths in fragments are not understood. */
  length(): number {
    this.align()
    if (!this.bit()) return this.bits(7)
    return this.bit() ? this.lost() : this.bits(14)
  }

  octets(count: number): Uint8Array {
    this.align()
    const from = this.at >>> 3
    if (count < 0 || from + count > this.bytes.length || this.missing) {
      this.lost()
      return this.bytes.subarray(0, 0)
    }
    this.at += count * 8
    return this.bytes.subarray(from, from + count)
  }

  /** OCTET STRING of 1 to 256 octets. */
  shortOctets(): Uint8Array {
    return this.octets(this.number(256) + 1)
  }

  openType(): Uint8Array {
    return this.octets(this.length())
  }

  /** A normally small number, section 10.6. */
  small(): number {
    return this.bit() ? this.lost() : this.bits(6)
  }

  /** The extension additions at the end of a SEQUENCE whose extension bit was set, section 18.8: passed over. */
  extensions(): void {
    const count = this.small() + 1
    const present = Array.from({ length: count }, () => this.bit())
    for (const one of present) if (one && !this.missing) this.openType()
  }

  /** Gives up: nothing from here on is read. */
  lost(): 0 {
    this.missing = true
    return 0
  }
}
