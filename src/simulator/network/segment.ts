/**
 * Where stations are plugged in.
 *
 * What the capture is: a mirror port of the core. It shows every frame once: as its sender put it on its own VLAN
 * (own MAC, full TTL, the VLAN's tag), and what the core itself originates (its ARP, relayed DHCP). A routed packet's
 * second copy, on the VLAN of the receiver, is not mirrored, as operators set it up to avoid duplicates.
 *
 * A segment that lies behind another router (`via`) is seen only as far as that router hands packets to the core: with
 * the router's MAC, on the transit VLAN, with a TTL less by the hops; what stays inside is not seen at all. So are a
 * building with a distribution router of its own and the internet.
 */
import type { Station } from './station.ts'

export interface Segment {
  readonly name: string
  /** 802.1Q id; 0: frames carry no tag. */
  readonly vlan: number
  /** Index of the capture interface that sees it. */
  readonly tap: number
  /** Network address and prefix length. */
  readonly base: number
  readonly prefix: number
  /** The router's leg in it. */
  gateway: Station | null
  /** The router through which alone it is seen, by its leg on a segment that is seen. */
  readonly via: Station | null
  /** Routers passed until the core. */
  readonly hops: number
}

export const maskOf = (segment: Segment): number =>
  segment.prefix === 0 ? 0 : (~0 << (32 - segment.prefix)) >>> 0

export const holds = (segment: Segment, address: number): boolean =>
  (address & maskOf(segment)) >>> 0 === segment.base

export const broadcastOf = (segment: Segment): number => (segment.base | ~maskOf(segment)) >>> 0

/** Frames from `from` to `to` come past the mirror port. */
export const seen = (from: Station, to: Station): boolean =>
  from.segment.via === null || from.segment.via !== to.segment.via
