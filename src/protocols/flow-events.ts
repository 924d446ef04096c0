/** What flows and bare packets tell whoever watches: connections asked for, accepted, refused, ended, and crafted headers. */
import type { EventBody, EventSink } from '../model/event.ts'
import type { ConversationTls } from '../model/facts.ts'
import { type Ip, ip4FromWord, ip6FromWords } from '../model/ip.ts'
import { macFromWords } from '../model/mac.ts'
import type { Endpoint } from '../model/observation.ts'
import { IP_ICMP, IP_ICMPV6, IP_IGMP, IP_TCP, IP_UDP, type Packet, TCP_SYN } from '../wire/packet.ts'
import type { FlowSum } from '../wire/tables/conversation-table.ts'
import { destinationIp, destinationMac, sentToMany, sourceIp, sourceMac, vlanOf } from './reports.ts'

export const TCP_URG = 32
/** IPv4-in-IPv4 (RFC 2003). */
const IP_IN_IP = 4
/** RFC 791 section 3.1: loose and strict source route. */
const LSRR = 131
const SSRR = 137
/** Octets of one address in a route, and of an option's type, length and pointer before them. */
const ROUTE_HEAD = 3

/** What the ledger knows of an ended flow, with both directions apart. */
export interface EndedFlow {
  readonly sum: FlowSum
  readonly application: string | null
  readonly clientPackets: number
  readonly clientBytes: number
  readonly clientPort: number
}

/** Types of an echo request: RFC 792, RFC 4443 section 4.1. */
const ECHO = 8
const ECHO_REQUEST_6 = 128

export class FlowEvents {
  private readonly sink: EventSink
  private broadcasts = 0
  private second = 0
  private file = 0
  private packet = 0
  private interfaceIndex = 0
  private vlan: number | null = null
  /** Who sent the last frame to everybody. */
  private sender: readonly [high: number, low: number] = [0, 0]

  constructor(sink: EventSink) {
    this.sink = sink
  }

  /** The first packet of a flow that is not TCP, and oddities of its header. */
  begun(p: Packet): void {
    this.header(p)
    if (p.protocol === IP_TCP) return
    const transport =
      p.protocol === IP_UDP ? 'udp' : p.protocol === IP_ICMP || p.protocol === IP_ICMPV6 ? 'icmp' : 'ip'
    const { srcPort: senderPort } = p
    const type = p.bytes[p.transport]
    const echo =
      (p.protocol === IP_ICMP && type === ECHO) || (p.protocol === IP_ICMPV6 && type === ECHO_REQUEST_6)
    this.forward(p, p.dstPort, { kind: 'first-packet', transport, senderPort, toMany: sentToMany(p), echo })
  }

  /** A SYN that is no retransmission, or the answer to one. */
  opening(p: Packet, answer: boolean): void {
    if (answer) {
      this.backward(p, { kind: 'accepted' })
      return
    }
    const options = offered(p.bytes, p.transport + 20, Math.min(p.payload, p.bytes.length))
    this.forward(p, p.dstPort, { kind: 'opening', ...options })
  }

  /** The server answered a SYN with a reset. */
  refused(p: Packet): void {
    this.backward(p, { kind: 'refused' })
  }

  /** RFC 9293 section 3.8.5: URG points behind the urgent octets; a pointer of 0, or in a SYN, means nothing. */
  urgent(p: Packet): void {
    const { transport: at } = p
    if (at + 20 > p.bytes.length) return
    const pointer = p.view.getUint16(at + 18)
    const sign =
      (p.tcpFlags & TCP_SYN) !== 0
        ? 'syn-urgent'
        : pointer === 0
          ? 'urgent-zero'
          : // Beyond what any window allows in one flight of a device that sends little.
            p.payloadEnd > p.payload && pointer > p.payloadEnd - p.payload + URGENT_AHEAD
            ? 'urgent-beyond'
            : null
    if (sign !== null) this.forward(p, p.dstPort, { kind: 'crafted', sign })
  }

  /** A fragment of what nobody fragments. */
  fragment(p: Packet): void {
    if (p.protocol === IP_IGMP) this.forward(p, 0, { kind: 'crafted', sign: 'igmp-fragment' })
    else if (p.protocol === IP_IN_IP) this.forward(p, 0, { kind: 'crafted', sign: 'ip-in-ip-fragment' })
  }

  /** A frame other than IP. */
  frame(p: Packet): void {
    if ((p.dstMacHigh & 0x100) === 0) return
    const second = Math.floor(p.time)
    if (second !== this.second) {
      if (this.broadcasts >= TELLING_RATE) this.rate()
      this.second = second
      this.broadcasts = 0
    }
    this.broadcasts++
    this.file = p.file
    this.packet = p.number
    this.interfaceIndex = p.interface
    this.vlan = vlanOf(p)
    this.sender = [p.srcMacHigh, p.srcMacLow]
  }

