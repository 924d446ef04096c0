/** Which dissectors to ask, and in which order: those that claim a port first, then all others. */
import type { FieldInfo, FieldName } from '../model/observation.ts'
import type { DatagramDissector, FrameDissector, Protocol, StreamDissector } from './protocol.ts'

export interface Candidate<D> {
  /** Ports it claims. */
  readonly ports: readonly number[]
  readonly name: string
  readonly dissector: D
}

export class Candidates {
  /** Frame dissectors by EtherType, by LLC SAP and by SNAP protocol. */
  readonly etherTypes = new Map<number, Candidate<FrameDissector>>()
  readonly saps = new Map<number, Candidate<FrameDissector>>()
  readonly snap = new Map<number, Candidate<FrameDissector>>()
  /** Who reads management frames of IEEE 802.11. */
  wlanManagement: Candidate<FrameDissector> | undefined
  readonly handshake: readonly Protocol[]

  private readonly byIpProtocol = new Map<number, readonly Candidate<DatagramDissector>[]>()
  private readonly streamOrder: Order<Candidate<StreamDissector>>
  private readonly datagramOrder: Order<Candidate<DatagramDissector>>

  constructor(protocols: readonly Protocol[]) {
    for (const { name, frame } of protocols) {
      if (frame === undefined) continue
      const candidate = { name, dissector: frame, ports: [] }
      for (const type of frame.etherTypes ?? []) this.etherTypes.set(type, candidate)
      for (const sap of frame.saps ?? []) this.saps.set(sap, candidate)
      if (frame.wlanManagement === true) this.wlanManagement = candidate
      for (const id of frame.snap ?? []) this.snap.set(id, candidate)
    }
    this.handshake = protocols.filter((p) => p.handshake !== undefined)
    this.streamOrder = new Order(
      protocols.flatMap(({ name, stream, ports }) =>
        stream ? [{ name, dissector: stream, ports: ports?.tcp ?? [] }] : [],
      ),
    )
    this.datagramOrder = new Order(
      protocols.flatMap(({ name, datagram, ports }) =>
        datagram && datagram.ipProtocols === undefined
          ? [{ name, dissector: datagram, ports: ports?.udp ?? [] }]
          : [],
      ),
    )
    for (const { name, datagram } of protocols)
      for (const id of datagram?.ipProtocols ?? [])
        this.byIpProtocol.set(id, [...this.forIpProtocol(id), { name, dissector: datagram!, ports: [] }])
  }

  forStream(portA: number, portB: number): readonly Candidate<StreamDissector>[] {
    return this.streamOrder.forPorts(portA, portB)
  }

  forDatagram(portA: number, portB: number): readonly Candidate<DatagramDissector>[] {
    return this.datagramOrder.forPorts(portA, portB)
  }

  forIpProtocol(protocol: number): readonly Candidate<DatagramDissector>[] {
    return this.byIpProtocol.get(protocol) ?? []
  }

  /**
   * Who is the client where no handshake told: the side whose port a dissector claims serves, else the one with
   * the lower port. True: side b.
   */
  clientIsB(portA: number, portB: number, transport: 'tcp' | 'udp'): boolean {
    const order = transport === 'tcp' ? this.streamOrder : this.datagramOrder
    const [a, b] = [order.claims(portA), order.claims(portB)]
    return a === b ? portA < portB : a
  }
}

/** Candidates in the order to ask them, for any two ports. */
class Order<C extends { readonly ports: readonly number[] }> {
  private readonly all: readonly C[]
  /** 1 for ports that some candidate claims. */
  private readonly claimed = new Uint8Array(65_536)
  /** By the claimed ones of two ports; so there are few lists. */
  private readonly lists = new Map<number, readonly C[]>()

  constructor(all: readonly C[]) {
    this.all = all
    for (const { ports } of all) for (const port of ports) this.claimed[port] = 1
    this.lists.set(0, all)
  }

  claims(port: number): boolean {
    return this.claimed[port] === 1
  }

  /** Those that claim one of the ports first, then all others. */
  forPorts(portA: number, portB: number): readonly C[] {
    const a = this.claimed[portA] === 1 ? portA : 0
    const b = this.claimed[portB] === 1 ? portB : 0
    return this.lists.get(a * 65_536 + b) ?? this.make(a, b)
  }

  private make(a: number, b: number): readonly C[] {
    const first = this.all.filter((c) => c.ports.includes(a) || c.ports.includes(b))
    const list = [...first, ...this.all.filter((c) => !first.includes(c))]
    this.lists.set(a * 65_536 + b, list)
    return list
  }
}

/** All declared fields of the given protocols. */
export function fieldsOf(protocols: readonly Protocol[]): ReadonlyMap<FieldName, FieldInfo> {
  return new Map(protocols.flatMap((p) => Object.entries(p.fields) as [FieldName, FieldInfo][]))
}
