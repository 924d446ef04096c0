/** One device of the hospital while the simulation runs: what a persona's code works with. */
import { ipv4Text, macText } from './network/addresses.ts'
import type { Station } from './network/station.ts'
import type { Persona, Release } from './persona.ts'
import type { Random } from './random.ts'
import type { Rhythm } from './rhythms.ts'
import type { Script } from './script.ts'
import type { Service, ServiceKind } from './service.ts'
import type { UnitTruth } from './truth-ledger.ts'
import type { World } from './world.ts'

export interface UnitPlace {
  readonly site: string
  readonly ward: string | null
  readonly bed: string | null
}

export class Unit {
  readonly persona: Persona
  /** Counts the units of the persona from 1. */
  readonly number: number
  readonly station: Station
  readonly random: Random
  readonly serial: string | null
  readonly truth: UnitTruth
  readonly world: World
  /** Changes with a firmware roll-out. */
  release: Release
  place: UnitPlace
  /** The IPv4 address it is to have; `station.ip` is the one it has. */
  address = 0
  /** Its life has begun. */
  alive = false
  /** Names it has looked up, by the owner's index, until when (microseconds). */
  readonly names = new Map<number, number>()
  /** Devices that are known only through this one (pumps in a rack, monitors behind a gateway). */
  readonly children: Child[] = []
  #services: readonly Service[] | null = null
  #hostname: string | null = null

  constructor(
    world: World,
    persona: Persona,
    number: number,
    station: Station,
    place: UnitPlace,
    release: Release,
    random: Random,
    truth: UnitTruth,
  ) {
    this.world = world
    this.persona = persona
    this.number = number
    this.station = station
    this.place = place
    this.release = release
    this.random = random
    this.truth = truth
    station.owner = truth
    this.serial = world.serials.of(persona.product, random, number)
  }

  /** Off: what it was about to do does not happen. */
  get on(): boolean {
    return this.station.up
  }

  /** What it sends to everybody on its link comes past the mirror port. */
  get onLink(): boolean {
    return this.on && this.station.segment.via === null && this.station.ip !== 0
  }

  set on(up: boolean) {
    this.station.up = up
  }

  /** It has a name of its own, which it tells and by which others ask for it. */
  get named(): boolean {
    return this.persona.hostname !== undefined
  }

  /** Of a unit without a name: what stands for it here, never on the wire. */
  get hostname(): string {
    this.#hostname ??= this.persona.hostname?.(this) ?? `${this.persona.id}-${this.number}`
    return this.#hostname
  }

  get fqdn(): string {
    return `${this.hostname.toLowerCase()}.${this.world.domain}`
  }

  /** Lower case with colons. */
  get mac(): string {
    return macText(this.station.mac)
  }

  get ip(): string {
    return ipv4Text(this.station.ip)
  }

  get version(): string {
    return this.release.version ?? ''
  }

  /** Simulated time: milliseconds since 1970. */
  get clock(): number {
    return this.world.clock
  }

  /** Hour of the day, 0 up to 24. */
  get hour(): number {
    return this.world.hour
  }

  get services(): readonly Service[] {
    this.#services ??= this.persona.services?.(this) ?? []
    return this.#services
  }

  /** After a change of release: banners are made anew. */
  restartServices(): void {
    this.#services = null
  }

  service<T>(kind: ServiceKind<T>): Service<T> | undefined {
    return this.services.find((one) => one.kind === kind) as Service<T> | undefined
  }

  /** Runs `work` in `seconds`. */
  after(seconds: number, work: () => void): void {
    this.world.after(seconds, () => {
      if (this.on) work()
    })
  }

  /** Runs `work` again and again; the first time within the first period unless `first` (seconds) says when. */
  every(
    seconds: number,
    work: () => void,
    options: { readonly jitter?: number; readonly first?: number } = {},
  ): void {
    const jitter = options.jitter ?? 0.05
    this.world.repeat(options.first ?? this.random.between(0, seconds), () => {
      if (this.on) work()
      return this.random.jitter(seconds, jitter)
    })
  }

  /** Runs `work` at random, `perHour` times an hour where the rhythm is at its height. */
  often(perHour: number, rhythm: Rhythm, work: () => void): void {
    if (perHour <= 0) return
    const wait = () => this.random.exponential(3600 / perHour)
    this.world.repeat(wait(), () => {
      if (this.on && this.random.chance(rhythm(this.hour))) work()
      return wait()
    })
  }

  /** The unit of this role that is its own: in its ward, else its site; always the same one. */
  peer(role: string): Unit | undefined {
    return this.world.peer(this, role)
  }

  /** All units of a role at its site. */
  peers(role: string): readonly Unit[] {
    return this.world.peers(this, role)
  }

  /**
   * Talks with `peer` by what it offers. `script` gets the peer's traits; nothing happens where the peer offers no
   * such service. Names are looked up and neighbours asked for before, as they would be.
   */
  talk<T>(
    peer: Unit | undefined,
    kind: ServiceKind<T>,
    script: (traits: T, peer: Unit) => Script,
    options: { readonly fromPort?: number } = {},
  ): void {
    if (peer === undefined || !this.on) return
    const service = peer.service(kind)
    if (service !== undefined)
      this.world.talk(this, peer, service, (traits) => script(traits as T, peer), options)
  }

  /** A datagram to a group or to everybody on the link. */
  announce(protocol: string, to: string, ports: readonly [number, number], bytes: Uint8Array, ttl = 1): void {
    if (this.on) this.world.announce(this, protocol, to, ports, bytes, ttl)
  }

  /** A datagram over IPv6 to a group of the link, such as `ff02::fb` as 16 octets. */
  announce6(protocol: string, group: Uint8Array, ports: readonly [number, number], bytes: Uint8Array): void {
    if (this.on) this.world.announce6(this, protocol, group, ports, bytes)
  }

  /** A frame that is no IP: LLDP (EtherType 0x88cc), CDP (its length instead of a type), EAPOL ... */
  frame(protocol: string, mac: Uint8Array, type: number, payload: Uint8Array, tagged = false): void {
    if (this.on) this.world.frame(this, protocol, mac, type, payload, tagged)
  }

  /** A stream of datagrams, such as sound or pictures: `fill` writes the next payload and says how long it is. */
  stream(
    peer: Unit,
    protocol: string,
    ports: readonly [number, number],
    interval: number,
    count: number,
    fill: (payload: Uint8Array, index: number) => number,
  ): void {
    if (this.on) this.world.stream(this, peer, protocol, ports, interval, count, fill)
  }
}

/** A device behind a gateway: it has an identity and no address. */
export interface Child {
  readonly persona: ChildPersona
  readonly number: number
  readonly serial: string | null
  /** 16 hexadecimal digits, where the gateway names it so. */
  readonly eui64: string | null
  readonly release: Release
  readonly place: UnitPlace
  readonly random: Random
  readonly truth: UnitTruth
}

/** A product that hangs on a gateway of another persona. */
export interface ChildPersona {
  readonly id: string
  readonly product: Persona['product']
  /** The block of its EUI-64. */
  readonly ouis: readonly string[]
  /** The persona it hangs on, and how many of it hang on one unit of that. */
  readonly gateway: string
  readonly perGateway: number
  /** What its gateway tells of it, by protocol. */
  readonly wire: Persona['wire']
  readonly source: string
}
