/**
 * Tunnels over UDP, by port. A port proves nothing: each checks its header and what it carries, and lets plain
 * datagrams that only happen to use the port go by untouched.
 */
import type { Layers } from '../layers.ts'
import { capwap } from './capwap.ts'
import { gtpU, l2tp, teredo } from './ip-over-udp.ts'
import { geneve, vxlan, vxlanGpe } from './overlays.ts'
import { tzsp } from './tzsp.ts'

type Tunnel = (d: Layers, at: number, end: number) => void

const TUNNELS: ReadonlyMap<number, Tunnel> = new Map<number, Tunnel>([
  [1701, l2tp], // RFC 2661 section 8.1
  [2152, gtpU], // 3GPP TS 29.281 section 4.4.2
  [3544, teredo], // RFC 4380 section 2.7
  [4789, vxlan], // RFC 7348 section 8
  [4790, vxlanGpe], // draft-ietf-nvo3-vxlan-gpe section 8.1
  [5247, capwap], // RFC 5415 section 3.1
  [6081, geneve], // RFC 8926 section 8
  [6635, mplsInUdp], // RFC 7510 section 3
  [8472, vxlan], // before 4789 was assigned; still Linux' default
  [37008, tzsp], // TaZmen sniffer protocol
])

const PORTS = Uint8Array.from({ length: 0x10000 }, (_, port) => (TUNNELS.has(port) ? 1 : 0))

export const isTunnelPort = (source: number, destination: number): boolean =>
  (PORTS[destination]! | PORTS[source]!) !== 0

/** The packet inside the datagram whose payload is `at`..`end`, once the outer one was shown. */
export function udpTunnel(d: Layers, at: number, end: number): void {
  const tunnel = TUNNELS.get(d.packet.dstPort) ?? TUNNELS.get(d.packet.srcPort)
  tunnel?.(d, at, end)
}

function mplsInUdp(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  let inner = at
  do inner += 4
  while (end - inner >= 4 && inner - at < 32 && (b[inner - 2]! & 1) === 0)
  if (end - inner >= 20 && (b[inner - 2]! & 1) === 1 && d.deeper(at, end)) d.mpls(at, end)
}
