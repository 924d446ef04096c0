/** MQTT inside WebSocket frames (RFC 6455 section 5; MQTT 5.0 section 6): takes the frames off, and hands on what is in them. */
import type { StreamSession, StreamSide } from '../protocol.ts'

const BINARY = 2
const MASKED = 0x80
/** Octets of MQTT held for one side until a packet is whole. */
const MAX_HELD = 65_536

interface FrameHead {
  readonly operation: number
  readonly mask: Uint8Array | null
  /** Octets of the head, and of the payload behind it. */
  readonly size: number
  readonly length: number
}

/** The head of the frame at `at`; `null` while it is not there, `'broken'` when it is none. */
export function readFrameHead(bytes: Uint8Array, at: number): FrameHead | 'broken' | null {
  if (bytes.length - at < 2) return null
  const first = bytes[at]!
  const second = bytes[at + 1]!
  const short = second & 0x7f
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0
  const masked = (second & MASKED) !== 0
  const size = 2 + extra + (masked ? 4 : 0)
  if ((first & 0x70) !== 0) return 'broken'
  if (bytes.length - at < size) return null
  let length = extra === 0 ? short : 0
  for (let i = 0; i < extra; i++) length = length * 256 + bytes[at + 2 + i]!
  if (length > 2 ** 31) return 'broken'
  const mask = masked ? bytes.slice(at + size - 4, at + size) : null
  return { operation: first & 15, mask, size, length }
}

/** The first octets of MQTT that a masked binary frame at the front holds; `null` where there is no such frame. */
export function firstInside(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== (0x80 | BINARY) || (bytes[1] !== undefined && (bytes[1] & MASKED) === 0)) return null
  const head = readFrameHead(bytes, 0)
  if (head === 'broken') return null
  return head === null
    ? new Uint8Array(0)
    : unmasked(bytes.subarray(head.size, head.size + head.length), head.mask, 0)
}

function unmasked(payload: Uint8Array, mask: Uint8Array | null, offset: number): Uint8Array {
  return mask === null ? payload : payload.map((octet, i) => octet ^ mask[(offset + i) & 3]!)
}

interface Side {
  head: FrameHead | null
  /** Octets of the frame's payload that were seen. */
  at: number
  /** Octets of MQTT that are not read yet: the first `size` of `held`, which has room for more. */
  held: Uint8Array
  size: number
  /** Octets of MQTT to come that are passed over. */
  skip: number
}

const newSide = (): Side => ({ head: null, at: 0, held: new Uint8Array(0), size: 0, skip: 0 })

/** Room is doubled: a message may come in frames of one octet each. */
function hold(state: Side, octets: Uint8Array): void {
  const needed = state.size + octets.length
  if (needed > state.held.length) {
    const larger = new Uint8Array(Math.max(needed, 2 * state.held.length))
    larger.set(state.held.subarray(0, state.size))
    state.held = larger
  }
  state.held.set(octets, state.size)
  state.size = needed
}

/** Follows both directions; `lost` is called when what comes is no frame. */
export function inFrames(inner: StreamSession, lost: () => void): StreamSession {
  const sides: Record<StreamSide, Side> = { client: newSide(), server: newSide() }

  function data(side: StreamSide, bytes: Uint8Array): number {
    const state = sides[side]
    let at = 0
    while (at < bytes.length) {
      if (state.head === null) {
        const head = readFrameHead(bytes, at)
        if (head === 'broken') {
          lost()
          return bytes.length
        }
        if (head === null) break
        at += head.size
        state.head = head.length > 0 ? head : null
        state.at = 0
        continue
      }
      const part = bytes.subarray(at, at + state.head.length - state.at)
      // Pings and closings (operations from 8 on) are no MQTT.
      if (state.head.operation < 8) give(side, state, unmasked(part, state.head.mask, state.at))
      at += part.length
      state.at += part.length
      if (state.at === state.head.length) state.head = null
    }
    return at
  }

  function give(side: StreamSide, state: Side, octets: Uint8Array): void {
    const passed = Math.min(state.skip, octets.length)
    state.skip -= passed
    const rest = octets.subarray(passed)
    if (rest.length === 0) return
    hold(state, rest)
    const { size } = state
    const used = inner.data(side, state.held.subarray(0, size))
    state.skip = Math.max(0, used - size)
    state.size = Math.max(0, size - used)
    if (used > 0 && state.size > 0) state.held.copyWithin(0, used, size)
    if (state.size > MAX_HELD) lost()
  }

  return { data, gap: lost, end: () => inner.end?.() }
}
