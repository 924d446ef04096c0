/**
 * One followed TCP connection: recognises its protocol from the first bytes of both sides, then feeds the
 * dissector until it has learned enough. Everything is bounded; the engine ends the oldest when there are
 * too many.
 */
import type { ConversationTls } from '../model/facts.ts'
import { type Packet, TCP_ACK, TCP_SYN } from '../wire/packet.ts'
import { StreamAssembler } from '../wire/tcp/stream-assembler.ts'
import type { Candidate } from './candidates.ts'
import type {
  Party,
  StreamDissector,
  StreamHead,
  StreamReport,
  StreamSession,
  StreamSide,
  TlsFacts,
} from './protocol.ts'
import {
  BaseReport,
  type Desk,
  destinationIp,
  destinationMac,
  sourceIp,
  sourceMac,
  vlanOf,
} from './reports.ts'

/** Bytes of each side that are looked at to recognise a protocol. */
const HEAD_BYTES = 1024
/** Bytes of each side that are dissected unless the dissector asks for more. */
const FOLLOWED_BYTES = 65_536
/** No dissector may follow further (bytes of each side). */
const MOST_FOLLOWED_BYTES = 16 * 1024 * 1024

/** Sides of the flow, as the flow table knows them. */
type FlowSide = 0 | 1

export class TcpSession extends BaseReport<StreamSide> implements StreamReport {
  /** Nothing more to learn: the engine may drop the session. */
  over = false
  /** Name of the recognised protocol. */
  recognised: string | null = null
  facts: ConversationTls | null = null
  /** Times bytes were missing. */
  gaps = 0
  /** Which flow side is the client; content may overrule what the engine thought. */
  clientSide: FlowSide
  rolesKnown: boolean

  protected speaker: StreamSide = 'client'
  protected readonly transport = 'tcp'
  private readonly parties: [Party, Party]
  private readonly candidates: readonly Candidate<StreamDissector>[]
  private readonly assemblers: [StreamAssembler, StreamAssembler]
  private readonly seen = [0, 0]
  /** Sequence number of each side's FIN. */
  private readonly fins: [number | null, number | null] = [null, null]
  private session: StreamSession | null = null
  private handing = false
  /** What is spoken now is spoken with a host behind the server. */
  private proxied = false
  private budget = FOLLOWED_BYTES

  constructor(
    desk: Desk,
    p: Packet,
    side: FlowSide,
    clientSide: FlowSide,
    rolesKnown: boolean,
    candidates: readonly Candidate<StreamDissector>[],
  ) {
    super(desk)
    this.clientSide = clientSide
    this.rolesKnown = rolesKnown
    this.candidates = candidates
    const source: Party = { mac: sourceMac(p), ip: sourceIp(p), port: p.srcPort }
    const destination: Party = { mac: destinationMac(p), ip: destinationIp(p), port: p.dstPort }
    this.parties = side === 0 ? [source, destination] : [destination, source]
    this.assemblers = [this.assembler(0), this.assembler(1)]
  }

  /** Bytes held for both sides. */
  get held(): number {
    return this.assemblers[0].held + this.assemblers[1].held
  }

  get client(): Party {
    return this.parties[this.clientSide]
  }

  get server(): Party {
    const party = this.parties[this.clientSide === 0 ? 1 : 0]
    return this.proxied ? { ...party, mac: null, ip: null } : party
  }

  /** The first byte of a side follows this sequence number. */
  begin(side: FlowSide, isn: number): void {
    this.assemblers[side].begin((isn + 1) | 0)
  }

  segment(side: FlowSide, p: Packet): void {
    this.at = p.time
    this.file = p.file
    this.packetNumber = p.number
    this.interfaceIndex = p.interface
    this.vlan = vlanOf(p)
    const own = this.assemblers[side]
    const other = this.assemblers[side === 0 ? 1 : 0]
    // Data in a SYN begins behind its number (RFC 7413).
    const seq = p.tcpFlags & TCP_SYN ? (p.seq + 1) | 0 : p.seq
    own.segment(seq, p.bytes, p.payload, p.payloadEnd)
    if (p.tcpFlags & TCP_ACK) other.acknowledged(p.ack)
    if (own.full || other.full) this.over = true
  }

  /** A side's FIN, which stands behind its last byte: nothing more comes from it. */
  fin(side: FlowSide, seq: number): void {
    this.fins[side] = seq
  }

  /** Both sides have closed, and all they sent has arrived. */
  get closed(): boolean {
    const [a, b] = this.fins
    return a !== null && b !== null && this.assemblers[0].complete(a) && this.assemblers[1].complete(b)
  }

  /** The connection has ended, or is followed no further. */
  end(): void {
    if (!this.over) {
      this.assemblers[0].finish()
      this.assemblers[1].finish()
    }
    if (!this.over && this.session === null) this.settle()
    this.session?.end?.()
    this.close()
  }

  party(who: StreamSide): Party {
    return who === 'client' ? this.client : this.server
  }

  protocol(name: string): void {
    if (this.recognised === this.speaking) this.recognised = name
  }

  tls(facts: TlsFacts): void {
    const old = this.facts
    const ja4 = new Set(old?.ja4 ?? [])
    if (facts.ja4 !== undefined) ja4.add(facts.ja4)
    this.facts = {
      version: facts.version ?? old?.version ?? null,
      cipher: facts.cipher ?? old?.cipher ?? null,
      sni: facts.sni ?? old?.sni ?? null,
      alpn: facts.alpn ?? old?.alpn ?? null,
      ja4: [...ja4],
    }
  }