  ended(flow: EndedFlow, tls: ConversationTls | null): void {
    const { sum, application, clientPackets, clientBytes, clientPort } = flow
    this.sink.event({
      kind: 'flow-ended',
      at: sum.last,
      file: -1,
      packet: 0,
      interfaceIndex: 0,
      vlan: null,
      protocol: application ?? '',
      actor: { mac: null, ip: this.words(sum.client, sum.ipVersion) },
      target: { mac: null, ip: this.words(sum.server, sum.ipVersion) },
      port: sum.port,
      transport:
        sum.protocol === IP_TCP
          ? 'tcp'
          : sum.protocol === IP_UDP
            ? 'udp'
            : sum.protocol === IP_ICMP || sum.protocol === IP_ICMPV6
              ? 'icmp'
              : 'ip',
      application,
      clientPackets,
      serverPackets: sum.packets - clientPackets,
      clientBytes,
      serverBytes: sum.bytes - clientBytes,
      clientPort,
      first: sum.first,
      last: sum.last,
      answered: sum.answered,
      rolesKnown: sum.rolesKnown,
      sni: tls?.sni ?? null,
      ja4: tls?.ja4 ?? [],
    })
  }

  finish(): void {
    if (this.broadcasts >= TELLING_RATE) this.rate()
  }

  private rate(): void {
    this.sink.event({
      kind: 'broadcast-rate',
      at: this.second,
      file: this.file,
      packet: this.packet,
      interfaceIndex: this.interfaceIndex,
      vlan: this.vlan,
      protocol: '',
      actor: { mac: macFromWords(...this.sender), ip: null },
      target: NOBODY,
      port: 0,
      frames: this.broadcasts,
    })
  }

  /** IPv4 options of the first packet of a flow: a source route, or one that does not hold together. */
  private header(p: Packet): void {
    if (p.ipVersion !== 4) return
    const head = (p.view.getUint8(p.ipStart) & 15) * 4
    if (head <= 20) return
    const end = Math.min(p.ipStart + head, p.bytes.length)
    for (let at = p.ipStart + 20; at < end; ) {
      const type = p.bytes[at]!
      if (type === 0) return
      if (type === 1) {
        at++
        continue
      }
      const length = at + 1 < end ? p.bytes[at + 1]! : 0
      if (type === LSRR || type === SSRR) {
        const pointer = at + 2 < end ? p.bytes[at + 2]! : 0
        const whole =
          length >= ROUTE_HEAD && at + length <= end && (length - ROUTE_HEAD) % 4 === 0 && pointer >= 4
        this.forward(p, p.dstPort, { kind: 'crafted', sign: whole ? 'source-route' : 'source-route-broken' })
        return
      }
      if (length < 2) return
      at += length
    }
  }

  private forward(p: Packet, port: number, body: EventBody): void {
    this.tell(p, this.end(p, true), this.end(p, false), port, body)
  }

  /** The answer of a server: the actor is the client. */
  private backward(p: Packet, body: EventBody): void {
    this.tell(p, this.end(p, false), this.end(p, true), p.srcPort, body)
  }

  private tell(p: Packet, actor: Endpoint, target: Endpoint, port: number, body: EventBody): void {
    this.sink.event({
      ...body,
      at: p.time,
      file: p.file,
      packet: p.number,
      interfaceIndex: p.interface,
      vlan: vlanOf(p),
      protocol: '',
      actor,
      target,
      port,
    })
  }

  private end(p: Packet, source: boolean): Endpoint {
    return source ? { mac: sourceMac(p), ip: sourceIp(p) } : { mac: destinationMac(p), ip: destinationIp(p) }
  }

  private words(w: Int32Array, version: number): Ip {
    return version === 4 ? ip4FromWord(w[3]!) : ip6FromWords(w[0]!, w[1]!, w[2]!, w[3]!)
  }
}

/** Options 2 (RFC 9293 section 3.2) and 4 (RFC 2018) of a SYN. */
function offered(bytes: Uint8Array, from: number, to: number): { segmentSize: number | null; sack: boolean } {
  let segmentSize: number | null = null
  let sack = false
  for (let at = from; at + 1 < to && bytes[at] !== 0; ) {
    const kind = bytes[at]!
    const length = kind === 1 ? 1 : Math.max(2, bytes[at + 1]!)
    if (kind === 2 && length === 4 && at + 4 <= to) segmentSize = (bytes[at + 2]! << 8) | bytes[at + 3]!
    else if (kind === 4) sack = true
    at += length
  }
  return { segmentSize, sack }
}

/** Octets that urgent data may lie ahead of a segment: the largest segment of a local network. */
const URGENT_AHEAD = 9000
/** Broadcast and multicast frames a second below which no rate is told. */
const TELLING_RATE = 300
const NOBODY: Endpoint = { mac: null, ip: null }
