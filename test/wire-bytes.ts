/** Byte writers for what stands around IP: tags, link types, tunnels, fragments. Shares no code with `src/`. */
import {
  type Bytes,
  bytes,
  checksum,
  ethernet,
  hex,
  ip,
  ipv4,
  ipv6,
  mac,
  u16,
  u16le,
  u24,
  u32,
  u32le,
  zeros,
} from './bytes.ts'

/** Puts tags behind the addresses of an Ethernet frame, the first outermost. */
export function tagged(frame: Bytes, tags: readonly (readonly [etherType: number, id: number])[]): Bytes {
  return bytes(
    frame.subarray(0, 12),
    ...tags.flatMap(([type, id]) => [u16(type), u16(id)]),
    frame.subarray(12),
  )
}

/** UDP without checksum, over the IP version of the addresses, without a link header. */
export function bareUdp(src: string, dst: string, srcPort: number, dstPort: number, payload: Bytes): Bytes {
  const datagram = bytes(u16(srcPort), u16(dstPort), u16(8 + payload.length), 0, 0, payload)
  return src.includes(':') ? ipv6(src, dst, 17, datagram) : ipv4(src, dst, 17, datagram)
}

/** Strips the Ethernet header. */
export const bare = (frame: Bytes): Bytes => frame.subarray(14)

const OUTER = ['02:00:00:00:0a:02', '02:00:00:00:0a:01'] as const

/** An outer Ethernet and IPv4 header of a tunnel with its own protocol number. */
export const overIp = (protocol: number, payload: Bytes): Bytes =>
  ethernet(...OUTER, 0x0800, ipv4('192.0.2.1', '192.0.2.2', protocol, payload))

/** An outer Ethernet, IPv4 and UDP header. */
export const overUdp = (port: number, payload: Bytes, srcPort = 50_000): Bytes =>
  ethernet(...OUTER, 0x0800, bareUdp('192.0.2.1', '192.0.2.2', srcPort, port, payload))

export const gre = (protocol: number, payload: Bytes, flags = 0, fields: Bytes = zeros(0)): Bytes =>
  overIp(47, bytes(u16(flags), u16(protocol), fields, payload))

export const vxlan = (frame: Bytes, flags = 8, port = 4789): Bytes =>
  overUdp(port, bytes(flags, 0, 0, 0, u24(5001), 0, frame))

export const geneve = (payload: Bytes, protocol = 0x6558, options: Bytes = zeros(0)): Bytes =>
  overUdp(6081, bytes(options.length / 4, 0, u16(protocol), u24(7), 0, options, payload))

export const erspan1 = (frame: Bytes): Bytes => gre(0x88be, frame)

export const erspan2 = (frame: Bytes): Bytes =>
  gre(0x88be, bytes(u16(0x1000 | 77), u16(0x0005), u32(3), frame), 0x1000, u32(99))

export const erspan3 = (frame: Bytes, platform = false): Bytes => {
  const header = bytes(u16(0x2000 | 77), u16(5), u32(123_456), u16(0), u16(platform ? 1 : 0))
  return gre(0x22eb, bytes(header, platform ? zeros(8) : [], frame), 0x1000, u32(99))
}

export const tzsp = (payload: Bytes, encapsulation = 1, tags: Bytes = bytes(0, 10, 1, 0xd0, 1)): Bytes =>
  overUdp(37_008, bytes(1, 0, u16(encapsulation), tags, payload))

/** LLC and SNAP header in front of what stands behind an EtherType. */
export const snap = (etherType: number, payload: Bytes, oui = 0): Bytes =>
  bytes(0xaa, 0xaa, 3, u24(oui), u16(etherType), payload)

export interface Wlan {
  readonly toDs?: boolean
  readonly fromDs?: boolean
  readonly subtype?: number
  readonly flags?: number
  readonly qos?: number
  readonly fragment?: number
  /** Swaps the octets of frame and sequence control. */
  readonly swapped?: boolean
}

