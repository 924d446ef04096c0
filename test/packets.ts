/** Packet records as the decoder fills them, for tests of what stands behind it. */
import { type Ip, ipWords } from '../src/model/ip.ts'
import { IP_UDP, Packet } from '../src/wire/packet.ts'

export interface Given {
  readonly src: string
  readonly dst: string
  readonly srcPort?: number
  readonly dstPort?: number
  readonly time?: number
  readonly protocol?: number
  readonly srcMac?: readonly [high: number, low: number]
  readonly vlan?: number
  readonly ttl?: number
  readonly length?: number
  readonly payload?: Uint8Array
}

export function packetOf(given: Given): Packet {
  const p = new Packet()
  p.over(given.payload ?? new Uint8Array(0))
  p.payloadEnd = p.bytes.length
  p.time = given.time ?? 1
  p.wireLength = given.length ?? 100
  p.ipVersion = given.src.includes(':') ? 6 : 4
  ;[p.s0, p.s1, p.s2, p.s3] = ipWords(given.src as Ip) as [number, number, number, number]
  ;[p.d0, p.d1, p.d2, p.d3] = ipWords(given.dst as Ip) as [number, number, number, number]
  p.srcPort = given.srcPort ?? 1000
  p.dstPort = given.dstPort ?? 2000
  p.protocol = given.protocol ?? IP_UDP
  p.hasMac = given.srcMac !== undefined
  ;[p.srcMacHigh, p.srcMacLow] = given.srcMac ?? [0, 0]
  p.vlan = given.vlan ?? -1
  p.ttl = given.ttl ?? 64
  return p
}

/** The same conversation seen from the other end. */
export const reply = (given: Given): Given => ({
  ...given,
  src: given.dst,
  dst: given.src,
  srcPort: given.dstPort ?? 2000,
  dstPort: given.srcPort ?? 1000,
})
