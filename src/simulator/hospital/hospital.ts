/** Builds a hospital of so many beds: wards, networks, and the units of every persona in their places. */
import { comesUp, isUp } from '../boot.ts'
import { ipv4, macOf, macText } from '../network/addresses.ts'
import type { Segment } from '../network/segment.ts'
import { type StackName, stacks } from '../network/stacks.ts'
import { Station } from '../network/station.ts'
import type { Persona } from '../persona.ts'
import { hash, type Random } from '../random.ts'
import { UnitTruth } from '../truth-ledger.ts'
import { type ChildPersona, Unit, type UnitPlace } from '../unit.ts'
import type { World } from '../world.ts'
import { NetworkPlan } from './network-plan.ts'
import { placesFor } from './population.ts'
import { type Ward, wardsFor } from './wards.ts'

export interface Site {
  readonly name: string
  readonly beds: number
  /** Index of its mirror port. */
  readonly tap: number
  readonly main: boolean
}

/** The ward whose offices are in the building with a router of its own. */
const APART = 'OPD'
/** Share of units that are switched on in the first minutes and not before. */
const COMES_UP = 0.12

export class Hospital {
  readonly world: World
  readonly wards: Readonly<Record<string, readonly Ward[]>>
  readonly plans = new Map<string, NetworkPlan>()
  readonly #personas: readonly Persona[]
  readonly #children: readonly ChildPersona[]
  readonly #counts = new Map<string, number>()
  readonly #macs = new Set<string>()
  #index = 0

  constructor(
    world: World,
    sites: readonly Site[],
    personas: readonly Persona[],
    children: readonly ChildPersona[],
  ) {
    this.world = world
    this.#personas = personas
    this.#children = children
    this.wards = Object.fromEntries(sites.map((site) => [site.name, wardsFor(site.beds)]))
    for (const site of sites) this.#build(site)
  }

  /** Lets everything begin: most units have been running, some are switched on now. */
  begin(): void {
    for (const unit of [...this.world.units]) {
      const draw = unit.random.fork('begins')
      const infrastructure = unit.persona.addressing.kind === 'static'
      if (infrastructure || !draw.chance(COMES_UP)) isUp(unit)
      else this.world.after(draw.between(1, 420), () => comesUp(unit))
    }
  }

  /** One more unit, such as one that an incident brings. It is not yet on the network. */
  newUnit(
    persona: Persona,
    place: UnitPlace,
    at?: { readonly segment: Segment; readonly address: number },
  ): Unit {
    const number = (this.#counts.get(persona.id) ?? 0) + 1
    this.#counts.set(persona.id, number)
    const random = this.world.random.fork(`${persona.id} ${number}`)
    const release = random.fork('release').weighted(persona.product.releases)
    const { segment, address } = at ?? this.#place(persona, place, random)
    const stack = stacks[(release.stack ?? persona.stack) as StackName]
    const mac = this.#newMac(random.pick(persona.ouis), hash(persona.id, random.word()))
    const station = new Station(mac, segment, stack, random.fork('station'))
    const unit = new Unit(
      this.world,
      persona,
      number,
      station,
      place,
      release,
      random,
      new UnitTruth(this.#index++),
    )
    unit.address = address
    this.#hang(unit)
    this.world.add(unit)
    return unit
  }

  /** No two devices have one MAC: by chance alone some would, from a few thousand beds on nearly always. */
  #newMac(block: string, low: number): Uint8Array {
    for (let i = 0; ; i++) {
      const mac = macOf(block, low + i)
      const text = macText(mac)
      if (this.#macs.has(text)) continue
      this.#macs.add(text)
      return mac
    }
  }

  #place(persona: Persona, place: UnitPlace, random: Random): { segment: Segment; address: number } {
    const plan = this.plans.get(place.site)!
    if (persona.zone === 'office' && place.ward?.startsWith(APART) === true) {
      const router = this.world.peers({ place } as Unit, 'building-router')[0]
      if (router !== undefined) return plan.apart(router.station)
    }
    if (persona.zone !== 'internet') return plan.place(persona.zone)
    const outside = this.world.peers({ place } as Unit, 'firewall')[0]!
    const nets = [ipv4('198.51.100.0'), ipv4('203.0.113.0'), ipv4('192.0.2.0')]
    return { segment: plan.internet(outside.station), address: random.pick(nets) + random.int(1, 254) }
  }

  #build(site: Site): void {
    const core = this.#personas.find((p) => p.roles?.includes('core-router'))
    if (core === undefined) throw new Error('no persona is the core router')
    const random = this.world.random.fork(`site ${site.name}`)
    const mac = macOf(core.ouis[0]!, random.word())
    const plan = new NetworkPlan(site.tap, mac, random)
    this.plans.set(site.name, plan)
    const order = [...this.#personas].sort((a, b) => rank(a) - rank(b))
    for (const persona of order)
      for (const place of placesFor(persona, site, this.wards[site.name]!, random.fork(persona.id))) {
        const unit = this.newUnit(persona, place)
        if (persona === core) {
          unit.station.mac.set(mac)
          plan.owner = unit.truth
        }
      }
  }

  /** Gives a gateway the devices that hang on it. */
  #hang(unit: Unit): void {
    for (const persona of this.#children.filter((child) => child.gateway === unit.persona.id))
      for (let i = 0; i < persona.perGateway; i++) {
        const number = (this.#counts.get(persona.id) ?? 0) + 1
        this.#counts.set(persona.id, number)
        const random = this.world.random.fork(`${persona.id} ${number}`)
        const [block] = persona.ouis
        const low = random.word()
        unit.children.push({
          persona,
          number,
          random,
          serial: this.world.serials.of(persona.product, random, number),
          eui64: block === undefined ? null : eui64(macOf(block, low)),
          release: random.fork('release').weighted(persona.product.releases),
          place: unit.place,
          truth: new UnitTruth(this.#index++),
        })
      }
  }
}

/** Routers and servers have the first addresses, the internet needs the firewall. */
function rank(persona: Persona): number {
  if (persona.roles?.includes('core-router')) return 0
  if (persona.roles?.includes('firewall') || persona.roles?.includes('building-router')) return 1
  return persona.zone === 'servers' ? 2 : 3
}

/** EUI-64 around a MAC (IEEE guidelines for EUI-64): FFFE in the middle. */
const eui64 = (mac: Uint8Array): string =>
  Array.from([...mac.subarray(0, 3), 0xff, 0xfe, ...mac.subarray(3)], (o) => o.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
