/**
 * From packets to facts: counts every packet in its flow, shows the first bytes of each conversation to the
 * dissectors, and adds up what they observe. Pure: no clock, no disk. Most packets end after the flow's
 * counters (`count`); everything else is the slow path.
 */
import type { EventSink } from '../model/event.ts'
import type { CaptureFacts, Coverage } from '../model/facts.ts'
import { parseIp } from '../model/ip.ts'
import type { FieldName } from '../model/observation.ts'
import { isHostAddress } from '../model/prefix.ts'
import {
  IP_TCP,
  type Packet,
  type PacketSink,
  TCP_FIN,
  TCP_RST,
  TCP_SYN,
  WLAN_MANAGEMENT,
} from '../wire/packet.ts'
import { BindingTable } from '../wire/tables/binding-table.ts'
import * as flow from '../wire/tables/flow-table.ts'
import { Candidates } from './candidates.ts'
import { contained } from './contained.ts'
import { ConversationLedger } from './conversation-ledger.ts'
import { DatagramDesk } from './datagram-desk.ts'
import { FlowEvents, TCP_URG } from './flow-events.ts'
import { FlowSides } from './flow-sides.ts'
import { ObservationStore } from './observation-store.ts'
import type { Protocol } from './protocol.ts'
import { RecentBytes } from './recent-bytes.ts'
import { type Clues, type Desk, LinkReport } from './reports.ts'
import { SessionPool } from './session-pool.ts'
import { TcpDesk } from './tcp-desk.ts'

export interface EngineLimits {
  /** Flows (5-tuples) counted at once. */
  readonly flows: number
  /** Conversations kept for the end. */
  readonly conversations: number
  /** Pairs of MAC and IP address. */
  readonly bindings: number
  readonly stations: number
  /** TCP connections dissected at once. */
  readonly sessions: number
  /** Bytes that all of them may hold. */
  readonly sessionBytes: number
}

export const DEFAULT_LIMITS: EngineLimits = {
  flows: 1 << 20,
  conversations: 1 << 18,
  bindings: 1 << 18,
  stations: 1 << 17,
  sessions: 16_384,
  sessionBytes: 64 * 1024 * 1024,
}

const ARP = 0x0806
/** Expiry is looked at once per this many seconds of packet time. */
const EXPIRY_STEP = 5

export class Engine implements PacketSink {
  private readonly candidates: Candidates
  private readonly store = new ObservationStore()
  private readonly bindings: BindingTable
  private readonly ledger: ConversationLedger
  private readonly flows: flow.FlowTable
  private readonly sessions: SessionPool
  private readonly sides: FlowSides
  private readonly connections: TcpDesk
  private readonly datagrams: DatagramDesk
  private readonly recent = new RecentBytes()
  private readonly desk: Desk
  private readonly link: LinkReport
  private readonly events: FlowEvents | null
  private readonly oddities = new Map<string, number>()
  private clock = 0
  private cut = 0

  /**
   * `files` names the captures by the index that packets carry; it may grow while reading. `events` watches behaviour,
   * if anybody does.
   */
  constructor(
    protocols: readonly Protocol[],
    clues: Clues,
    files: readonly string[],
    limits = DEFAULT_LIMITS,
    events: EventSink | null = null,
  ) {
    this.candidates = new Candidates(protocols.map(contained))
    this.bindings = new BindingTable(limits.bindings, limits.stations)
    this.ledger = new ConversationLedger(limits.conversations, this.candidates)
    this.flows = new flow.FlowTable(limits.flows, (row) => this.ended(row))
    this.desk = {
      store: this.store,
      bindings: this.bindings,
      clues,
      files,
      serviceFields: serviceFields(protocols),
      events,
      oddity: (name) => this.oddity(name),
    }
    this.events = events === null ? null : new FlowEvents(events)
    this.link = new LinkReport(this.desk)
    this.sessions = new SessionPool(limits.sessions, limits.sessionBytes, (row) =>
      this.connections.finish(row),
    )
    this.sides = new FlowSides(this.flows, this.bindings)
    this.connections = new TcpDesk(this.desk, this.candidates, this.flows, this.sessions, this.events, {
      renewed: (p, row) => this.sides.restart(p, row, (r) => this.ended(r)),
      learned: (row, protocol, client) => this.learned(row, protocol, client),
    })
    this.datagrams = new DatagramDesk(this.desk, this.candidates, this.recent)
  }

  oddity(name: string): void {
    this.oddities.set(name, (this.oddities.get(name) ?? 0) + 1)
  }

