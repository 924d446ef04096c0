/**
 * The networks of a site: every zone has VLANs of its own, each a /22 that is followed by another when it is full.
 * Both sites use the same private ranges, as hospitals that were merged do; each has its own core and mirror port.
 *
 * One building of the main site (the outpatients' offices) has a distribution router of its own, so that its hosts are
 * seen with that router's MAC and a TTL less; the internet lies behind the firewall, some ten hops away.
 */
import { ipv4 } from '../network/addresses.ts'
import { maskOf, type Segment } from '../network/segment.ts'
import { stacks } from '../network/stacks.ts'
import { Station } from '../network/station.ts'
import type { Zone } from '../persona.ts'
import type { Random } from '../random.ts'

/** First VLAN, and the third octet at which the zone's networks begin. */
const ZONES: Readonly<
  Record<Exclude<Zone, 'internet'>, { readonly vlan: number; readonly network: string }>
> = {
  management: { vlan: 10, network: '10.20.0.0' },
  servers: { vlan: 20, network: '10.20.16.0' },
  clinical: { vlan: 100, network: '10.21.0.0' },
  'clinical-wireless': { vlan: 200, network: '10.22.0.0' },
  monitoring: { vlan: 300, network: '10.23.0.0' },
  imaging: { vlan: 400, network: '10.24.0.0' },
  laboratory: { vlan: 450, network: '10.25.0.0' },
  pharmacy: { vlan: 480, network: '10.26.0.0' },
  building: { vlan: 500, network: '192.168.64.0' },
  security: { vlan: 600, network: '172.20.0.0' },
  voice: { vlan: 700, network: '172.24.0.0' },
  office: { vlan: 800, network: '10.30.0.0' },
  'office-wireless': { vlan: 900, network: '10.32.0.0' },
  guest: { vlan: 950, network: '192.168.128.0' },
}
const PREFIX = 22
const ROOM = 2 ** (32 - PREFIX) - 12

export class NetworkPlan {
  /** All networks that the core routes for. */
  readonly segments: Segment[] = []
  #owner: Station['owner'] = null
  readonly #tap: number
  readonly #open = new Map<string, { readonly segment: Segment; used: number }>()
  readonly #core: Uint8Array
  readonly #random: Random
  #outside: Segment | null = null
  #apart: Segment | null = null
  #used = 0

  /** `core`: the MAC of the core router. */
  constructor(tap: number, core: Uint8Array, random: Random) {
    this.#tap = tap
    this.#core = core
    this.#random = random
  }

  /** Who is told when a leg of the core router is seen. */
  set owner(owner: Station['owner']) {
    this.#owner = owner
    for (const { gateway } of this.segments) if (gateway !== null) gateway.owner = owner
  }

  /** A place in the zone: its segment and the next free address. */
  place(zone: Exclude<Zone, 'internet'>): { readonly segment: Segment; readonly address: number } {
    const open = this.#open.get(zone)
    const use = open === undefined || open.used >= ROOM ? this.#begin(zone, open?.segment) : open
    use.used++
    return { segment: use.segment, address: use.segment.base + 9 + use.used }
  }

  /** A place in the building behind `router`. */
  apart(router: Station): { readonly segment: Segment; readonly address: number } {
    this.#apart ??= this.#behind('outpatients', '10.40.0.0', 20, router, 1)
    return { segment: this.#apart, address: this.#apart.base + 10 + this.#used++ }
  }

  /** A segment behind a router that stands on `via`'s segment. */
  #behind(name: string, base: string, prefix: number, via: Station, hops: number): Segment {
    return { name, vlan: 0, tap: this.#tap, base: ipv4(base), prefix, gateway: null, via, hops }
  }

  /** The internet beyond the firewall's inner leg. */
  internet(firewall: Station): Segment {
    this.#outside ??= this.#behind('internet', '0.0.0.0', 0, firewall, 11)
    return this.#outside
  }

  #begin(zone: Exclude<Zone, 'internet'>, before: Segment | undefined) {
    const plan = ZONES[zone]
    const segment: Segment = {
      name: before === undefined ? zone : `${zone}-${before.vlan + 1 - plan.vlan + 1}`,
      vlan: before === undefined ? plan.vlan : before.vlan + 1,
      tap: this.#tap,
      base: before === undefined ? ipv4(plan.network) : before.base + 2 ** (32 - PREFIX),
      prefix: PREFIX,
      gateway: null,
      via: null,
      hops: 0,
    }
    const gateway = new Station(
      this.#core,
      segment,
      stacks['cisco-ios'],
      this.#random.fork(`gateway ${segment.vlan}`),
    )
    gateway.ip = ((segment.base & maskOf(segment)) >>> 0) + 1
    gateway.owner = this.#owner
    segment.gateway = gateway
    const use = { segment, used: 0 }
    this.#open.set(zone, use)
    this.segments.push(segment)
    return use
  }
}
