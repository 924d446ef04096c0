/** Datagrams at a steady beat, such as sound, pictures or waveforms; one buffer serves all of them. */
import type { EventQueue, Task } from '../events.ts'
import type { CaptureWriter } from './capture-writer.ts'
import type { Lane } from './lane.ts'
import { count, type Tally } from './tally.ts'
import { MAX_DATAGRAM } from './udp-conversation.ts'

export class MediaStream implements Task {
  readonly #queue: EventQueue
  readonly #out: CaptureWriter
  readonly #lane: Lane
  readonly #tally: Tally
  /** Microseconds. */
  readonly #interval: number
  readonly #packets: number
  readonly #fill: (payload: Uint8Array, index: number) => number
  readonly #payload = new Uint8Array(MAX_DATAGRAM)
  #index = 0

  /** `interval`: seconds between two. */
  constructor(
    net: { readonly queue: EventQueue; readonly out: CaptureWriter },
    lane: Lane,
    tally: Tally,
    interval: number,
    packets: number,
    fill: (payload: Uint8Array, index: number) => number,
  ) {
    this.#queue = net.queue
    this.#out = net.out
    this.#lane = lane
    this.#tally = tally
    this.#interval = interval * 1e6
    this.#packets = packets
    this.#fill = fill
  }

  run(now: number): void {
    if (!this.#lane.from.up) return
    const length = this.#fill(this.#payload, this.#index++)
    this.#lane.udp(this.#out, now, this.#payload.subarray(0, length))
    count(this.#tally, length, now)
    if (this.#index < this.#packets) this.#queue.at(now + this.#interval, this)
  }
}