  packet(p: Packet): void {
    if (p.time > this.clock + EXPIRY_STEP) {
      this.clock = p.time
      this.flows.expire(p.time)
    }
    if (p.truncated && p.depth === 0) this.cut++
    if (p.ipVersion === 0) {
      this.bindings.frame(p)
      this.events?.frame(p)
      this.frame(p)
      return
    }
    const row = this.flows.seen(p)
    if (this.flows.fresh) this.events?.begun(p)
    const rows = this.flows.rows
    const at = row * flow.COLUMNS
    const macHigh = at + (this.flows.side === 0 ? flow.MAC_A_HIGH : flow.MAC_B_HIGH)
    const binding = at + (this.flows.side === 0 ? flow.BINDING_A : flow.BINDING_B)
    if (rows[binding]! < 0 || rows[macHigh] !== p.srcMacHigh || rows[macHigh + 1] !== p.srcMacLow)
      this.sides.rebind(p, row)
    if (p.protocol === IP_TCP) {
      if (p.tcpFlags & TCP_SYN) this.connections.opening(p, row)
      if (p.payloadEnd > p.payload && !p.fragment) this.connections.segment(p, row)
      if (p.tcpFlags & (TCP_FIN | TCP_RST)) this.connections.closing(p, row)
      if (p.tcpFlags & TCP_URG && !p.fragment) this.events?.urgent(p)
    } else if ((rows[at + flow.STATE]! & flow.DONE) === 0) this.datagram(p, row)
  }

  /** A name that a capture file carries for an address: resolved by whoever captured, so another's word. */
  captureName(address: string, name: string): void {
    const ip = parseIp(address)
    const at = this.clock
    if (ip !== null && isHostAddress(ip))
      this.store.observe({ mac: null, ip }, 'capture.name', name, false, 'capture', at, {
        file: '',
        packet: 0,
      })
  }

  /** Ends everything still open and hands out what was learned. Times and order do not depend on wall clock. */
  finish(captures: CaptureFacts['captures'], notes: readonly string[]): CaptureFacts {
    this.flows.flush()
    this.events?.finish()
    return {
      captures,
      coverage: this.coverage(notes),
      stations: this.bindings.stationList(),
      bindings: this.bindings.list(),
      speakers: this.bindings.speakers(),
      observations: this.store.observations(),
      credentials: this.store.credentials(),
      conversations: this.ledger.list(),
    }
  }

  private coverage(notes: readonly string[]): Coverage {
    const { tcpConnections, oneWay } = this.ledger
    return {
      oneWayShare: tcpConnections === 0 ? null : oneWay / tcpConnections,
      tcpConnections,
      gaps: this.connections.gaps,
      snaplenCut: this.cut,
      evicted:
        this.flows.evicted +
        this.ledger.evicted +
        this.bindings.dropped +
        this.store.dropped +
        this.sessions.evicted,
      notes,
      oddities: Object.fromEntries([...this.oddities].sort(([a], [b]) => (a < b ? -1 : 1))),
    }
  }

  /** A frame that is no IP packet: link-layer protocols. */
  private frame(p: Packet): void {
    const candidate =
      p.etherType > 0
        ? this.candidates.etherTypes.get(p.etherType)
        : p.etherType === -1
          ? this.candidates.saps.get(p.llc)
          : p.etherType === -2
            ? this.candidates.snap.get(p.llc)
            : p.etherType === WLAN_MANAGEMENT
              ? this.candidates.wlanManagement
              : undefined
    if (candidate === undefined || p.linkEnd <= p.linkPayload) return
    // Who watches wants every claim of an address, also the same one again.
    const every = this.events !== null && p.etherType === ARP
    if (!every && this.recent.repeats(p, p.linkPayload, p.linkEnd)) return
    const payload = p.bytes.subarray(p.linkPayload, p.linkEnd)
    candidate.dissector.observe(payload, this.link.open(p, candidate.name))
  }

  private learned(row: number, protocol: string | null, client: 0 | 1 | null): void {
    const { flows } = this
    if (protocol !== null) flows.set(row, flow.PROTOCOL, this.ledger.numberOf(protocol))
    if (client === null) return
    const state = flows.get(row, flow.STATE) & ~flow.CLIENT_B
    flows.set(row, flow.STATE, state | flow.ROLES_KNOWN | (client === 1 ? flow.CLIENT_B : 0))
  }

  /** UDP, ICMP and other IP protocols. */
  private datagram(p: Packet, row: number): void {
    const { flows } = this
    if (p.fragment) {
      this.events?.fragment(p)
      return
    }
    const side = flows.side as 0 | 1
    const said = this.datagrams.show(p, row, side, flows)
    if (said.done) flows.set(row, flow.STATE, flows.get(row, flow.STATE) | flow.DONE)
    this.learned(row, said.protocol, said.client)
    if (said.tls !== null) this.sessions.keepFacts(row, said.tls)
  }

  /** A flow leaves the table: its sums go to its conversation. */
  private ended(row: number): void {
    this.connections.finish(row)
    this.datagrams.forget(row)
    this.sides.count(row, 0)
    this.sides.count(row, 1)
    this.ledger.add(this.flows, row, this.sessions.takeFacts(row), this.events)
  }
}

const serviceFields = (protocols: readonly Protocol[]): ReadonlySet<FieldName> =>
  new Set(
    protocols.flatMap(({ fields }) =>
      (Object.keys(fields) as FieldName[]).filter((name) => fields[name]!.service === true),
    ),
  )
