/** The hospital while it runs: time, the mirror port, all units, and what is noted of them. */
import { EventQueue } from './events.ts'
import { BROADCAST_IP, BROADCAST_MAC, ipv4, multicastMac } from './network/addresses.ts'
import { CaptureWriter } from './network/capture-writer.ts'
import { udp6, writeFrame } from './network/frames.ts'
import { Lane, UDP } from './network/lane.ts'
import { MediaStream } from './network/media-stream.ts'
import { type MishapRates, Mishaps } from './network/mishaps.ts'
import { broadcastOf, seen } from './network/segment.ts'
import type { Tally } from './network/tally.ts'
import { TcpConversation } from './network/tcp-conversation.ts'
import { UdpConversation } from './network/udp-conversation.ts'
import { hash, Random } from './random.ts'
import { reach } from './reach.ts'
import type { Script } from './script.ts'
import { Serials } from './serials.ts'
import type { Service } from './service.ts'
import type { Unit } from './unit.ts'

export interface WorldOptions {
  readonly seed: number
  /** Milliseconds since 1970 at which the simulation begins. */
  readonly begins: number
  /** How long it lasts, seconds. */
  readonly seconds: number
  readonly mishaps: MishapRates
  /** Names of the capture interfaces. */
  readonly taps: readonly string[]
  readonly domain: string
  readonly comment: string
}

/** All that one client and one service of a server had to do with each other. */
export interface Exchange extends Tally {
  readonly client: Unit
  readonly server: Unit
  readonly transport: 'tcp' | 'udp'
  readonly port: number
  readonly protocol: string
}

export class World {
  readonly queue = new EventQueue()
  readonly out: CaptureWriter
  readonly mishaps: Mishaps
  readonly random: Random
  readonly begins: number
  readonly domain: string
  readonly units: Unit[] = []
  readonly serials = new Serials()
  readonly exchanges = new Map<string, Exchange>()
  readonly #roles = new Map<string, Unit[]>()
  readonly #peers = new Map<string, Unit | undefined>()

  constructor(options: WorldOptions) {
    this.random = new Random(options.seed)
    this.begins = options.begins
    this.domain = options.domain
    this.out = new CaptureWriter(options.begins * 1000, options.comment, options.taps)
    this.mishaps = new Mishaps(options.mishaps, this.random.fork('mishaps'))
    this.queue.end = options.seconds * 1e6
  }

  /** Milliseconds since 1970. */
  get clock(): number {
    return this.begins + Math.floor(this.queue.now / 1000)
  }

  /** Hour of the day, with fraction. */
  get hour(): number {
    return (this.clock / 3_600_000) % 24
  }

  add(unit: Unit): void {
    this.units.push(unit)
    for (const role of unit.persona.roles ?? []) {
      const list = this.#roles.get(role)
      if (list === undefined) this.#roles.set(role, [unit])
      else list.push(unit)
    }
  }

  after(seconds: number, work: () => void): void {
    this.queue.at(this.queue.now + seconds * 1e6, { run: work })
  }

  /** Runs `work` in `first` seconds, and from then on after as many as it says. */
  repeat(first: number, work: () => number): void {
    const { queue } = this
    const task = {
      run(now: number): void {
        queue.at(now + work() * 1e6, task)
      },
    }
    queue.at(queue.now + first * 1e6, task)
  }

