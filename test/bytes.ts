/** Byte writers for fixtures and tests: Ethernet, IPv4/IPv6, UDP, TCP with right checksums, and pcap files. Shares no code with `src/`. */

export type Bytes = Uint8Array

/** Concatenates numbers (one byte each), byte arrays, Latin-1 text. */
export function bytes(...parts: (number | string | ArrayLike<number>)[]): Bytes {
  return Uint8Array.from(
    parts.flatMap((p) =>
      typeof p === 'number'
        ? [p & 255]
        : typeof p === 'string'
          ? [...Buffer.from(p, 'latin1')]
          : Array.from(p),
    ),
  )
}
export const u16 = (n: number): Bytes => bytes(n >>> 8, n)
export const u24 = (n: number): Bytes => bytes(n >>> 16, n >>> 8, n)
export const u32 = (n: number): Bytes => bytes(n >>> 24, n >>> 16, n >>> 8, n)
export const u16le = (n: number): Bytes => bytes(n, n >>> 8)
export const u32le = (n: number): Bytes => bytes(n, n >>> 8, n >>> 16, n >>> 24)
export const hex = (text: string): Bytes => Uint8Array.from(Buffer.from(text.replace(/[\s:.-]/g, ''), 'hex'))
export const zeros = (n: number): Bytes => new Uint8Array(n)
export const utf16le = (text: string): Bytes => Uint8Array.from(Buffer.from(text, 'utf16le'))
export const mac = (text: string): Bytes => hex(text)

export function ip(text: string): Bytes {
  if (!text.includes(':')) return bytes(...text.split('.').map(Number))
  const [head = '', tail] = text.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = !tail ? [] : tail.split(':')
  const middle = tail === undefined ? [] : new Array<string>(8 - left.length - right.length).fill('0')
  return bytes(...[...left, ...middle, ...right].map((g) => u16(Number.parseInt(g, 16))))
}

/** One's complement sum of RFC 1071. */
export function checksum(...parts: Bytes[]): number {
  let sum = 0
  for (const part of parts)
    for (let i = 0; i < part.length; i += 2) sum += (part[i]! << 8) | (part[i + 1] ?? 0)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return ~sum & 0xffff
}

export interface Hop {
  readonly srcMac: string
  readonly dstMac: string
  readonly src: string
  readonly dst: string
  readonly srcPort: number
  readonly dstPort: number
  readonly ttl?: number
}

/** The same hop seen from the other end. */
export const back = (h: Hop): Hop => ({
  ...h,
  srcMac: h.dstMac,
  dstMac: h.srcMac,
  src: h.dst,
  dst: h.src,
  srcPort: h.dstPort,
  dstPort: h.srcPort,
})

export const ethernet = (dst: string, src: string, etherType: number, payload: Bytes): Bytes =>
  bytes(mac(dst), mac(src), u16(etherType), payload)

/** An IEEE 802.3 frame with an LLC header. */
export const llc = (dst: string, src: string, payload: Bytes): Bytes =>
  bytes(mac(dst), mac(src), u16(payload.length), payload)

export function ipv4(
  src: string,
  dst: string,
  protocol: number,
  payload: Bytes,
  ttl = 64,
  id = 0x1234,
): Bytes {
  const header = bytes(
    0x45,
    0,
    u16(20 + payload.length),
    u16(id),
    0x40,
    0,
    ttl,
    protocol,
    0,
    0,
    ip(src),
    ip(dst),
  )
  header.set(u16(checksum(header)), 10)
  return bytes(header, payload)
}

export const ipv6 = (src: string, dst: string, next: number, payload: Bytes, hopLimit = 64): Bytes =>
  bytes(0x60, 0, 0, 0, u16(payload.length), next, hopLimit, ip(src), ip(dst), payload)

const pseudo = (src: string, dst: string, protocol: number, length: number): Bytes =>
  bytes(
    ip(src),
    ip(dst),
    src.includes(':') ? bytes(u32(length), 0, 0, 0, protocol) : bytes(0, protocol, u16(length)),
  )

