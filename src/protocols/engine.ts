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
import { isLinkScope } from '../wire/link-scope.ts'
import {
  IP_TCP,
  type Packet,
  type PacketSink,
  TCP_ACK,
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
import { ObservationStore } from './observation-store.ts'
import type { Protocol } from './protocol.ts'
import { RecentBytes } from './recent-bytes.ts'
import { type Clues, type Desk, LinkReport } from './reports.ts'
import { SessionPool } from './session-pool.ts'
import { TcpSession } from './tcp-session.ts'

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

/** Handshakes looked at of one source: its stack does not change from one connection to the next. */
const HANDSHAKES = 256
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
  private readonly datagrams: DatagramDesk
  private readonly recent = new RecentBytes()
  private readonly desk: Desk
  private readonly link: LinkReport
  private readonly events: FlowEvents | null
  private readonly oddities = new Map<string, number>()
  private clock = 0
  private gaps = 0
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
    this.sessions = new SessionPool(limits.sessions, limits.sessionBytes, (row) => this.finishSession(row))
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
      this.rebind(p, row)
    if (p.protocol === IP_TCP) {
      if (p.tcpFlags & TCP_SYN) this.opening(p, row)
      if (p.payloadEnd > p.payload && !p.fragment) this.segment(p, row)
      if (p.tcpFlags & (TCP_FIN | TCP_RST)) this.closing(p, row)
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
      gaps: this.gaps,
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

  /** The first packet of a side, or one whose source MAC is another than before. */
  private rebind(p: Packet, row: number): void {
    const side = this.flows.side as 0 | 1
    this.countSide(row, side)
    const [high, binding] = side === 0 ? [flow.MAC_A_HIGH, flow.BINDING_A] : [flow.MAC_B_HIGH, flow.BINDING_B]
    this.flows.set(row, high, p.srcMacHigh)
    this.flows.set(row, high + 1, p.srcMacLow)
    this.flows.set(row, binding, this.bindings.source(p, isLinkScope(p)))
  }

  /** Adds what a side of a flow sent since the last time to its MAC and address. */
  private countSide(row: number, side: 0 | 1): void {
    const { flows } = this
    const binding = flows.get(row, side === 0 ? flow.BINDING_A : flow.BINDING_B)
    if (binding < 0) return
    const high = side === 0 ? flow.MAC_A_HIGH : flow.MAC_B_HIGH
    const counted = side === 0 ? flow.COUNTED_A : flow.COUNTED_B
    const packets = flows.get(row, side === 0 ? flow.PACKETS_A : flow.PACKETS_B)
    const more = packets - flows.get(row, counted)
    flows.set(row, counted, packets)
    this.bindings.count(
      binding,
      flows.get(row, high),
      flows.get(row, high + 1),
      flows.keyAt(row, (side === 0 ? flow.KEY.addressA : flow.KEY.addressB)[3]),
      more,
      flows.stat(row, flow.LAST),
    )
  }

  /** SYN: who is client, and whether a new connection begins. */
  private opening(p: Packet, row: number): void {
    const { flows } = this
    const side = flows.side as 0 | 1
    const answer = (p.tcpFlags & TCP_ACK) !== 0
    const seen = answer ? (side === 0 ? flow.SYNACK_A : flow.SYNACK_B) : side === 0 ? flow.SYN_A : flow.SYN_B
    const isn = side === 0 ? flow.ISN_A : flow.ISN_B
    if ((flows.get(row, flow.STATE) & seen) !== 0 && flows.get(row, isn) === p.seq) return
    if (this.reused(p, row, side)) this.restart(p, row)
    flows.set(row, isn, p.seq)
    const clientIsB = answer ? side === 0 : side === 1
    const state = (flows.get(row, flow.STATE) | seen | flow.ROLES_KNOWN) & ~flow.CLIENT_B
    flows.set(row, flow.STATE, clientIsB ? state | flow.CLIENT_B : state)
    this.events?.opening(p, answer)
    this.handshake(p, row, side)
  }

  /** FIN and RST: a session whose bytes have all arrived is over. */
  private closing(p: Packet, row: number): void {
    const { flows } = this
    const before = flows.get(row, flow.STATE)
    if (p.tcpFlags & TCP_RST && (before & flow.CLOSED) === 0) this.reset(p, before)
    flows.set(row, flow.STATE, before | flow.CLOSED)
    const number = flows.get(row, flow.SESSION)
    if (number < 0) return
    const session = this.sessions.get(number)
    if (p.tcpFlags & TCP_FIN) session.fin(flows.side as 0 | 1, (p.seq + (p.payloadEnd - p.payload)) | 0)
    if (p.tcpFlags & TCP_RST || session.closed) this.finishSession(row)
  }

  /** A reset where a SYN-ACK was due. */
  private reset(p: Packet, state: number): void {
    const [asked, accepted] =
      this.flows.side === 0 ? [flow.SYN_B, flow.SYNACK_A] : [flow.SYN_A, flow.SYNACK_B]
    if ((state & asked) !== 0 && (state & accepted) === 0) this.events?.refused(p)
  }

  /**
   * A SYN with another initial number on known ports is a new connection; the same number is a retransmission.
   * A SYN-ACK is one where the SYN before it was not seen.
   */
  private reused(p: Packet, row: number, side: 0 | 1): boolean {
    const state = this.flows.get(row, flow.STATE)
    const payload = (state & (flow.PAYLOAD_A | flow.PAYLOAD_B)) !== 0
    if ((p.tcpFlags & TCP_ACK) === 0) return payload || (state & (side === 0 ? flow.SYN_A : flow.SYN_B)) !== 0
    if (state & (side === 0 ? flow.SYNACK_A : flow.SYNACK_B)) return true
    return payload && (state & (side === 0 ? flow.SYN_B : flow.SYN_A)) === 0
  }

  private restart(p: Packet, row: number): void {
    const { flows } = this
    const side = flows.side as 0 | 1
    const counter = side === 0 ? flow.PACKETS_A : flow.PACKETS_B
    const counted = side === 0 ? flow.COUNTED_A : flow.COUNTED_B
    // This packet was counted already: it belongs to the new connection.
    flows.set(row, counter, flows.get(row, counter) - 1)
    flows.set(row, counted, Math.min(flows.get(row, counted), flows.get(row, counter)))
    this.ended(row)
    flows.restart(row, p.time)
    flows.set(row, counter, 1)
    flows.stats[row * flow.STATS + (side === 0 ? flow.BYTES_A : flow.BYTES_B)] = p.wireLength
    this.rebind(p, row)
  }

  private handshake(p: Packet, row: number, side: 0 | 1): void {
    const binding = this.flows.get(row, side === 0 ? flow.BINDING_A : flow.BINDING_B)
    if (this.bindings.handshakes(binding) >= HANDSHAKES) return
    const ip = p.bytes.subarray(p.ipStart, p.transport)
    const end = Math.min(
      p.transport + 60,
      p.payload > p.transport ? p.payload : p.transport + 20,
      p.bytes.length,
    )
    const tcp = p.bytes.subarray(p.transport, end)
    for (const { name, handshake } of this.candidates.handshake)
      handshake!.observe(ip, tcp, this.link.open(p, name))
  }

  private segment(p: Packet, row: number): void {
    const { flows } = this
    const side = flows.side as 0 | 1
    const state = flows.get(row, flow.STATE) | (side === 0 ? flow.PAYLOAD_A : flow.PAYLOAD_B)
    flows.set(row, flow.STATE, state)
    if (state & flow.DONE) return
    let number = flows.get(row, flow.SESSION)
    if (number < 0) {
      number = this.sessions.add(row, this.openSession(p, row, side, state))
      flows.set(row, flow.SESSION, number)
    }
    const session = this.sessions.get(number)
    session.segment(side, p)
    if (session.over) this.finishSession(row)
    else this.sessions.watch(number)
  }

  private openSession(p: Packet, row: number, side: 0 | 1, state: number): TcpSession {
    const { flows } = this
    const [sideAPort, sideBPort] = side === 0 ? [p.srcPort, p.dstPort] : [p.dstPort, p.srcPort]
    const known = (state & flow.ROLES_KNOWN) !== 0
    const clientIsB = known
      ? (state & flow.CLIENT_B) !== 0
      : this.candidates.clientIsB(sideAPort, sideBPort, 'tcp')
    const candidates = this.candidates.forStream(sideAPort, sideBPort)
    const session = new TcpSession(this.desk, p, side, clientIsB ? 1 : 0, known, candidates)
    if (state & (flow.SYN_A | flow.SYNACK_A)) session.begin(0, flows.get(row, flow.ISN_A))
    if (state & (flow.SYN_B | flow.SYNACK_B)) session.begin(1, flows.get(row, flow.ISN_B))
    return session
  }

  /** Takes over what a session learned and lets it go. */
  private finishSession(row: number): void {
    const { flows } = this
    const number = flows.get(row, flow.SESSION)
    if (number < 0) return
    const session = this.sessions.get(number)
    session.end()
    this.gaps += session.gaps
    this.learned(row, session.recognised, session.rolesKnown ? session.clientSide : null)
    if (session.facts !== null) this.sessions.keepFacts(row, session.facts)
    this.sessions.remove(number)
    flows.set(row, flow.SESSION, -1)
    flows.set(row, flow.STATE, flows.get(row, flow.STATE) | flow.DONE)
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
    this.finishSession(row)
    this.datagrams.forget(row)
    this.countSide(row, 0)
    this.countSide(row, 1)
    this.ledger.add(this.flows, row, this.sessions.takeFacts(row), this.events)
  }
}

const serviceFields = (protocols: readonly Protocol[]): ReadonlySet<FieldName> =>
  new Set(
    protocols.flatMap(({ fields }) =>
      (Object.keys(fields) as FieldName[]).filter((name) => fields[name]!.service === true),
    ),
  )
