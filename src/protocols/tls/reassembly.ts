/** Puts handshake messages together that lie across records (RFC 8446 section 5.1): type, 24-bit length, body. */

/** Longest message followed, octets; certificate chains of 20 KB exist. Longer ones end the following. */
const MAX_MESSAGE = 1 << 17
const HEADER = 4

export class MessageReassembly {
  /** A length was out of bounds; nothing further is put together. */
  broken = false
  private held = new Uint8Array(0)
  private size = 0

  /** Adds bytes and gives each whole message to `take`; bodies are views that hold until the next call. */
  push(bytes: Uint8Array, take: (type: number, body: Uint8Array) => void): void {
    if (this.broken) return
    let rest = bytes
    if (this.size > 0) {
      this.append(rest)
      rest = this.held.subarray(0, this.size)
    }
    const used = this.deliver(rest, take)
    if (this.size > 0) {
      this.held.copyWithin(0, used, this.size)
      this.size -= used
    } else if (used < rest.length) this.append(rest.subarray(used))
  }

  /** The unfinished message, as far as it came. */
  partial(): { type: number; body: Uint8Array } | null {
    if (this.size <= HEADER) return null
    return { type: this.held[0]!, body: this.held.subarray(HEADER, this.size) }
  }

  drop(): void {
    this.size = 0
    this.broken = true
  }

  private deliver(bytes: Uint8Array, take: (type: number, body: Uint8Array) => void): number {
    let at = 0
    while (bytes.length - at >= HEADER && !this.broken) {
      const length = bytes[at + 1]! * 0x10000 + ((bytes[at + 2]! << 8) | bytes[at + 3]!)
      if (length > MAX_MESSAGE) this.broken = true
      if (this.broken || bytes.length - at - HEADER < length) break
      take(bytes[at]!, bytes.subarray(at + HEADER, at + HEADER + length))
      at += HEADER + length
    }
    return at
  }

  private append(bytes: Uint8Array): void {
    const need = this.size + bytes.length
    if (need > this.held.length) {
      const grown = new Uint8Array(Math.max(need, this.held.length * 2, 1024))
      grown.set(this.held.subarray(0, this.size))
      this.held = grown
    }
    this.held.set(bytes, this.size)
    this.size = need
  }
}
