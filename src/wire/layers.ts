/**
 * What the layer functions of link/, network/ and tunnel/ share: the record they fill, how much of the frame the
 * capture lacks, and the ways to other layers. A layer function reads `packet.bytes` from `at` up to `end` (one past
 * the last captured byte), fills its fields, and hands on. {@link Decoder} is the only implementation, which keeps
 * every call on the fast path monomorphic.
 */
import type { FragmentTable } from './network/fragments.ts'
import type { Packet } from './packet.ts'

/** Most tags and labels (VLAN, MPLS, SNAP and the like) taken off one frame; real networks stack up to about six. */
export const MAX_HEADERS = 16

/** Most tunnels inside one another; a mirrored (1) overlay (2) of an access tunnel (3) is already rare. */
export const MAX_DEPTH = 4

/** 802.11 frames whose two frame control octets are swapped, as some controllers tunnel them. */
export const SWAPPED = 1
/** 802.11 frames whose header is padded to a multiple of four octets (radiotap flag 0x20). */
export const PADDED = 2

export interface Layers {
  readonly packet: Packet
  readonly fragments: FragmentTable
  /** Bytes of the current layer that were on the wire behind `end` and that the capture lacks. */
  cut: number
  /** Tags and labels taken off so far, see {@link MAX_HEADERS}. */
  headers: number

  /** Shows the record as an IP packet. */
  show(): void
  /** Shows the record as a frame without (readable) IP, when it has a station to tell of. */
  frame(): void

  /**
   * The end of `length` bytes at `at`, no further than `end`. What lacks is kept in `cut` and marks the packet
   * truncated; a promise beyond what was on the wire is malformed under `name`.
   */
  bound(at: number, length: number, end: number, name: string): number
  /** Begins the packet inside a tunnel: one deeper, link fields cleared. `false` when that is too deep. */
  deeper(at: number, end: number): boolean

  /** Odd, but usable. */
  oddity(name: string): void
  /** Breaks its own format: counted as oddity, and once a frame as malformed. */
  malformed(name: string): void
  /** A header does not fit: malformed, unless it was the capture that cut it. */
  short(name: string): void

  ethernet(at: number, end: number): void
  /** Behind an EtherType (or 802.3 length) field with the value `type`. */
  etherType(type: number, at: number, end: number): void
  /** `quirks`: {@link SWAPPED} and {@link PADDED}. */
  ieee80211(at: number, end: number, quirks: number): void
  ppp(at: number, end: number): void
  mpls(at: number, end: number): void
  /** IPv4 or IPv6, by the version in the first half octet. */
  ip(at: number, end: number): void
}
