/** Shows TCP connections to dissectors: tells who is client, when a connection begins anew, and ends its session. */
import { type Packet, TCP_ACK, TCP_FIN, TCP_RST } from '../wire/packet.ts'
import * as flow from '../wire/tables/flow-table.ts'
import type { Candidates } from './candidates.ts'
import type { FlowEvents } from './flow-events.ts'
import { type Desk, LinkReport } from './reports.ts'
import type { SessionPool } from './session-pool.ts'
import { TcpSession } from './tcp-session.ts'

/** Handshakes looked at of one source: its stack does not change from one connection to the next. */
const HANDSHAKES = 256

/** What the desk asks of the engine it belongs to. */
export interface TcpOwner {
  /** Another connection begins on the ports of a flow row. */
  renewed(p: Packet, row: number): void
  /** What a session learned: its protocol, and the side that is the client. */
  learned(row: number, protocol: string | null, client: 0 | 1 | null): void
}

export class TcpDesk {
  /** Ranges of bytes that no capture holds. */
  gaps = 0
  private readonly desk: Desk
  private readonly link: LinkReport
  private readonly candidates: Candidates
  private readonly flows: flow.FlowTable
  private readonly sessions: SessionPool
  private readonly events: FlowEvents | null
  private readonly owner: TcpOwner

  constructor(
    desk: Desk,
    candidates: Candidates,
    flows: flow.FlowTable,
    sessions: SessionPool,
    events: FlowEvents | null,
    owner: TcpOwner,
  ) {
    this.desk = desk
    this.link = new LinkReport(desk)
    this.candidates = candidates
    this.flows = flows
    this.sessions = sessions
    this.events = events
    this.owner = owner
  }

  /** SYN: who is client, and whether a new connection begins. */
  opening(p: Packet, row: number): void {
    const { flows } = this
    const side = flows.side as 0 | 1
    const answer = (p.tcpFlags & TCP_ACK) !== 0
    const seen = answer ? (side === 0 ? flow.SYNACK_A : flow.SYNACK_B) : side === 0 ? flow.SYN_A : flow.SYN_B
    const isn = side === 0 ? flow.ISN_A : flow.ISN_B
    if ((flows.get(row, flow.STATE) & seen) !== 0 && flows.get(row, isn) === p.seq) return
    if (this.reused(p, row, side)) this.owner.renewed(p, row)
    flows.set(row, isn, p.seq)
    const clientIsB = answer ? side === 0 : side === 1
    const state = (flows.get(row, flow.STATE) | seen | flow.ROLES_KNOWN) & ~flow.CLIENT_B
    flows.set(row, flow.STATE, clientIsB ? state | flow.CLIENT_B : state)
    this.events?.opening(p, answer)
    this.handshake(p, row, side)
  }

  /** FIN and RST: a session whose bytes have all arrived is over. */
  closing(p: Packet, row: number): void {
    const { flows } = this
    const before = flows.get(row, flow.STATE)
    if (p.tcpFlags & TCP_RST && (before & flow.CLOSED) === 0) this.reset(p, before)
    flows.set(row, flow.STATE, before | flow.CLOSED)
    const number = flows.get(row, flow.SESSION)
    if (number < 0) return
    const session = this.sessions.get(number)
    if (p.tcpFlags & TCP_FIN) session.fin(flows.side as 0 | 1, (p.seq + (p.payloadEnd - p.payload)) | 0)
    if (p.tcpFlags & TCP_RST || session.closed) this.finish(row)
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

  private handshake(p: Packet, row: number, side: 0 | 1): void {
    const binding = this.flows.get(row, side === 0 ? flow.BINDING_A : flow.BINDING_B)
    if (this.desk.bindings.handshakes(binding) >= HANDSHAKES) return
    const step = (p.tcpFlags & TCP_ACK) !== 0 ? this.desk.bindings.accepted(binding, p.seq) : null
    const ip = p.bytes.subarray(p.ipStart, p.transport)
    const end = Math.min(
      p.transport + 60,
      p.payload > p.transport ? p.payload : p.transport + 20,
      p.bytes.length,
    )
    const tcp = p.bytes.subarray(p.transport, end)
    for (const { name, handshake } of this.candidates.handshake)
      handshake!.observe(ip, tcp, this.link.open(p, name), step)
  }

  segment(p: Packet, row: number): void {
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
    if (session.over) this.finish(row)
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
  finish(row: number): void {
    const { flows } = this
    const number = flows.get(row, flow.SESSION)
    if (number < 0) return
    const session = this.sessions.get(number)
    session.end()
    this.gaps += session.gaps
    this.owner.learned(row, session.recognised, session.rolesKnown ? session.clientSide : null)
    if (session.facts !== null) this.sessions.keepFacts(row, session.facts)
    this.sessions.remove(number)
    flows.set(row, flow.SESSION, -1)
    flows.set(row, flow.STATE, flows.get(row, flow.STATE) | flow.DONE)
  }
}