  /** Of the same ward before the same site (sites do not talk with each other); always the same one. */
  peer(unit: Unit, role: string): Unit | undefined {
    const key = `${unit.truth.index} ${role}`
    if (!this.#peers.has(key)) this.#peers.set(key, this.#choose(unit, role))
    return this.#peers.get(key)
  }

  peers(unit: Unit, role: string): readonly Unit[] {
    return (this.#roles.get(role) ?? []).filter((other) => other.place.site === unit.place.site)
  }

  /** All units of a role, wherever they are. */
  all(role: string): readonly Unit[] {
    return this.#roles.get(role) ?? []
  }

  #choose(unit: Unit, role: string): Unit | undefined {
    const near = this.peers(unit, role).filter((other) => other !== unit)
    const ward = near.filter((other) => unit.place.ward !== null && other.place.ward === unit.place.ward)
    const list = ward.length > 0 ? ward : near
    return list.length === 0 ? undefined : list[hash(role, unit.truth.index) % list.length]
  }

  talk(
    client: Unit,
    server: Unit,
    service: Service,
    script: (traits: unknown) => Script,
    options: { readonly fromPort?: number },
  ): void {
    reach(this, client, server, service.kind.protocol !== 'dns', () => {
      const port = options.fromPort ?? client.station.ephemeral()
      this.#converse(client, server, service, [port, service.port], script(service.traits))
    })
  }

  #converse(
    client: Unit,
    server: Unit,
    service: Service,
    ports: readonly [number, number],
    script: Script,
  ): void {
    const { protocol, transport, wire } = service.kind
    const visible = seen(client.station, server.station)
    const tally = visible ? this.exchange(client, server, transport, service.port, protocol) : { ...UNSEEN }
    const told = (): void => {
      if (!visible) return
      client.truth.tells(wire, protocol, 'client', null)
      server.truth.tells(wire, protocol, 'server', service.port)
      client.truth.tells(client.persona.wire, protocol, 'client', null)
      server.truth.tells(server.persona.wire, protocol, 'server', service.port, service.weak)
    }
    if (visible) this.saw(client, server)
    const [a, b] = [client.station, server.station]
    const { now } = this.queue
    if (transport === 'udp') new UdpConversation(this, a, b, ports, script, tally, told).run(now)
    else new TcpConversation(this, a, b, ports, delayOf(client, server), script, tally, told).run(now)
  }

  /** Where what passes between the two is counted. */
  exchange(client: Unit, server: Unit, transport: 'tcp' | 'udp', port: number, protocol: string): Exchange {
    const key = `${client.truth.index} ${server.truth.index} ${transport} ${port} ${protocol}`
    let found = this.exchanges.get(key)
    if (found === undefined) {
      found = { client, server, transport, port, protocol, packets: 0, bytes: 0, first: -1, last: -1 }
      this.exchanges.set(key, found)
    }
    return found
  }

  announce(
    unit: Unit,
    protocol: string,
    to: string,
    ports: readonly [number, number],
    bytes: Uint8Array,
    ttl: number,
  ): void {
    const { station } = unit
    const ip = to === 'subnet' ? broadcastOf(station.segment) : ipv4(to)
    const mac = ip >>> 28 === 14 ? multicastMac(ip) : BROADCAST_MAC
    if (station.segment.via !== null || (station.ip === 0 && ip !== BROADCAST_IP)) return
    new Lane(station, mac, ip, UDP, ports, ttl).udp(this.out, this.queue.now, bytes)
    this.#told(unit, protocol)
  }

  announce6(
    unit: Unit,
    protocol: string,
    group: Uint8Array,
    ports: readonly [number, number],
    bytes: Uint8Array,
  ): void {
    if (unit.station.segment.via !== null) return
    udp6(this.out, this.queue.now, unit.station, group, ports, bytes, 255)
    this.#told(unit, protocol)
  }

  frame(
    unit: Unit,
    protocol: string,
    mac: Uint8Array,
    type: number,
    payload: Uint8Array,
    tagged: boolean,
  ): void {
    if (unit.station.segment.via !== null) return
    writeFrame(this.out, this.queue.now, unit.station, mac, type, payload, tagged)
    this.#told(unit, protocol)
  }

  stream(
    from: Unit,
    to: Unit,
    protocol: string,
    ports: readonly [number, number],
    interval: number,
    packets: number,
    fill: (payload: Uint8Array, index: number) => number,
  ): void {
    const tally = this.exchange(from, to, 'udp', ports[1], protocol)
    reach(this, from, to, false, () => {
      const lane = Lane.between(from.station, to.station, UDP, ports)
      if (lane.visible) this.saw(from, to)
      new MediaStream(this, lane, tally, interval, packets, fill).run(this.queue.now)
    })
  }

  #told(unit: Unit, protocol: string): void {
    unit.truth.tells(unit.persona.wire, protocol, 'client', null)
    unit.truth.saw(unit.station, this.queue.now)
  }

  /** A packet of each of them came past the mirror port. */
  saw(...units: readonly Unit[]): void {
    for (const { truth, station } of units) {
      truth.saw(station, this.queue.now)
      station.segment.via?.owner?.passedOn(this.queue.now)
    }
  }
}

/** What the mirror port does not see is not counted. */
const UNSEEN: Tally = { packets: 0, bytes: 0, first: -1, last: -1 }

/** One way between two stations, microseconds: over the same switch, the core, or the internet. */
function delayOf(client: Unit, server: Unit): number {
  const far = client.persona.zone === 'internet' || server.persona.zone === 'internet'
  return far ? 9000 : client.station.segment === server.station.segment ? 120 : 210
}