/** Wraps an IP payload in IPv4 or IPv6 (by the addresses) and Ethernet. */
export function ipFrame(h: Omit<Hop, 'srcPort' | 'dstPort'>, protocol: number, payload: Bytes): Bytes {
  return h.src.includes(':')
    ? ethernet(h.dstMac, h.srcMac, 0x86dd, ipv6(h.src, h.dst, protocol, payload, h.ttl))
    : ethernet(h.dstMac, h.srcMac, 0x0800, ipv4(h.src, h.dst, protocol, payload, h.ttl))
}

/** An Ethernet frame with one UDP datagram. */
export function udp(h: Hop, payload: Bytes): Bytes {
  const datagram = bytes(u16(h.srcPort), u16(h.dstPort), u16(8 + payload.length), 0, 0, payload)
  datagram.set(u16(checksum(pseudo(h.src, h.dst, 17, datagram.length), datagram) || 0xffff), 6)
  return ipFrame(h, 17, datagram)
}

export const FIN = 1
export const SYN = 2
export const RST = 4
export const PSH = 8
export const ACK = 16

/** An Ethernet frame with one TCP segment. */
export function tcp(
  h: Hop,
  seq: number,
  ack: number,
  flags: number,
  payload: Bytes = zeros(0),
  options: Bytes = zeros(0),
): Bytes {
  const words = 5 + options.length / 4
  const segment = bytes(
    u16(h.srcPort),
    u16(h.dstPort),
    u32(seq),
    u32(ack),
    words << 4,
    flags,
    u16(64240),
    0,
    0,
    0,
    0,
    options,
    payload,
  )
  segment.set(u16(checksum(pseudo(h.src, h.dst, 6, segment.length), segment)), 16)
  return ipFrame(h, 6, segment)
}

/** A whole TCP conversation: handshake, the given messages in turn (cut into segments of at most `mss`), close. */
export function tcpStream(
  h: Hop,
  messages: readonly (readonly ['client' | 'server', Bytes | string])[],
  mss = 1460,
): Bytes[] {
  const mssOption = bytes(2, 4, u16(mss))
  let c = 1000
  let s = 5000
  const frames = [
    tcp(h, c, 0, SYN, zeros(0), mssOption),
    tcp(back(h), s, c + 1, SYN | ACK, zeros(0), mssOption),
    tcp(h, ++c, ++s, ACK),
  ]
  for (const [side, message] of messages) {
    const data = bytes(message)
    for (let i = 0; i < data.length; i += mss) {
      const part = data.subarray(i, i + mss)
      if (side === 'client') {
        frames.push(tcp(h, c, s, PSH | ACK, part))
        c += part.length
      } else {
        frames.push(tcp(back(h), s, c, PSH | ACK, part))
        s += part.length
      }
    }
  }
  frames.push(tcp(h, c, s, FIN | ACK), tcp(back(h), s, c + 1, FIN | ACK), tcp(h, c + 1, s + 1, ACK))
  return frames
}

/** A classic little-endian microsecond pcap file; packets a millisecond apart from `start` (seconds). */
export function pcap(frames: readonly Bytes[], linkType = 1, start = 1_767_225_600): Bytes {
  const header = bytes(u32le(0xa1b2c3d4), u16le(2), u16le(4), zeros(8), u32le(262144), u32le(linkType))
  const records = frames.map((frame, i) => {
    const micros = i * 1000
    const seconds = start + Math.floor(micros / 1_000_000)
    return bytes(u32le(seconds), u32le(micros % 1_000_000), u32le(frame.length), u32le(frame.length), frame)
  })
  const all = new Uint8Array(header.length + records.reduce((n, r) => n + r.length, 0))
  let at = 0
  for (const part of [header, ...records]) {
    all.set(part, at)
    at += part.length
  }
  return all
}
