/** The same, so slowly that no minute of it stands out. */
import type { Incident } from '../incident.ts'
import { probe } from '../network/probe.ts'
import { reach } from '../reach.ts'
import { again, somebody } from './shared/cast.ts'

export const slowScan: Incident = {
  name: 'slow-scan',
  summary: 'a workstation tries one port of one host every 40 seconds, for hours',
  detections: ['slow-scan'],
  begin(stage) {
    const attacker = somebody(stage, 'workstation')
    const victims = stage.world.units.filter(
      (unit) =>
        unit !== attacker &&
        unit.station.ip !== 0 &&
        unit.place.site === 'main' &&
        unit.persona.zone !== 'internet',
    )
    again(stage, 400, 40, (i) => {
      const victim = victims[i % victims.length]!
      const port = [22, 23, 80, 445, 3389][i % 5]!
      const open = victim.services.some((one) => one.port === port)
      reach(stage.world, attacker, victim, false, () =>
        probe(stage.world, attacker.station, victim.station, port, open ? 'open' : 'silent'),
      )
    })
    return [attacker]
  },
}
