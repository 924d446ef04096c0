/** One side of a TCP connection: its lane, and what its next segment says. */
import type { Lane } from './lane.ts'

export const FIN = 1
export const SYN = 2
export const RST = 4
export const PSH = 8
export const ACK = 16

export class Side {
  readonly lane: Lane
  readonly window: number
  sequence: number
  /** The timestamp it sent last, which the other side echoes. */
  stamp = 0

  constructor(lane: Lane, scaled: boolean) {
    this.lane = lane
    this.sequence = lane.from.sequence()
    const { stack } = lane.from
    this.window = scaled || stack.scale === 0 ? stack.laterWindow : stack.window
  }

  /** The timestamp option in `options`: the own clock and the other's, once both agreed (RFC 7323 section 3.2). */
  stamped(options: Uint8Array | null, other: Side, now: number): Uint8Array | null {
    if (options === null) return null
    this.stamp = this.lane.from.stamp(now)
    put32(options, 4, this.stamp)
    put32(options, 8, other.stamp)
    return options
  }
}

function put32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24
  bytes[at + 1] = value >>> 16
  bytes[at + 2] = value >>> 8
  bytes[at + 3] = value
}