  handover(to?: 'elsewhere'): void {
    this.handing = true
    this.proxied ||= to === 'elsewhere'
  }

  done(): void {
    this.over = true
  }

  follow(bytes: number): void {
    this.budget = Math.min(Math.max(this.budget, bytes), MOST_FOLLOWED_BYTES)
  }

  protected roles(): { client: Party; server: Party } {
    return { client: this.client, server: this.server }
  }

  protected other(who: StreamSide): Party {
    return who === 'client' ? this.server : this.client
  }

  private assembler(side: FlowSide): StreamAssembler {
    return new StreamAssembler({
      data: (bytes) => this.arrived(side, bytes),
      gap: () => this.missing(side),
    })
  }

  private sideName(side: FlowSide): StreamSide {
    return side === this.clientSide ? 'client' : 'server'
  }

  /** New bytes of one side; returns how many are done with. */
  private arrived(side: FlowSide, bytes: Uint8Array): number {
    if (this.over) return bytes.length
    if (this.session === null) return this.recognise(side, bytes)
    return this.feed(side, bytes)
  }

  private feed(side: FlowSide, bytes: Uint8Array): number {
    this.speaker = this.sideName(side)
    const used = Math.max(0, this.session!.data(this.speaker, bytes))
    // What is skipped costs nothing and does not count.
    const looked = Math.min(used, bytes.length)
    this.seen[side]! += looked
    if (this.handing) this.handOver(side)
    else if (this.seen[side]! + (bytes.length - looked) > this.budget) this.over = true
    return used
  }

  /** Another protocol speaks from here on: forget this dissector, recognise anew. */
  private handOver(side: FlowSide): void {
    this.handing = false
    this.session?.end?.()
    this.session = null
    this.seen.fill(0)
    this.assemblers[side === 0 ? 1 : 0].redeliver()
    this.assemblers[side].redeliver()
  }

  private missing(side: FlowSide): void {
    this.gaps++
    if (this.session === null || this.over) return
    this.speaker = this.sideName(side)
    if (this.session.gap) this.session.gap(this.speaker)
    else this.over = true
  }

  private recognise(side: FlowSide, bytes: Uint8Array): number {
    const other: FlowSide = side === 0 ? 1 : 0
    const heads: [Uint8Array, Uint8Array] =
      side === 0 ? [bytes, this.assemblers[1].pending()] : [this.assemblers[0].pending(), bytes]
    let open = false
    for (const candidate of this.candidates) {
      const verdict = this.ask(candidate.dissector, heads)
      if (verdict === 'yes') return this.start(candidate, side, other, bytes)
      if (verdict === 'more') open = true
    }
    if (!open && heads[0].length > 0 && heads[1].length > 0) this.over = true
    else if (!open && bytes.length >= HEAD_BYTES) this.over = true
    else if (heads[0].length >= HEAD_BYTES && (heads[1].length >= HEAD_BYTES || heads[1].length === 0))
      this.settle()
    else if (heads[1].length >= HEAD_BYTES && heads[0].length === 0) this.settle()
    return this.over ? bytes.length : 0
  }

  /** Asks with the roles as they seem, then, if nobody knows them, the other way round. */
  private ask(dissector: StreamDissector, heads: readonly [Uint8Array, Uint8Array]): 'yes' | 'no' | 'more' {
    const verdict = dissector.probe(this.head(heads, this.clientSide))
    if (verdict === 'yes' || this.rolesKnown) return verdict
    const swapped: FlowSide = this.clientSide === 0 ? 1 : 0
    const otherVerdict = dissector.probe(this.head(heads, swapped))
    if (otherVerdict !== 'yes') return verdict === 'more' ? 'more' : otherVerdict
    this.clientSide = swapped
    return 'yes'
  }

  private head(heads: readonly [Uint8Array, Uint8Array], client: FlowSide): StreamHead {
    const server: FlowSide = client === 0 ? 1 : 0
    return {
      client: heads[client],
      server: heads[server],
      clientPort: this.parties[client].port,
      serverPort: this.parties[server].port,
    }
  }

  private start(
    candidate: Candidate<StreamDissector>,
    side: FlowSide,
    other: FlowSide,
    bytes: Uint8Array,
  ): number {
    this.adopt(candidate)
    this.assemblers[other].redeliver()
    return this.over || this.session === null ? bytes.length : this.feed(side, bytes)
  }

  private adopt(candidate: Candidate<StreamDissector>): void {
    this.speaking = candidate.name
    // A conversation keeps the name it began with: SMTP that goes on inside TLS is SMTP.
    this.recognised ??= candidate.name
    this.rolesKnown = true
    this.budget = FOLLOWED_BYTES
    this.session = candidate.dissector.start(this)
  }

  /** No more bytes will help: take the first candidate that could be it and has the port for it, if any. */
  private settle(): void {
    const heads: [Uint8Array, Uint8Array] = [this.assemblers[0].pending(), this.assemblers[1].pending()]
    if (heads[0].length + heads[1].length === 0) return
    const ports = [this.parties[0].port, this.parties[1].port]
    const likely = this.candidates.find(
      (c) => c.ports.some((port) => ports.includes(port)) && this.ask(c.dissector, heads) === 'more',
    )
    if (likely === undefined) {
      this.over = true
      return
    }
    this.adopt(likely)
    this.assemblers[0].redeliver()
    this.assemblers[1].redeliver()
  }

  private close(): void {
    this.over = true
    this.session = null
    this.assemblers[0].free()
    this.assemblers[1].free()
  }
}
