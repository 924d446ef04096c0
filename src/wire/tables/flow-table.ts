/**
 * Flows: one row per 5-tuple, whichever way its packets go. The fast path of the whole program ends here
 * for most packets: find the row, add to four counters.
 */
import type { Packet } from '../packet.ts'
import { enlarge, FIRST_CAPACITY, KeyedTable } from './keyed-table.ts'

/** A flow idle for this long (packet time, seconds) is over; a later packet begins a new one. */
export const IDLE_SECONDS = 600

/** Integer columns of a row, interleaved so that one row lies in one or two cache lines. */
export const COLUMNS = 16
export const PACKETS_A = 0
export const PACKETS_B = 1
export const BINDING_A = 2
export const BINDING_B = 3
export const MAC_A_HIGH = 4
export const MAC_A_LOW = 5
export const MAC_B_HIGH = 6
export const MAC_B_LOW = 7
export const ISN_A = 8
export const ISN_B = 9
/** Bits below. */
export const STATE = 10
/** Number of the application protocol's name, 0 unknown. */
export const PROTOCOL = 11
/** Number of the dissection session, -1 none. */
export const SESSION = 12
/** Datagrams shown to dissectors: a's in the low, b's in the high half. */
export const SHOWN = 13
/** Packets of each side already added to its MAC and address. */
export const COUNTED_A = 14
export const COUNTED_B = 15

/** Nothing more is to be dissected: count only. */
export const DONE = 1
export const SYN_A = 2
export const SYN_B = 4
export const SYNACK_A = 8
export const SYNACK_B = 16
export const CLOSED = 32
/** The client is side b. */
export const CLIENT_B = 64
/** Who is client is known from the handshake or the content. */
export const ROLES_KNOWN = 128
export const PAYLOAD_A = 256
export const PAYLOAD_B = 512
/** Side b sent the first packet. */
export const BEGAN_B = 1024

/** Float columns. */
export const STATS = 4
export const BYTES_A = 0
export const BYTES_B = 1
export const FIRST = 2
export const LAST = 3

/** Words of the key, see {@link KEY}: ports and protocol, then the addresses, lower one first, IPv4 in two words. */
const KEY_WORDS = 10

export class FlowTable extends KeyedTable {
  /** Set by `seen`: which side sent the packet (0: a, 1: b), and whether the row is new. */
  side = 0
  fresh = false
  rows = new Int32Array(FIRST_CAPACITY * COLUMNS)
  stats = new Float64Array(FIRST_CAPACITY * STATS)
  private readonly onLeaving: (row: number) => void

  constructor(maxFlows: number, onLeaving: (row: number) => void) {
    super(KEY_WORDS, maxFlows)
    this.onLeaving = onLeaving
  }

  protected override leaving(row: number): void {
    this.onLeaving(row)
  }

  protected override resize(capacity: number): void {
    this.rows = enlarge(this.rows, capacity * COLUMNS)
    this.stats = enlarge(this.stats, capacity * STATS)
  }

  /** Counts a packet in its flow and returns the row. */
  seen(p: Packet): number {
    const b = this.sentByHigher(p)
    this.side = b ? 1 : 0
    this.fresh = false
    let row = p.ipVersion === 4 ? this.sameAsBefore(p, b) : -1
    if (row < 0) row = this.lookUp(p, b)
    const { rows, stats } = this
    const at = row * COLUMNS
    const st = row * STATS
    rows[at + (b ? PACKETS_B : PACKETS_A)]!++
    stats[st + (b ? BYTES_B : BYTES_A)]! += p.wireLength
    const last = stats[st + LAST]!
    if (p.time > last) {
      stats[st + LAST] = p.time
      // Order of use to the second is enough, and spares busy flows the list surgery.
      if (Math.floor(p.time) !== Math.floor(last)) this.touch(row)
    } else if (p.time < stats[st + FIRST]!) stats[st + FIRST] = p.time
    return row
  }

  get(row: number, column: number): number {
    return this.rows[row * COLUMNS + column]!
  }

  set(row: number, column: number, value: number): void {
    this.rows[row * COLUMNS + column] = value
  }

  stat(row: number, column: number): number {
    return this.stats[row * STATS + column]!
  }

  /** Starts the row's counters and dissection anew, as for a new connection on the same ports. */
  restart(row: number, time: number): void {
    this.rows.fill(0, row * COLUMNS, (row + 1) * COLUMNS)
    this.stats.fill(0, row * STATS, (row + 1) * STATS)
    this.set(row, BINDING_A, -1)
    this.set(row, BINDING_B, -1)
    this.set(row, SESSION, -1)
    this.stats[row * STATS + FIRST] = time
    this.stats[row * STATS + LAST] = time
  }

  /** Ends flows that have been idle since before `now - IDLE_SECONDS`. */
  expire(now: number): void {
    for (let row = this.oldest(); row >= 0; row = this.oldest()) {
      if (this.stats[row * STATS + LAST]! > now - IDLE_SECONDS) return
      this.remove(row)
    }
  }

  /** Packets come in runs of one flow: the row of the packet before, if this one is of the same IPv4 flow. */
  private sameAsBefore(p: Packet, b: boolean): number {
    const ports = b ? (p.dstPort << 16) | p.srcPort : (p.srcPort << 16) | p.dstPort
    return this.index.lastIs(ports, (4 << 8) | p.protocol, b ? p.d3 : p.s3, b ? p.s3 : p.d3)
  }

  private lookUp(p: Packet, b: boolean): number {
    const words = this.fillKey(p, b)
    const row = this.index.find(words)
    if (row >= 0) return row
    this.fresh = true
    return this.begin(p, words)
  }

  private sentByHigher(p: Packet): boolean {
    if (p.s3 !== p.d3) return p.s3 > p.d3
    if (p.s0 !== p.d0) return p.s0 > p.d0
    if (p.s1 !== p.d1) return p.s1 > p.d1
    if (p.s2 !== p.d2) return p.s2 > p.d2
    return p.srcPort > p.dstPort
  }

  /** Writes the key and returns how many of its words count: IPv4 needs four, which spares half of the look-up. */
  private fillKey(p: Packet, b: boolean): number {
    const { key } = this.index
    key[0] = b ? (p.dstPort << 16) | p.srcPort : (p.srcPort << 16) | p.dstPort
    key[1] = (p.ipVersion << 8) | p.protocol
    key[2] = b ? p.d3 : p.s3
    key[3] = b ? p.s3 : p.d3
    if (p.ipVersion === 4) return 4
    key[4] = b ? p.d0 : p.s0
    key[5] = b ? p.d1 : p.s1
    key[6] = b ? p.d2 : p.s2
    key[7] = b ? p.s0 : p.d0
    key[8] = b ? p.s1 : p.d1
    key[9] = b ? p.s2 : p.d2
    return KEY_WORDS
  }

  private begin(p: Packet, words: number): number {
    if (words < KEY_WORDS) this.index.key.fill(0, words)
    const row = this.index.add(words)
    this.restart(row, p.time)
    return row
  }
}

/** Where ports, protocol (with the IP version above it) and the words of the two addresses stand in a flow's key. */
export const KEY = { ports: 0, protocol: 1, addressA: [4, 5, 6, 2], addressB: [7, 8, 9, 3] } as const