/** An 802.11 data frame from `src` to `dst`, with the addresses where the direction wants them. */
export function wlanData(dst: string, src: string, body: Bytes, w: Wlan = {}): Bytes {
  const ap = '02:00:00:00:aa:01'
  const addresses =
    w.toDs && w.fromDs
      ? [ap, '02:00:00:00:aa:02', dst]
      : w.toDs
        ? [ap, src, dst]
        : w.fromDs
          ? [dst, ap, src]
          : [dst, src, ap]
  const subtype = (w.subtype ?? 0) | (w.qos === undefined ? 0 : 8)
  const control = [(subtype << 4) | 8, (w.flags ?? 0) | (w.toDs ? 1 : 0) | (w.fromDs ? 2 : 0)]
  const sequence = [0x30 | (w.fragment ?? 0), 0x12]
  return bytes(
    ...(w.swapped ? control.reverse() : control),
    u16(44),
    ...addresses.map(mac),
    ...(w.swapped ? sequence.reverse() : sequence),
    w.toDs && w.fromDs ? mac(src) : [],
    w.qos === undefined ? [] : u16le(w.qos),
    (w.flags ?? 0) & 0x80 ? zeros(4) : [],
    body,
  )
}

/** A management or control frame with two addresses (and the BSSID, sequence control for management). */
export const wlanOther = (control: number, dst: string, src: string, body: Bytes = zeros(0)): Bytes =>
  (control & 0x0c) === 0
    ? bytes(control, 0, u16(0), mac(dst), mac(src), mac(dst), u16(0), body)
    : bytes(control, 0, u16(0), mac(dst), mac(src))

/** Radiotap with a time stamp, flags, a rate; `words` more presence words behind the first. */
export function radiotap(frame: Bytes, flags = 0, words = 0): Bytes {
  const present = [u32le(7 | (words > 0 ? 0x8000_0000 : 0))]
  for (let i = 1; i <= words; i++) present.push(u32le(i < words ? 0x8000_0000 : 0))
  const head = bytes(...present)
  const padding = (8 - ((4 + head.length) & 7)) & 7
  const fields = bytes(zeros(padding), zeros(8), flags, 2)
  return bytes(0, 0, u16le(4 + head.length + fields.length), head, fields, frame)
}

export const ppi = (linkType: number, payload: Bytes, fields: Bytes = zeros(0)): Bytes =>
  bytes(0, 0, u16le(8 + fields.length), u32le(linkType), fields, payload)

/** Linux cooked, version 1. */
export const sll = (etherType: number, src: string, payload: Bytes, packetType = 0, hardware = 1): Bytes =>
  bytes(u16(packetType), u16(hardware), u16(6), mac(src), 0, 0, u16(etherType), payload)

/** Linux cooked, version 2. */
export const sll2 = (etherType: number, src: string, payload: Bytes, packetType = 0): Bytes =>
  bytes(u16(etherType), 0, 0, u32(2), u16(1), packetType, 6, mac(src), 0, 0, payload)

/** Netfilter log with the attributes in front of the payload, in the host's order of octets. */
export function nflog(payload: Bytes, src: string | null = null, big = false): Bytes {
  const host16 = big ? u16 : u16le
  const attribute = (type: number, value: Bytes) =>
    bytes(host16(4 + value.length), host16(type), value, zeros((4 - (value.length & 3)) & 3))
  return bytes(
    2,
    0,
    u16(30),
    attribute(1, hex('08000000')),
    src === null ? [] : attribute(8, bytes(u16(6), 0, 0, mac(src), 0, 0)),
    attribute(10, bytes('log prefix\0')),
    attribute(9, payload),
  )
}

/** Cuts the payload of an IPv4 packet at the given offsets (multiples of 8) into fragments. */
export function fragments4(
  src: string,
  dst: string,
  protocol: number,
  payload: Bytes,
  cuts: readonly number[],
  id = 7,
): Bytes[] {
  const edges = [0, ...cuts, payload.length]
  return edges.slice(1).map((to, i) => {
    const from = edges[i]!
    return fragment4(src, dst, protocol, payload.subarray(from, to), from, to < payload.length, id)
  })
}

/** One IPv4 fragment. */
export function fragment4(
  src: string,
  dst: string,
  protocol: number,
  payload: Bytes,
  offset: number,
  more: boolean,
  id = 7,
): Bytes {
  const word = (offset >>> 3) | (more ? 0x2000 : 0)
  const length = u16(20 + payload.length)
  const header = bytes(0x45, 0, length, u16(id), u16(word), 64, protocol, 0, 0, ip(src), ip(dst))
  header.set(u16(checksum(header)), 10)
  return bytes(header, payload)
}

/** One IPv6 fragment. */
export const fragment6 = (
  src: string,
  dst: string,
  next: number,
  payload: Bytes,
  offset: number,
  more: boolean,
  id = 7,
): Bytes => ipv6(src, dst, 44, bytes(next, 0, u16(offset | (more ? 1 : 0)), u32(id), payload))
