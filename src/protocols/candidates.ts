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
  readonly handshake: readonly Protocol[]

  private readonly streams: readonly Candidate<StreamDissector>[]
  private readonly datagrams: readonly Candidate<DatagramDissector>[]
  private readonly byIpProtocol = new Map<number, readonly Candidate<DatagramDissector>[]>()
  private readonly streamOrder = new Map<number, readonly Candidate<StreamDissector>[]>()
  private readonly datagramOrder = new Map<number, readonly Candidate<DatagramDissector>[]>()

  constructor(protocols: readonly Protocol[]) {
    for (const { name, frame } of protocols) {
      if (frame === undefined) continue
      const candidate = { name, dissector: frame, ports: [] }
      for (const type of frame.etherTypes ?? []) this.etherTypes.set(type, candidate)
      for (const sap of frame.saps ?? []) this.saps.set(sap, candidate)
      for (const id of frame.snap ?? []) this.snap.set(id, candidate)
    }
    this.handshake = protocols.filter((p) => p.handshake !== undefined)
    this.streams = protocols.flatMap(({ name, stream, ports }) =>
      stream ? [{ name, dissector: stream, ports: ports?.tcp ?? [] }] : [],
    )
    this.datagrams = protocols.flatMap(({ name, datagram, ports }) =>
      datagram && datagram.ipProtocols === undefined
        ? [{ name, dissector: datagram, ports: ports?.udp ?? [] }]
        : [],
    )
    for (const { name, datagram } of protocols)
      for (const id of datagram?.ipProtocols ?? [])
        this.byIpProtocol.set(id, [...this.forIpProtocol(id), { name, dissector: datagram!, ports: [] }])
  }

  forStream(portA: number, portB: number): readonly Candidate<StreamDissector>[] {
    return ordered(this.streams, this.streamOrder, portA, portB)
  }

  forDatagram(portA: number, portB: number): readonly Candidate<DatagramDissector>[] {
    return ordered(this.datagrams, this.datagramOrder, portA, portB)
  }

  forIpProtocol(protocol: number): readonly Candidate<DatagramDissector>[] {
    return this.byIpProtocol.get(protocol) ?? []
  }

  /** Some dissector claims this port. */
  claimsTcp(port: number): boolean {
    return this.streams.some((c) => c.ports.includes(port))
  }

  claimsUdp(port: number): boolean {
    return this.datagrams.some((c) => c.ports.includes(port))
  }
}

/** The list with those that claim one of two ports in front; equal port sets share one array. */
function ordered<C extends { readonly ports: readonly number[] }>(
  all: readonly C[],
  known: Map<number, readonly C[]>,
  portA: number,
  portB: number,
): readonly C[] {
  const claimedA = all.some((c) => c.ports.includes(portA))
  const claimedB = all.some((c) => c.ports.includes(portB))
  const id = (claimedA ? portA : 0) * 65536 + (claimedB ? portB : 0)
  let order = known.get(id)
  if (order === undefined) {
    const first = all.filter((c) => c.ports.includes(portA) || c.ports.includes(portB))
    order = [...first, ...all.filter((c) => !first.includes(c))]
    known.set(id, order)
  }
  return order
}

/** All declared fields of the given protocols. */
export function fieldsOf(protocols: readonly Protocol[]): ReadonlyMap<FieldName, FieldInfo> {
  return new Map(protocols.flatMap((p) => Object.entries(p.fields) as [FieldName, FieldInfo][]))
}
