/** Connection-oriented transport of ISO 8073 over TCP (RFC 1006): packets, and messages put together from their parts. */

/** Version 3, reserved, length; then the transport header behind its length octet. */
const TPKT = 4
export const CONNECTION_REQUEST = 0xe0
export const CONNECTION_CONFIRM = 0xd0
const DATA = 0xf0
/** Octets of one message that are put together. */
const MOST_OCTETS = 65_536

/** Size of the packet that begins here: 0 when more bytes are needed to tell, -1 when none begins here. */
export function packetSize(b: Uint8Array, at = 0): number {
  const have = b.length - at
  if ((have > 0 && b[at] !== 3) || (have > 1 && b[at + 1] !== 0)) return -1
  if (have < TPKT + 2) return 0
  const size = b[at + 2]! * 256 + b[at + 3]!
  const header = b[at + 4]!
  return size < TPKT + 3 || header < 2 || header > size - TPKT - 1 ? -1 : size
}

export const packetCode = (b: Uint8Array, at = 0): number => b[at + 5]! & 0xf0

/** The user data of a data packet, `null` for other packets. */
export function userData(b: Uint8Array, at: number, size: number): Uint8Array | null {
  return packetCode(b, at) === DATA ? b.subarray(at + TPKT + 1 + b[at + 4]!, at + size) : null
}

/** Variable parameters of a connection request or confirm: calling and called transport selector. */
export function selectorsIn(packet: Uint8Array): { calling: Uint8Array | null; called: Uint8Array | null } {
  const found = new Map<number, Uint8Array>()
  const end = Math.min(packet.length, TPKT + 1 + packet[4]!)
  for (let at = TPKT + 7; at + 1 < end; at += 2 + packet[at + 1]!)
    found.set(packet[at]!, packet.subarray(at + 2, Math.min(end, at + 2 + packet[at + 1]!)))
  return { calling: found.get(0xc1) ?? null, called: found.get(0xc2) ?? null }
}

/** One side of a connection: takes bytes, gives whole messages and connection packets. */
export class CotpReader {
  private parts: Uint8Array[] = []
  private size = 0
  private readonly told: {
    readonly connection: (packet: Uint8Array) => void
    readonly message: (bytes: Uint8Array) => void
    readonly broken: () => void
  }

  constructor(told: CotpReader['told']) {
    this.told = told
  }

  /** How many bytes are done with. */
  read(bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length) {
      const size = packetSize(bytes, at)
      if (size < 0) {
        this.lose()
        this.told.broken()
        return bytes.length
      }
      if (size === 0 || at + size > bytes.length) break
      this.packet(bytes, at, size)
      at += size
    }
    return at
  }

  /** Parts are missing: what was begun is given up. */
  lose(): void {
    this.parts = []
    this.size = 0
  }

  private packet(bytes: Uint8Array, at: number, size: number): void {
    const data = userData(bytes, at, size)
    if (data === null) {
      this.told.connection(bytes.subarray(at, at + size))
      return
    }
    const last = (bytes[at + 6]! & 0x80) !== 0
    if (last && this.size === 0) {
      this.told.message(data)
      return
    }
    this.size += data.length
    if (this.size > MOST_OCTETS) {
      this.lose()
      return
    }
    this.parts.push(data.slice())
    if (!last) return
    const whole = Uint8Array.from(Buffer.concat(this.parts))
    this.lose()
    this.told.message(whole)
  }
}
