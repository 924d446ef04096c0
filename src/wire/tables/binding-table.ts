/**
 * Which MAC sent from which IP address, and which stations there are: the raw facts from which identity
 * decides who owns an address. Rows are created on the slow path (first packet of a side of a flow).
 */
import type { Binding, Speaker, Station } from '../../model/facts.ts'
import { type Ip, ip4FromWord, ip6FromWords } from '../../model/ip.ts'
import { type Mac, macFromWords } from '../../model/mac.ts'
import type { Packet } from '../packet.ts'
import { enlarge, FIRST_CAPACITY, KeyedTable } from './keyed-table.ts'

/** High word of a key whose link has no addresses. */
const NO_MAC = -1
/** Words: MAC high, MAC low, IP version, address (4). */
const BINDING_KEY = 7
const STATION_KEY = 2

const COUNT = 0
const TTL = 1
const LINK_SCOPE = 2
const HANDSHAKES = 3
const VLAN = 4
/** Initial sequence number of the last connection that a source accepted, by how much it was more than that of the one before, how often. */
const ISN = 5
const ISN_STEP = 6
const ISN_ALIKE = 7
const INTS = 8
const FIRST = 0
const LAST = 1
/** Longest time without a sighting. */
const SILENT_FROM = 2
const SILENT_UNTIL = 3
const TIMES = 4

/** Statements kept of protocols that hand out or defend addresses; beyond, they are counted as evicted. */
const MAX_STATED = 262_144

/** Equal steps of initial sequence numbers that are no chance. */
const ISN_TOLD = 8

interface Statement {
  readonly mac: Mac
  readonly ip: Ip
  readonly protocols: Set<string>
  first: number
  last: number
}

abstract class SightingTable extends KeyedTable {
  protected ints = new Int32Array(FIRST_CAPACITY * INTS)
  protected times = new Float64Array(FIRST_CAPACITY * TIMES)

  protected override resize(capacity: number): void {
    this.ints = enlarge(this.ints, capacity * INTS)
    this.times = enlarge(this.times, capacity * TIMES)
  }

  protected override leaving(_row: number): void {}

  /** The row of `key`, made if needed, with `time` taken into its span. */
  protected sighted(time: number): number {
    const old = this.find()
    const row = old >= 0 ? old : this.add()
    if (old < 0) {
      this.ints.fill(0, row * INTS, (row + 1) * INTS)
      this.times.fill(time, row * TIMES, (row + 1) * TIMES)
    } else {
      this.span(row, time)
      this.touch(row)
    }
    return row
  }

  protected span(row: number, time: number): void {
    const at = row * TIMES
    const { times } = this
    if (time < times[at + FIRST]!) times[at + FIRST] = time
    const last = times[at + LAST]!
    if (time <= last) return
    if (time - last > times[at + SILENT_UNTIL]! - times[at + SILENT_FROM]!) {
      times[at + SILENT_FROM] = last
      times[at + SILENT_UNTIL] = time
    }
    times[at + LAST] = time
  }

  protected get rowsOldestFirst(): number[] {
    const rows: number[] = []
    for (let row = this.oldest(); row >= 0; row = this.newerThan(row)) rows.push(row)
    return rows
  }
}

/** Source MACs, with the VLANs they were seen in. */
class StationTable extends SightingTable {
  private readonly vlans = new Map<number, Set<number>>()

  constructor(most: number) {
    super(STATION_KEY, most)
  }

  seen(high: number, low: number, vlan: number, time: number, frames: number): void {
    this.key[0] = high
    this.key[1] = low
    const row = this.sighted(time)
    const at = row * INTS
    this.ints[at + COUNT]! += frames
    if (vlan >= 0 && this.ints[at + VLAN] !== vlan + 1) {
      this.ints[at + VLAN] = vlan + 1
      const known = this.vlans.get(row)
      if (known) known.add(vlan)
      else this.vlans.set(row, new Set([vlan]))
    }
  }

  protected override leaving(row: number): void {
    // Rows are reused: an evicted station's VLANs must not pass to the next one.
    this.vlans.delete(row)
  }

  list(): Station[] {
    return this.rowsOldestFirst.map((row) => ({
      mac: macFromWords(this.keyAt(row, 0), this.keyAt(row, 1)),
      first: this.times[row * TIMES + FIRST]!,
      last: this.times[row * TIMES + LAST]!,
      frames: this.ints[row * INTS + COUNT]!,
      vlans: [...(this.vlans.get(row) ?? [])].sort((a, b) => a - b),
      silence: {
        from: this.times[row * TIMES + SILENT_FROM]!,
        until: this.times[row * TIMES + SILENT_UNTIL]!,
      },
    }))
  }
}

export class BindingTable extends SightingTable {
  private readonly stations: StationTable
  private readonly stated = new Map<string, Statement>()
  private statedDropped = 0

  constructor(maxBindings: number, maxStations: number) {
    super(BINDING_KEY, maxBindings)
    this.stations = new StationTable(maxStations)
  }

  /** Everything that had to be dropped for lack of room. */
  get dropped(): number {
    return this.evicted + this.stations.evicted + this.statedDropped
  }

  /** A frame that is no IP packet. */
  frame(p: Packet): void {
    if (p.hasMac) this.stations.seen(p.srcMacHigh, p.srcMacLow, p.vlan, p.time, 1)
  }

