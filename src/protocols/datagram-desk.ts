/** Shows datagrams to dissectors: recognises by content, remembers per flow who took it, skips repeats. */
import type { ConversationTls } from '../model/facts.ts'
import { IP_UDP, type Packet } from '../wire/packet.ts'
import * as flow from '../wire/tables/flow-table.ts'
import type { Candidate, Candidates } from './candidates.ts'
import type { DatagramDissector } from './protocol.ts'
import type { RecentBytes } from './recent-bytes.ts'
import { type Desk, PacketReport, sentToMany } from './reports.ts'

/** Datagrams of each direction shown to dissectors that do not follow a conversation. */
const SHOWN_FIRST = 8
/** Datagrams of each direction tried before a conversation counts as not recognised. */
const TRIED = 4
/** Datagrams of one direction after which the other, silent so far, is not waited for any longer. */
const SILENT = 64
/** Flows whose dissectors keep scratch memory; beyond, the oldest is forgotten. */
const MAX_MEMORIES = 8192

/** What the desk has to say of a datagram. */
export interface DatagramOutcome {
  protocol: string | null
  /** Flow side that is the client, if the dissector knows. */
  client: 0 | 1 | null
  tls: ConversationTls | null
  /** No further datagram of the flow need be shown. */
  done: boolean
}

export class DatagramDesk {
  private readonly report: PacketReport
  private readonly candidates: Candidates
  private readonly recent: RecentBytes
  private readonly taken = new Map<number, Candidate<DatagramDissector>>()
  private readonly memories = new Map<number, Map<string, unknown>>()
  private readonly outcome: DatagramOutcome = { protocol: null, client: null, tls: null, done: false }

  constructor(desk: Desk, candidates: Candidates, recent: RecentBytes) {
    this.report = new PacketReport(desk)
    this.candidates = candidates
    this.recent = recent
  }

  /** Shows a datagram of flow `row`; the outcome is reused from call to call. */
  show(p: Packet, row: number, side: 0 | 1, flows: flow.FlowTable): DatagramOutcome {
    const outcome = this.outcome
    outcome.protocol = null
    outcome.client = null
    outcome.tls = null
    outcome.done = false
    if (flows.fresh && side === 1) flows.set(row, flow.STATE, flows.get(row, flow.STATE) | flow.BEGAN_B)
    const candidates = this.offers(p)
    if (candidates.length === 0) {
      outcome.done = true
      return outcome
    }
    if (p.payloadEnd <= p.payload) return outcome
    const shown = this.countShown(row, side, flows)
    const taken = this.taken.get(row)
    if (taken?.dissector.follow === 'all') {
      if (this.recent.repeats(p, p.payload, p.payloadEnd)) return outcome
    } else if (shown > SHOWN_FIRST) {
      outcome.done = this.settled(row, flows, taken === undefined ? TRIED : SHOWN_FIRST)
      return outcome
    }
    const report = this.report.open(p, sentToMany(p), this.memory(row, taken !== undefined))
    const payload = p.bytes.subarray(p.payload, p.payloadEnd)
    const candidate = this.recognise(payload, report, taken, candidates)
    if (candidate === null) {
      // A probe may need to see several datagrams together, and notes what it saw.
      if (report.memory.size > 0 && !this.memories.has(row)) this.keepMemory(row, report.memory)
      outcome.done = taken === undefined && this.settled(row, flows, TRIED)
      return outcome
    }
    report.speaking = candidate.name
    candidate.dissector.observe(payload, report)
    // Only now is it known whether the first datagram left something to remember.
    if (taken !== candidate) this.take(row, candidate, report.memory)
    this.conclude(candidate.name, side)
    outcome.done = candidate.dissector.follow !== 'all' && this.settled(row, flows, SHOWN_FIRST)
    return outcome
  }

  /** The flow is over. */
  forget(row: number): void {
    this.taken.delete(row)
    this.memories.delete(row)
  }

  private offers(p: Packet): readonly Candidate<DatagramDissector>[] {
    return p.protocol === IP_UDP
      ? this.candidates.forDatagram(p.srcPort, p.dstPort)
      : this.candidates.forIpProtocol(p.protocol)
  }

  /** Who takes this datagram: the one that took the flow before, else the first whose probe says yes. */
  private recognise(
    payload: Uint8Array,
    report: PacketReport,
    taken: Candidate<DatagramDissector> | undefined,
    candidates: readonly Candidate<DatagramDissector>[],
  ): Candidate<DatagramDissector> | null {
    if (taken !== undefined) {
      report.speaking = taken.name
      if (taken.dissector.probe(payload, report)) return taken
    }
    for (const candidate of candidates) {
      report.speaking = candidate.name
      if (candidate.dissector.probe(payload, report)) return candidate
    }
    return null
  }

  private take(row: number, candidate: Candidate<DatagramDissector>, memory: Map<string, unknown>): void {
    this.taken.set(row, candidate)
    if (memory.size > 0) this.keepMemory(row, memory)
  }

  private memory(row: number, known: boolean): Map<string, unknown> {
    const kept = this.memories.get(row)
    if (kept !== undefined) return kept
    const fresh = new Map<string, unknown>()
    if (known) this.keepMemory(row, fresh)
    return fresh
  }

  private keepMemory(row: number, memory: Map<string, unknown>): void {
    if (this.memories.size >= MAX_MEMORIES) {
      const oldest = this.memories.keys().next().value
      if (oldest !== undefined) this.memories.delete(oldest)
    }
    this.memories.set(row, memory)
  }

  private conclude(name: string, side: 0 | 1): void {
    const outcome = this.outcome
    const report = this.report
    outcome.protocol = name
    if (report.offering !== null) {
      const senderServes = report.offering === 'sender'
      outcome.client = senderServes === (side === 1) ? 0 : 1
    }
    if (report.facts !== null) {
      const { version = null, cipher = null, sni = null, alpn = null, ja4 } = report.facts
      outcome.tls = { version, cipher, sni, alpn, ja4: ja4 === undefined ? [] : [ja4] }
    }
  }

  /** How many datagrams of this side, this one included, came to the desk (at most 255 are counted). */
  private countShown(row: number, side: 0 | 1, flows: flow.FlowTable): number {
    const both = flows.get(row, flow.SHOWN)
    const shift = side * 16
    const shown = Math.min(255, ((both >>> shift) & 0xffff) + 1)
    flows.set(row, flow.SHOWN, (both & ~(0xffff << shift)) | (shown << shift))
    return shown
  }

  /** Each side has shown `enough`, or is silent while the other goes on and on. */
  private settled(row: number, flows: flow.FlowTable, enough: number): boolean {
    const both = flows.get(row, flow.SHOWN)
    const [a, b] = [both & 0xffff, both >>> 16]
    return (a >= enough || (a === 0 && b >= SILENT)) && (b >= enough || (b === 0 && a >= SILENT))
  }
}
