/** Frames that are not IPv4 between two hosts: ARP, IPv6 on the link, and whatever a persona lays out itself. */
import { BROADCAST_MAC, linkLocal, multicastMac6 } from './addresses.ts'
import type { CaptureWriter } from './capture-writer.ts'
import { folded, sumOf } from './checksum.ts'
import type { Station } from './station.ts'

const LEAST = 46
const NOBODY = new Uint8Array(6)

/** A frame of `from` to `mac` with `payload` under an EtherType, or with a length field where `type` is under 1536. */
export function writeFrame(
  out: CaptureWriter,
  now: number,
  from: Station,
  mac: Uint8Array,
  type: number,
  payload: Uint8Array,
  tagged = true,
): void {
  if (from.segment.via !== null) return
  const { vlan, tap } = from.segment
  const at = out.begin()
  const { bytes } = out
  bytes.set(mac, at)
  bytes.set(from.mac, at + 6)
  let next = at + 12
  for (const word of vlan !== 0 && tagged ? [0x8100, vlan, type] : [type]) {
    bytes[next++] = word >> 8
    bytes[next++] = word & 255
  }
  bytes.set(payload, next)
  let end = next + payload.length
  while (end < next + LEAST) bytes[end++] = 0
  out.end(end - at, now, tap)
}

/** RFC 826. `sender` 0 is a probe (RFC 5227 section 2.1.1). */
export function arpRequest(
  out: CaptureWriter,
  now: number,
  from: Station,
  sender: number,
  wanted: number,
): void {
  writeFrame(out, now, from, BROADCAST_MAC, 0x0806, arp(1, from.mac, sender, NOBODY, wanted))
}

export function arpReply(out: CaptureWriter, now: number, from: Station, to: Station): void {
  writeFrame(out, now, from, to.mac, 0x0806, arp(2, from.mac, from.ip, to.mac, to.ip))
}

/** The body of an ARP packet over Ethernet. */
export function arp(
  operation: number,
  senderMac: Uint8Array,
  sender: number,
  targetMac: Uint8Array,
  target: number,
): Uint8Array {
  const body = new Uint8Array(28)
  const view = new DataView(body.buffer)
  body.set([0, 1, 8, 0, 6, 4, 0, operation])
  body.set(senderMac, 8)
  view.setUint32(14, sender)
  body.set(targetMac, 18)
  view.setUint32(24, target)
  return body
}

/** A UDP datagram over IPv6 from the link-local address (multicast DNS, DHCPv6, LLMNR). */
export function udp6(
  out: CaptureWriter,
  now: number,
  from: Station,
  group: Uint8Array,
  ports: readonly [number, number],
  payload: Uint8Array,
  hopLimit: number,
): void {
  const length = payload.length + 8
  const body = new Uint8Array(length)
  body.set([ports[0] >> 8, ports[0] & 255, ports[1] >> 8, ports[1] & 255, length >> 8, length & 255])
  body.set(payload, 8)
  ip6(out, now, from, linkLocal(from.mac), group, 17, 6, body, hopLimit)
}

/** What a host says when IPv6 comes up: duplicate detection, then the search for routers (RFC 4861, 4862). */
export function icmp6(
  out: CaptureWriter,
  now: number,
  from: Station,
  source: Uint8Array,
  group: Uint8Array,
  message: Uint8Array,
): void {
  ip6(out, now, from, source, group, 58, 2, message, 255)
}

/** RFC 8200 section 3; the checksum of `body` at `checksumAt` covers the pseudo header of section 8.1. */
function ip6(
  out: CaptureWriter,
  now: number,
  from: Station,
  source: Uint8Array,
  destination: Uint8Array,
  next: number,
  checksumAt: number,
  body: Uint8Array,
  hopLimit: number,
): void {
  const packet = new Uint8Array(40 + body.length)
  packet.set([0x60, 0, 0, 0, body.length >> 8, body.length & 255, next, hopLimit])
  packet.set(source, 8)
  packet.set(destination, 24)
  packet.set(body, 40)
  const pseudo =
    sumOf(packet.subarray(8, 40)) + (((body.length & 255) << 8) | (body.length >> 8)) + (next << 8)
  const check = folded(pseudo + sumOf(body)) || 0xffff
  packet[40 + checksumAt] = check & 255
  packet[41 + checksumAt] = check >> 8
  writeFrame(out, now, from, multicastMac6(destination), 0x86dd, packet)
}

const NOWHERE6 = new Uint8Array(16)
const ALL_ROUTERS = Uint8Array.of(0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2)

/** Neighbour solicitation for the own address (RFC 4862 section 5.4.2). */
export function duplicateDetection(out: CaptureWriter, now: number, from: Station): void {
  const own = linkLocal(from.mac)
  const group = Uint8Array.of(0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff, own[13]!, own[14]!, own[15]!)
  icmp6(out, now, from, NOWHERE6, group, Uint8Array.of(135, 0, 0, 0, 0, 0, 0, 0, ...own))
}

/** RFC 4861 section 4.1, with the source link-layer address. */
export function routerSolicitation(out: CaptureWriter, now: number, from: Station): void {
  icmp6(
    out,
    now,
    from,
    linkLocal(from.mac),
    ALL_ROUTERS,
    Uint8Array.of(133, 0, 0, 0, 0, 0, 0, 0, 1, 1, ...from.mac),
  )
}