  /** The row for the source of an IP packet; its packets are counted later with `count`. */
  source(p: Packet, linkScope: boolean): number {
    const { key } = this
    key[0] = p.hasMac ? p.srcMacHigh : NO_MAC
    key[1] = p.hasMac ? p.srcMacLow : NO_MAC
    key[2] = p.ipVersion
    key[3] = p.s0
    key[4] = p.s1
    key[5] = p.s2
    key[6] = p.s3
    if (p.hasMac) this.stations.seen(p.srcMacHigh, p.srcMacLow, p.vlan, p.time, 0)
    const row = this.sighted(p.time)
    const at = row * INTS
    if (p.ttl > this.ints[at + TTL]!) this.ints[at + TTL] = p.ttl
    if (linkScope) this.ints[at + LINK_SCOPE] = 1
    return row
  }

  /**
   * Adds a flow side's packets to the row that `source` gave, if it is still that of the same source: rows are
   * reused. `address` is the last word of the source's.
   */
  count(row: number, macHigh: number, macLow: number, address: number, packets: number, last: number): void {
    if (packets === 0 || row < 0) return
    const high = this.keyAt(row, 0)
    if (high !== NO_MAC) {
      this.stations.seen(macHigh, macLow, -1, last, packets)
      if (high !== macHigh || this.keyAt(row, 1) !== macLow) return
    }
    if (this.keyAt(row, 6) !== address) return
    this.ints[row * INTS + COUNT]! += packets
    this.span(row, last)
  }

  /** How many TCP handshakes of this source were looked at; counts one more. */
  handshakes(row: number): number {
    return this.ints[row * INTS + HANDSHAKES]!++
  }

  /**
   * Takes the initial sequence number of a connection that this source accepted. Answers by how much these numbers go
   * up each time (0: always the same), once that was the same `ISN_TOLD` times on end; else `null`.
   */
  accepted(row: number, isn: number): number | null {
    const { ints } = this
    const at = row * INTS
    const step = (isn - ints[at + ISN]!) | 0
    // The first has none before it, and its step counts as one of its own.
    const alike = step === ints[at + ISN_STEP] ? ints[at + ISN_ALIKE]! + 1 : 1
    ints[at + ISN] = isn
    ints[at + ISN_STEP] = step
    ints[at + ISN_ALIKE] = alike
    return alike === ISN_TOLD ? step : null
  }

  /** A protocol's word that `ip` belongs to `mac`. */
  state(mac: Mac, ip: Ip, protocol: string, at: number): void {
    const id = `${mac} ${ip}`
    const known = this.stated.get(id)
    if (known) {
      known.protocols.add(protocol)
      known.first = Math.min(known.first, at)
      known.last = Math.max(known.last, at)
    } else if (this.stated.size >= MAX_STATED) this.statedDropped++
    else this.stated.set(id, { mac, ip, protocols: new Set([protocol]), first: at, last: at })
  }

  stationList(): Station[] {
    return this.stations.list()
  }

  /** All pairs of MAC and IP, sent or stated. */
  list(): Binding[] {
    const found = new Map<string, Binding>()
    for (const row of this.rowsOldestFirst) {
      if (this.keyAt(row, 0) === NO_MAC) continue
      const mac = macFromWords(this.keyAt(row, 0), this.keyAt(row, 1))
      const ip = this.ipOf(row)
      found.set(`${mac} ${ip}`, this.binding(row, mac, ip))
    }
    for (const [id, s] of this.stated) if (!found.has(id)) found.set(id, statedOnly(s))
    return [...found.values()]
  }

  /** Every address that sent packets. */
  speakers(): Speaker[] {
    const byIp = new Map<Ip, { ip: Ip; first: number; last: number; packets: number }>()
    for (const row of this.rowsOldestFirst) {
      const ip = this.ipOf(row)
      const [first, last] = [this.times[row * TIMES + FIRST]!, this.times[row * TIMES + LAST]!]
      const packets = this.ints[row * INTS + COUNT]!
      const known = byIp.get(ip)
      if (known === undefined) byIp.set(ip, { ip, first, last, packets })
      else {
        known.first = Math.min(known.first, first)
        known.last = Math.max(known.last, last)
        known.packets += packets
      }
    }
    return [...byIp.values()]
  }

  private binding(row: number, mac: Mac, ip: Ip): Binding {
    const statement = this.stated.get(`${mac} ${ip}`)
    const first = this.times[row * TIMES + FIRST]!
    const last = this.times[row * TIMES + LAST]!
    return {
      mac,
      ip,
      first: statement ? Math.min(first, statement.first) : first,
      last: statement ? Math.max(last, statement.last) : last,
      packets: this.ints[row * INTS + COUNT]!,
      stated: statement ? [...statement.protocols].sort() : [],
      statedFirst: statement?.first ?? null,
      statedLast: statement?.last ?? null,
      ttl: this.ints[row * INTS + TTL]!,
      linkScope: this.ints[row * INTS + LINK_SCOPE] === 1,
    }
  }

  private ipOf(row: number): Ip {
    const [a, b, c, d] = [3, 4, 5, 6].map((i) => this.keyAt(row, i)) as [number, number, number, number]
    return this.keyAt(row, 2) === 4 ? ip4FromWord(d) : ip6FromWords(a, b, c, d)
  }
}

const statedOnly = (s: Statement): Binding => ({
  mac: s.mac,
  ip: s.ip,
  first: s.first,
  last: s.last,
  packets: 0,
  stated: [...s.protocols].sort(),
  statedFirst: s.first,
  statedLast: s.last,
  ttl: 0,
  linkScope: false,
})
