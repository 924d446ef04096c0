/** One network interface of one device: its addresses, and the counters of its stack. */
import type { Random } from '../random.ts'
import type { Segment } from './segment.ts'
import type { Stack } from './stacks.ts'

/**
 * Ports above 32,767 at which decoders expect a service (tshark -G decodes): clients do not draw them here, so that a
 * stream is not taken for what it is not.
 */
const TAKEN: ReadonlySet<number> = new Set([
  34962, 34980, 37008, 41170, 44321, 44322, 44818, 45564, 47000, 47808, 48049, 48898, 49999, 54328, 56000,
  56001, 56500, 56501, 57000, 57001, 57032, 57033, 57500, 57501, 57532, 57533, 59000, 59001, 59032, 59033,
  59500, 59501, 59532, 59533, 60001,
])

export class Station {
  readonly mac: Uint8Array
  readonly stack: Stack
  segment: Segment
  /** Switched on and connected. */
  up = true
  /** Told whenever the station itself is seen to answer for its address. */
  owner: { saw(station: Station, now: number): void; passedOn(now: number): void } | null = null
  /** 0: none yet. */
  ip = 0
  /** Addresses whose MAC it knows, until when (microseconds). */
  readonly neighbours = new Map<number, number>()
  readonly #random: Random
  #identification: number
  #port: number
  readonly #boot: number

  constructor(mac: Uint8Array, segment: Segment, stack: Stack, random: Random) {
    this.mac = mac
    this.segment = segment
    this.stack = stack
    this.#random = random
    this.#identification = random.word() & 0xffff
    this.#port = random.int(0, 8000)
    this.#boot = random.word()
  }

  /** Identification of its next IPv4 packet (RFC 6864 leaves the choice to the stack). */
  identification(): number {
    const kind = this.stack.identification
    if (kind === 'zero') return 0
    this.#identification =
      kind === 'random' ? this.#random.word() & 0xffff : (this.#identification + 1) & 0xffff
    return this.#identification
  }

  /** A client port that was not used lately. */
  ephemeral(): number {
    const { firstPort } = this.stack
    do this.#port = (this.#port + 1) % Math.min(16000, 65500 - firstPort)
    while (TAKEN.has(firstPort + this.#port))
    return firstPort + this.#port
  }

  /** First sequence number of a connection. */
  sequence(): number {
    return this.#random.word()
  }

  /** Value of the timestamp option (RFC 7323 section 3.2): milliseconds of a clock that began anywhere. */
  stamp(now: number): number {
    return (this.#boot + Math.floor(now / 1000)) >>> 0
  }
}
