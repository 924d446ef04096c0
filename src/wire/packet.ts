/**
 * One decoded packet: a record that the decoder fills again for every packet (and for every layer of a
 * tunnel), so that nothing is allocated on the fast path. All numbers are 32-bit integers but `time`;
 * addresses are signed words, which V8 keeps unboxed. Offsets point into `bytes`.
 */
export class Packet {
  /** The read buffer, or the reassembly buffer of a fragmented datagram. Valid during the visit only. */
  bytes: Uint8Array = new Uint8Array(0)
  /** The same bytes, for the decoder: reads whole words, but throws where `bytes` would give `undefined`. */
  view: DataView = new DataView(new ArrayBuffer(0))
  /** Seconds since 1970-01-01 UTC. */
  time = 0
  /** Which capture (index), and 1-based packet number in it. */
  file = 0
  number = 0
  /** Index of the capture interface. */
  interface = 0
  /** Bytes on the wire of this layer (IP packet or frame), for counting. */
  wireLength = 0
  /** 0: outermost; above: inside that many tunnels. */
  depth = 0

  /** Link addresses are known (Ethernet, 802.11, Linux cooked: source only, then the destination is 0). */
  hasMac = false
  /** Octets 0-1 and 2-5. */
  srcMacHigh = 0
  srcMacLow = 0
  dstMacHigh = 0
  dstMacLow = 0
  /** Innermost 802.1Q id, -1 without. */
  vlan = -1
  /**
   * EtherType (>= 0x0600), or -1 for LLC without SNAP, -2 for SNAP with another OUI, {@link WLAN_MANAGEMENT}, 0 when the
   * link has none.
   */
  etherType = 0
  /** With `etherType` -1: destination SAP. With -2: SNAP OUI * 65536 + protocol id. */
  llc = 0
  /** Payload behind the EtherType, LLC or SNAP header. */
  linkPayload = 0
  linkEnd = 0

  /** 4 or 6; 0 when this is no IP packet (then only the link fields hold). */
  ipVersion = 0
  ipStart = 0
  /** Addresses as four words each; IPv4 in the last one, the first three 0. */
  s0 = 0
  s1 = 0
  s2 = 0
  s3 = 0
  d0 = 0
  d1 = 0
  d2 = 0
  d3 = 0
  ttl = 0
  /** IP protocol of the payload, behind IPv6 extension headers. */
  protocol = 0
  /** A fragment that is not (yet) whole: no transport fields. */
  fragment = false

  /** First byte behind the IP header(s): transport header, or ICMP and the like. */
  transport = 0
  /** UDP and TCP; 0 otherwise. */
  srcPort = 0
  dstPort = 0
  /** Transport payload, as far as it was captured. */
  payload = 0
  payloadEnd = 0
  /** The capture or the sender cut the payload short of what the headers promise. */
  truncated = false

  /** TCP only; the numbers as signed words. */
  tcpFlags = 0
  seq = 0
  ack = 0

  /** Points the record at other bytes. */
  over(bytes: Uint8Array): void {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
}

export const TCP_FIN = 1
export const TCP_SYN = 2
export const TCP_RST = 4
export const TCP_ACK = 16

export const IP_ICMP = 1
export const IP_IGMP = 2
export const IP_TCP = 6
export const IP_UDP = 17
export const IP_ICMPV6 = 58

/** Receives each layer that the decoder makes out: outer packets of tunnels first, then what they carry. */
export interface PacketSink {
  /** A non-IP frame or an IP packet; `p` is reused after the call. */
  packet(p: Packet): void
  /** Odd bytes, counted under a stable name (`ipv4.header-length`, `vlan.too-deep` ...). */
  oddity(name: string): void
}
/** `etherType` of an IEEE 802.11 management frame in the clear; `linkPayload` is then at its frame control. */
export const WLAN_MANAGEMENT = -3
