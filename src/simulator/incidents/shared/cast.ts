/** Who takes part in incidents. */
import { comesUp } from '../../boot.ts'
import { Absent, type Stage } from '../../incident.ts'
import type { Persona, Zone } from '../../persona.ts'
import { dhcpcd } from '../../personas/shared/dhcp-clients.ts'
import type { Unit } from '../../unit.ts'

/** A small computer that nobody knows: Linux, as such boards are sold. */
const intruder = (zone: Zone): Persona => ({
  id: 'unknown-linux-board',
  product: {
    type: 'workstation',
    vendor: 'Raspberry Pi',
    model: null,
    criticality: 'none',
    releases: [{ version: null, os: { name: 'Linux' }, share: 1 }],
  },
  ouis: ['DCA632'],
  ouiTellsVendor: true,
  stack: 'linux-5',
  zone,
  addressing: dhcpcd('9.4.1', 'Linux-6.1.21-v8+:aarch64:BCM2835'),
  population: {},
  resolves: true,
  hostname: () => 'raspberrypi',
  wire: { dhcp: { shows: ['vendor', 'os.name', 'hostname'], weak: ['hostname-default'] } },
  live() {},
  source: 'dhcpcd on Raspberry Pi OS, DHCP options as fingerbank lists them',
})

/** Somebody new in a zone; `then` once it has its address. */
export function somebodyNew(stage: Stage, zone: Exclude<Zone, 'internet'>, then: (unit: Unit) => void): Unit {
  const unit = stage.hospital.newUnit(intruder(zone), { site: 'main', ward: null, bed: null })
  comesUp(unit)
  unit.after(6, () => then(unit))
  return unit
}

/**
 * All units of the main site that have the role and are on. Who stands behind a building's router is left to itself:
 * the mirror port sees nothing of what it does on its own link.
 */
export const allOf = (stage: Stage, role: string): readonly Unit[] =>
  stage.world
    .all(role)
    .filter((unit) => unit.on && unit.station.ip !== 0 && unit.place.site === 'main' && inSight(unit))

const inSight = ({ station, persona }: Unit): boolean =>
  station.segment.via === null || persona.zone === 'internet'

/** A unit that has the first of the roles that anybody has; chance decides which. */
export function somebody(stage: Stage, ...roles: readonly string[]): Unit {
  return oneOf(
    stage,
    roles.map((role) => allOf(stage, role)).find((list) => list.length > 0) ?? [],
    roles[0]!,
  )
}

/** The same, of those that the mirror port has seen: only who was heard can fall silent. */
export function somebodyHeard(stage: Stage, ...roles: readonly string[]): Unit {
  const heard = roles.map((role) => allOf(stage, role).filter(({ truth }) => truth.first >= 0))
  return oneOf(stage, heard.find((list) => list.length > 0) ?? [], roles[0]!)
}

/** One of `list`; the incident waits where it is empty. */
export function oneOf(stage: Stage, list: readonly Unit[], what: string): Unit {
  if (list.length === 0) throw new Absent(what)
  return stage.random.pick(list)
}

/** All units in the same segment, the unit itself and those that are off left out. */
export const neighboursOf = (unit: Unit): Unit[] =>
  unit.world.units.filter(
    (other) => other !== unit && other.station.segment === unit.station.segment && other.station.ip !== 0,
  )

/** Does `work` `times` times, `seconds` apart (give or take `jitter` of it), beginning now. */
export function again(
  stage: Stage,
  times: number,
  seconds: number,
  work: (index: number) => void,
  jitter = 0.1,
): void {
  if (times <= 0) return
  let index = 0
  const next = (): void => {
    work(index++)
    stage.touch()
    if (index < times) stage.world.after(stage.random.jitter(seconds, jitter), next)
  }
  next()
}
