/** A ward's PC tries the file sharing port of everybody around. */
import type { Incident } from '../incident.ts'
import { probe } from '../network/probe.ts'
import { reach } from '../reach.ts'
import { again, neighboursOf, somebody } from './shared/cast.ts'

export const portScanHorizontal: Incident = {
  name: 'port-scan-horizontal',
  summary: 'a workstation tries TCP 445 of every neighbour and of the servers',
  detections: ['port-scan-horizontal'],
  begin(stage) {
    const attacker = somebody(stage, 'workstation')
    const others = stage.world.units.filter(
      (unit) =>
        unit !== attacker &&
        unit.station.ip !== 0 &&
        unit.place.site === 'main' &&
        unit.persona.zone !== 'internet',
    )
    const victims = [...new Set([...neighboursOf(attacker), ...others])].slice(0, 90)
    again(stage, victims.length, 0.15, (i) => {
      const victim = victims[i]!
      const open = victim.services.some(({ port }) => port === 445)
      reach(stage.world, attacker, victim, false, () =>
        probe(stage.world, attacker.station, victim.station, 445, open ? 'open' : 'refused'),
      )
    })
    return [attacker, ...victims.slice(0, 5)]
  },
}
