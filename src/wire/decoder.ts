/**
 * Frames to packets: one {@link Packet} record filled again for every layer and shown to the sink, outer packets of
 * tunnels first. Nothing is allocated for a packet on the common path (Ethernet, IP, TCP or UDP without fragments);
 * no bytes make it throw, and its work is linear in the length of the frame.
 */
import type { Frame } from './capture/frame.ts'
import { type Layers, MAX_DEPTH } from './layers.ts'
import { etherType } from './link/ether-type.ts'
import { ethernet } from './link/ethernet.ts'
import { ieee80211 } from './link/ieee80211.ts'
import { LINK_LAYERS } from './link/link-types.ts'
import { mpls } from './link/mpls.ts'
import { ppp } from './link/ppp.ts'
import { FragmentTable } from './network/fragments.ts'
import { ip } from './network/ip.ts'
import { Packet, type PacketSink } from './packet.ts'

export { DECODED_LINK_TYPES } from './link/link-types.ts'

const LINKTYPE_ETHERNET = 1

export class Decoder implements Layers {
  readonly packet = new Packet()
  readonly fragments: FragmentTable
  /** Frames so far in which at least one layer broke its own format. */
  malformedFrames = 0
  cut = 0
  headers = 0
  private readonly sink: PacketSink
  private marked = false

  constructor(sink: PacketSink) {
    this.sink = sink
    this.fragments = new FragmentTable((name) => sink.oddity(name))
  }

  /** Shows every layer of the frame to the sink. `file` is copied to the record. `false`: link type not decoded. */
  decode(frame: Frame, file: number): boolean {
    const p = this.packet
    const start = frame.start
    const end = Math.min(frame.end, frame.bytes.length)
    if (p.bytes !== frame.bytes) p.over(frame.bytes)
    p.time = frame.time
    p.file = file
    p.number = frame.number
    p.interface = frame.interface
    p.wireLength = frame.originalLength
    p.depth = 0
    clearLink(p)
    this.cut = frame.originalLength > end - start ? frame.originalLength - (end - start) : 0
    p.truncated = this.cut > 0
    this.headers = 0
    this.marked = false
    if (frame.linkType === LINKTYPE_ETHERNET) {
      ethernet(this, start, end)
      return true
    }
    const layer = LINK_LAYERS.get(frame.linkType)
    if (layer === undefined) return false
    layer(this, start, end)
    return true
  }

  show(): void {
    this.sink.packet(this.packet)
  }

  frame(): void {
    const p = this.packet
    if (!p.hasMac) return
    p.ipVersion = 0
    p.protocol = 0
    p.fragment = false
    p.srcPort = 0
    p.dstPort = 0
    p.tcpFlags = 0
    this.sink.packet(p)
  }

  bound(at: number, length: number, end: number, name: string): number {
    const missing = at + length - end
    if (missing <= 0) {
      this.cut = 0
      return at + length
    }
    if (missing > this.cut) this.malformed(name)
    else this.cut = missing
    this.packet.truncated = true
    return end
  }

  deeper(at: number, end: number): boolean {
    const p = this.packet
    if (p.depth >= MAX_DEPTH) {
      this.sink.oddity('tunnel.too-deep')
      return false
    }
    p.depth++
    clearLink(p)
    p.wireLength = end - at + this.cut
    p.truncated = this.cut > 0
    return true
  }

  oddity(name: string): void {
    this.sink.oddity(name)
  }

  malformed(name: string): void {
    this.sink.oddity(name)
    if (this.marked) return
    this.marked = true
    this.malformedFrames++
  }

  short(name: string): void {
    if (this.cut > 0) this.packet.truncated = true
    else this.malformed(name)
  }

  ethernet(at: number, end: number): void {
    ethernet(this, at, end)
  }

  etherType(type: number, at: number, end: number): void {
    etherType(this, type, at, end)
  }

  ieee80211(at: number, end: number, quirks: number): void {
    ieee80211(this, at, end, quirks)
  }

  ppp(at: number, end: number): void {
    ppp(this, at, end)
  }

  mpls(at: number, end: number): void {
    mpls(this, at, end)
  }

  ip(at: number, end: number): void {
    ip(this, at, end)
  }
}

/** What only holds with these set (addresses, LLC) is left as it was: stores cost time on the fast path. */
function clearLink(p: Packet): void {
  p.hasMac = false
  p.vlan = -1
  p.etherType = 0
  p.linkPayload = 0
  p.linkEnd = 0
}
