/**
 * A TCP connection as the mirror port sees it (RFC 9293): handshake, data in segments, acknowledgements, the end.
 * One object is the task of the whole connection: it writes a packet, and puts itself back for the next one. While
 * nothing else is due it goes on at once.
 */
import type { EventQueue, Task } from '../events.ts'
import type { Script, Step } from '../script.ts'
import type { CaptureWriter } from './capture-writer.ts'
import { Lane, TCP } from './lane.ts'
import type { Mishaps } from './mishaps.ts'
import { bothScale, bothStamp, synOptions } from './stacks.ts'
import type { Station } from './station.ts'
import { count, type Tally } from './tally.ts'
import { ACK, FIN, PSH, RST, Side, SYN } from './tcp-side.ts'

const NOTHING = new Uint8Array(0)
/** Segments sent one after another leave a 1 Gbit/s port every 12 us. */
const SPACING = 12
const AT_ONCE = 256
const OVER = -1

type Phase = 'syn' | 'syn-ack' | 'ack' | 'next' | 'late-ack' | 'data' | 'fin' | 'fin-answer' | 'last-ack'

export class TcpConversation implements Task {
  readonly #tally: Tally
  readonly #queue: EventQueue
  readonly #out: CaptureWriter
  readonly #mishaps: Mishaps
  readonly #client: Side
  readonly #server: Side
  readonly #script: Iterator<Step>
  readonly #told: () => void
  readonly #stamps: Uint8Array | null
  readonly #mss: number
  /** One way between the two, microseconds. */
  readonly #delay: number
  #phase: Phase = 'syn'
  #sender: Side
  #chunks: readonly Uint8Array[] = []
  #chunk = 0
  #at = 0
  /** Segments sent and not acknowledged. */
  #unacknowledged = 0
  #ackDue = false
  /** A segment that is to be sent (again): where it begins; and where the one that overtook it ended, else 0. */
  #again = -1
  #overtaken = 0
  #due = 0
  #closer: Side
  #speaker: Side

  constructor(
    net: { readonly queue: EventQueue; readonly out: CaptureWriter; readonly mishaps: Mishaps },
    client: Station,
    server: Station,
    ports: readonly [number, number],
    delay: number,
    script: Script,
    tally: Tally,
    told: () => void,
  ) {
    this.#tally = tally
    this.#queue = net.queue
    this.#out = net.out
    this.#mishaps = net.mishaps
    const scaled = bothScale(client.stack, server.stack)
    this.#client = new Side(Lane.between(client, server, TCP, ports), scaled)
    this.#server = new Side(Lane.between(server, client, TCP, [ports[1], ports[0]]), scaled)
    this.#sender = this.#client
    this.#closer = this.#client
    this.#speaker = this.#client
    const stamps = bothStamp(client.stack, server.stack)
    this.#stamps = stamps ? Uint8Array.of(1, 1, 8, 10, 0, 0, 0, 0, 0, 0, 0, 0) : null
    this.#mss = Math.min(client.stack.mss, server.stack.mss) - (stamps ? 12 : 0)
    this.#delay = delay
    this.#script = script[Symbol.iterator]()
    this.#told = told
  }

