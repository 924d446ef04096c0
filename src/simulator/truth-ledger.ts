/** What really is and really happened, noted while it happens. */
import type { Station } from './network/station.ts'
import type { Persona, TrueAttribute } from './persona.ts'

export type Role = 'client' | 'server'

/** What the wire has told of one device so far. */
export class UnitTruth {
  /** Which unit of the simulation, counted from 0. */
  readonly index: number
  /** By attribute: the protocols that told it. */
  readonly shown = new Map<TrueAttribute, Set<string>>()
  /** By id of the weakness: protocol and, of a server, the port. */
  readonly weaknesses = new Map<string, { readonly protocol: string; readonly port: number | null }>()
  /** Microseconds since the start; -1: not yet. */
  first = -1
  last = -1
  /** Its own MAC stood in frames that the mirror port saw. */
  macSeen = false
  readonly addresses: { readonly ip: number; readonly first: number; last: number }[] = []

  constructor(index: number) {
    this.index = index
  }

  sawAt(now: number): void {
    if (this.first < 0) this.first = now
    this.last = now
  }

  /** The device itself was seen at one of its interfaces. */
  saw(station: Station, now: number): void {
    this.sawAt(now)
    if (station.segment.via === null) this.macSeen = true
    if (station.ip === 0) return
    const use = this.addresses.find((one) => one.ip === station.ip)
    if (use === undefined) this.addresses.push({ ip: station.ip, first: now, last: now })
    else use.last = now
  }

  /** It forwarded frames of others: its MAC was seen, its address was not. */
  passedOn(now: number): void {
    this.sawAt(now)
    this.macSeen = true
  }

  /** The device took part in a conversation of `protocol`: what its persona says of that is now told. */
  tells(
    wire: Persona['wire'],
    protocol: string,
    role: Role,
    port: number | null,
    weak: readonly string[] = [],
  ): void {
    for (const key of [protocol, `${protocol}:${role}`]) {
      const told = wire[key]
      for (const attribute of told?.shows ?? []) this.shows(attribute, protocol)
      for (const id of told?.weak ?? []) this.weak(id, protocol, port)
    }
    for (const id of weak) this.weak(id, protocol, port)
  }

  shows(attribute: TrueAttribute, protocol: string): void {
    const by = this.shown.get(attribute)
    if (by === undefined) this.shown.set(attribute, new Set([protocol]))
    else by.add(protocol)
  }

  weak(id: string, protocol: string, port: number | null): void {
    if (!this.weaknesses.has(id)) this.weaknesses.set(id, { protocol, port })
  }
}
