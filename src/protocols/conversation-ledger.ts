/** Ended flows as conversations: who was client, who served, under which protocol, and how much was seen of both sides. */
import type { Conversation, ConversationTls } from '../model/facts.ts'
import { IP_TCP, IP_UDP } from '../wire/packet.ts'
import { ConversationTable, FlowSum } from '../wire/tables/conversation-table.ts'
import * as flow from '../wire/tables/flow-table.ts'
import type { Candidates } from './candidates.ts'
import type { FlowEvents } from './flow-events.ts'

export class ConversationLedger {
  /** TCP connections with payload, and those of which one direction was never seen. */
  tcpConnections = 0
  oneWay = 0
  private readonly table: ConversationTable
  private readonly candidates: Candidates
  private readonly sum = new FlowSum()
  private readonly names: (string | null)[] = [null]
  private readonly numbers = new Map<string, number>()

  constructor(most: number, candidates: Candidates) {
    this.table = new ConversationTable(most)
    this.candidates = candidates
  }

  get evicted(): number {
    return this.table.evicted
  }

  /** The number that stands for a protocol's name in a flow. */
  numberOf(protocol: string): number {
    let number = this.numbers.get(protocol)
    if (number === undefined) {
      number = this.names.push(protocol) - 1
      this.numbers.set(protocol, number)
    }
    return number
  }

  /** Adds the flow in `row` to its conversation, and tells `events` of it. */
  add(
    flows: flow.FlowTable,
    row: number,
    tls: ConversationTls | null,
    events: FlowEvents | null = null,
  ): void {
    const sum = this.sum
    const state = flows.get(row, flow.STATE)
    const ports = flows.keyAt(row, flow.KEY.ports)
    const [portA, portB] = [ports >>> 16, ports & 0xffff]
    const kind = flows.keyAt(row, flow.KEY.protocol)
    sum.protocol = kind & 0xff
    sum.ipVersion = kind >> 8
    const clientIsB = this.clientIsB(flows, row, state, portA, portB)
    const { addressA, addressB } = flow.KEY
    for (let i = 0; i < 4; i++) {
      sum.client[i] = flows.keyAt(row, clientIsB ? addressB[i]! : addressA[i]!)
      sum.server[i] = flows.keyAt(row, clientIsB ? addressA[i]! : addressB[i]!)
    }
    sum.port = clientIsB ? portA : portB
    sum.name = flows.get(row, flow.PROTOCOL)
    const [a, b] = [flows.get(row, flow.PACKETS_A), flows.get(row, flow.PACKETS_B)]
    sum.packets = a + b
    sum.bytes = flows.stat(row, flow.BYTES_A) + flows.stat(row, flow.BYTES_B)
    sum.first = flows.stat(row, flow.FIRST)
    sum.last = flows.stat(row, flow.LAST)
    sum.answered = answered(state, sum.protocol, clientIsB, a, b)
    sum.rolesKnown = (state & flow.ROLES_KNOWN) !== 0
    this.table.flow(sum, tls)
    this.noteDirections(state, a, b)
    events?.ended(
      {
        sum,
        application: this.names[sum.name] ?? null,
        clientPackets: clientIsB ? b : a,
        clientBytes: flows.stat(row, clientIsB ? flow.BYTES_B : flow.BYTES_A),
        clientPort: clientIsB ? portB : portA,
      },
      tls,
    )
  }

  list(): Conversation[] {
    return this.table.list(this.names)
  }

  private noteDirections(state: number, a: number, b: number): void {
    if (this.sum.protocol !== IP_TCP || (state & (flow.PAYLOAD_A | flow.PAYLOAD_B)) === 0) return
    this.tcpConnections++
    if (a === 0 || b === 0) this.oneWay++
  }

  private clientIsB(
    flows: flow.FlowTable,
    row: number,
    state: number,
    portA: number,
    portB: number,
  ): boolean {
    // A group never asks: what is sent to it is sent by the client.
    const { addressA, addressB } = flow.KEY
    if (isGroup(this.sum.ipVersion, flows.keyAt(row, addressA[0]), flows.keyAt(row, addressA[3]))) return true
    if (isGroup(this.sum.ipVersion, flows.keyAt(row, addressB[0]), flows.keyAt(row, addressB[3])))
      return false
    if (state & flow.ROLES_KNOWN) return (state & flow.CLIENT_B) !== 0
    if (this.sum.protocol === IP_TCP) return this.candidates.clientIsB(portA, portB, 'tcp')
    if (flows.get(row, flow.PACKETS_A) === 0) return true
    if (flows.get(row, flow.PACKETS_B) === 0) return false
    if (this.sum.protocol === IP_UDP && portA !== portB) return this.candidates.clientIsB(portA, portB, 'udp')
    return (state & flow.BEGAN_B) !== 0
  }
}

/** Multicast or broadcast, by the first and last word of an address. */
function isGroup(ipVersion: number, first: number, last: number): boolean {
  return ipVersion === 4 ? last >>> 28 === 0xe || last === -1 : first >>> 24 === 0xff
}

function answered(state: number, protocol: number, clientIsB: boolean, a: number, b: number): boolean {
  if (protocol !== IP_TCP) return (clientIsB ? a : b) > 0
  const accepted = clientIsB ? flow.SYNACK_A | flow.PAYLOAD_A : flow.SYNACK_B | flow.PAYLOAD_B
  return (state & accepted) !== 0
}