  run(now: number): void {
    // Who is switched off says nothing more, and the other gives up.
    if (!this.#client.lane.from.up || !this.#server.lane.from.up) return
    let time = now
    for (let i = 0; i < AT_ONCE; i++) {
      this.#queue.now = time
      const next = this.#step(time)
      if (next < 0) return
      time = next
      if (time >= this.#queue.next) break
    }
    this.#queue.at(time, this)
  }

  /** Does what is due and says when it goes on; -1 when all is over. */
  #step(now: number): number {
    switch (this.#phase) {
      case 'syn':
        return this.#open(now)
      case 'syn-ack':
        return this.#accept(now)
      case 'ack':
        this.#acknowledge(this.#client, now)
        this.#phase = 'next'
        return now + SPACING
      case 'next':
        return this.#next(now)
      case 'late-ack':
        this.#acknowledge(this.#other(this.#sender), now)
        return this.#speak()
      case 'data':
        return this.#data(now)
      case 'fin':
        return this.#finish(this.#closer, 'fin-answer', now)
      case 'fin-answer':
        return this.#finish(this.#other(this.#closer), 'last-ack', now)
      case 'last-ack':
        this.#acknowledge(this.#closer, now)
        return OVER
    }
  }

  #open(now: number): number {
    const { stack } = this.#client.lane.from
    this.#client.stamp = this.#client.lane.from.stamp(now)
    const options = synOptions(stack, null, this.#client.stamp, 0)
    this.#handshake(this.#client, SYN, stack.window, options, now)
    this.#client.sequence = (this.#client.sequence + 1) >>> 0
    this.#phase = 'syn-ack'
    return now + this.#delay
  }

  #accept(now: number): number {
    const { from } = this.#server.lane
    const offered = this.#client.lane.from
    this.#server.stamp = from.stamp(now)
    const options = synOptions(from.stack, offered.stack, this.#server.stamp, this.#client.stamp)
    this.#handshake(this.#server, SYN | ACK, from.stack.window, options, now)
    this.#server.sequence = (this.#server.sequence + 1) >>> 0
    this.#phase = 'ack'
    return now + this.#delay
  }

  #handshake(side: Side, flags: number, window: number, options: Uint8Array, now: number): void {
    const acknowledged = flags === SYN ? 0 : this.#client.sequence
    side.lane.tcp(this.#out, now, flags, side.sequence, acknowledged, window, options, NOTHING, 0, 0)
    count(this.#tally, 0, now)
  }

  /** Takes the next step of the script. */
  #next(now: number): number {
    const { value: step, done } = this.#script.next()
    if (done || step === undefined) {
      this.#told()
      return this.#close(this.#client, now)
    }
    switch (step.kind) {
      case 'say':
        return this.#say(step.by === 'client' ? this.#client : this.#server, step, now)
      case 'pause':
        if (this.#ackDue) this.#acknowledge(this.#other(this.#sender), now)
        return now + Math.max(step.seconds * 1e6, 2 * SPACING)
      case 'told':
        this.#told()
        return now
      case 'close':
        this.#told()
        if (step.how === 'fin') return this.#close(step.by === 'client' ? this.#client : this.#server, now)
        return this.#reset(step.by === 'client' ? this.#client : this.#server, now)
    }
  }

  /** What waits for an acknowledgement gets it with the answer, or by itself when the answer takes too long. */
  #say(side: Side, step: Extract<Step, { kind: 'say' }>, now: number): number {
    const due = Math.max(now + step.after * 1e6, now + SPACING)
    const patience = this.#other(this.#sender).lane.from.stack.delayedAck * 1e6
    this.#chunks = step.messages
    this.#chunk = 0
    this.#at = 0
    this.#due = due
    this.#speaker = side
    if (this.#ackDue && (due - now > patience || this.#unacknowledged > 1)) {
      this.#phase = 'late-ack'
      return this.#unacknowledged > 1 ? now : now + patience
    }
    if (side !== this.#sender) this.#unacknowledged = 0
    return this.#speak()
  }

  #speak(): number {
    this.#sender = this.#speaker
    this.#phase = 'data'
    return this.#due
  }

  /** Sends the next segment of the message, or the acknowledgement that is due after two of them. */
  #data(now: number): number {
    if (this.#unacknowledged >= 2) {
      this.#acknowledge(this.#other(this.#sender), now)
      return now + SPACING
    }
    if (this.#again >= 0) return this.#repeat(now)
    const chunk = this.#chunks[this.#chunk]
    if (chunk === undefined) {
      this.#phase = 'next'
      return this.#next(now)
    }
    const side = this.#sender
    const start = this.#at
    const end = Math.min(chunk.length, start + this.#mss)
    if (start === end) return this.#advance(chunk, end, now)
    const full = end - start === this.#mss && end + this.#mss <= chunk.length
    // One octet that comes again cannot be told from a keep-alive with its octet of garbage (RFC 1122 section 4.2.3.6).
    const mishap = end - start === 1 ? 'none' : this.#mishaps.next()
    if (mishap === 'reordered' && full) return this.#overtake(side, chunk, start, end, now)
    this.#segment(side, chunk, start, end, side.sequence, end === chunk.length ? PSH | ACK : ACK, now)
    if (mishap === 'lost') {
      this.#again = start
      return now + this.#mishaps.timeout(this.#delay)
    }
    side.sequence = (side.sequence + end - start) >>> 0
    this.#unacknowledged++
    this.#ackDue = true
    return this.#advance(chunk, end, now)
  }

  /** The segment was lost behind the mirror port and comes once more, or it was overtaken and comes now. */
  #repeat(now: number): number {
    const chunk = this.#chunks[this.#chunk]!
    const start = this.#again
    const end = Math.min(chunk.length, start + this.#mss)
    const arrived = Math.max(end, this.#overtaken)
    const side = this.#sender
    this.#segment(side, chunk, start, end, side.sequence, end === chunk.length ? PSH | ACK : ACK, now)
    side.sequence = (side.sequence + arrived - start) >>> 0
    this.#again = -1
    this.#overtaken = 0
    this.#unacknowledged = 2
    this.#ackDue = true
    return this.#advance(chunk, arrived, now)
  }

  /** The segment after this one comes first. */
  #overtake(side: Side, chunk: Uint8Array, start: number, middle: number, now: number): number {
    const end = middle + this.#mss
    const sequence = (side.sequence + middle - start) >>> 0
    this.#segment(side, chunk, middle, end, sequence, end === chunk.length ? PSH | ACK : ACK, now)
    this.#again = start
    this.#overtaken = end
    return now + SPACING
  }

  #advance(chunk: Uint8Array, end: number, now: number): number {
    this.#at = end
    if (end === chunk.length) {
      this.#chunk++
      this.#at = 0
    }
    return now + SPACING
  }

  #segment(
    side: Side,
    chunk: Uint8Array,
    start: number,
    end: number,
    sequence: number,
    flags: number,
    now: number,
  ): void {
    const acknowledged = this.#other(side).sequence
    const options = side.stamped(this.#stamps, this.#other(side), now)
    side.lane.tcp(this.#out, now, flags, sequence, acknowledged, side.window, options, chunk, start, end)
    count(this.#tally, end - start, now)
  }

  #acknowledge(side: Side, now: number, flags = ACK): void {
    const { sequence } = this.#other(side)
    const options = side.stamped(this.#stamps, this.#other(side), now)
    side.lane.tcp(this.#out, now, flags, side.sequence, sequence, side.window, options, NOTHING, 0, 0)
    this.#unacknowledged = 0
    this.#ackDue = false
    count(this.#tally, 0, now)
  }

  #close(by: Side, now: number): number {
    this.#closer = by
    this.#phase = 'fin'
    if (this.#ackDue && by === this.#sender) this.#acknowledge(this.#other(by), now)
    return now + SPACING
  }

  #finish(side: Side, next: Phase, now: number): number {
    this.#acknowledge(side, now, FIN | ACK)
    side.sequence = (side.sequence + 1) >>> 0
    this.#phase = next
    return now + this.#delay
  }

  #reset(side: Side, now: number): number {
    const { sequence } = this.#other(side)
    side.lane.tcp(this.#out, now, RST | ACK, side.sequence, sequence, 0, null, NOTHING, 0, 0)
    count(this.#tally, 0, now)
    return OVER
  }

  #other(side: Side): Side {
    return side === this.#client ? this.#server : this.#client
  }
}
