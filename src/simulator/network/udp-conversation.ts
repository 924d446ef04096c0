/** Datagrams between two stations, by a script; each message is one datagram. */
import type { EventQueue, Task } from '../events.ts'
import type { Script, Step } from '../script.ts'
import type { CaptureWriter } from './capture-writer.ts'
import { Lane, UDP } from './lane.ts'
import type { Station } from './station.ts'
import { count, type Tally } from './tally.ts'

/** Microseconds between datagrams of one message list. */
const SPACING = 15
/** What fits into one Ethernet frame beside the IPv4 and UDP headers. */
export const MAX_DATAGRAM = 1472

export class UdpConversation implements Task {
  readonly #queue: EventQueue
  readonly #out: CaptureWriter
  readonly #there: Lane
  readonly #back: Lane
  readonly #script: Iterator<Step>
  readonly #tally: Tally
  readonly #told: () => void
  #step: Extract<Step, { kind: 'say' }> | null = null
  #message = 0

  constructor(
    net: { readonly queue: EventQueue; readonly out: CaptureWriter },
    client: Station,
    server: Station,
    ports: readonly [number, number],
    script: Script,
    tally: Tally,
    told: () => void,
  ) {
    this.#queue = net.queue
    this.#out = net.out
    this.#there = Lane.between(client, server, UDP, ports)
    this.#back = Lane.between(server, client, UDP, [ports[1], ports[0]])
    this.#script = script[Symbol.iterator]()
    this.#tally = tally
    this.#told = told
  }

  run(now: number): void {
    if (!this.#there.from.up || !this.#back.from.up) return
    const step = this.#step
    if (step === null) {
      this.#next(now)
      return
    }
    const message = step.messages[this.#message++]
    if (message === undefined) {
      this.#step = null
      this.#next(now)
      return
    }
    if (message.length > MAX_DATAGRAM) throw new RangeError(`a datagram of ${message.length} octets`)
    const lane = step.by === 'client' ? this.#there : this.#back
    lane.udp(this.#out, now, message)
    count(this.#tally, message.length, now)
    this.#queue.at(now + SPACING, this)
  }

  #next(now: number): void {
    const { value: step, done } = this.#script.next()
    if (done || step === undefined || step.kind === 'told' || step.kind === 'close') this.#told()
    if (done || step === undefined || step.kind === 'close') return
    if (step.kind === 'say') {
      this.#step = step
      this.#message = 0
    }
    const wait = step.kind === 'say' ? step.after : step.kind === 'pause' ? step.seconds : 0
    this.#queue.at(now + wait * 1e6, this)
  }
}
