/** More connection attempts than a small device can bear. */
import type { Incident } from '../incident.ts'
import { segment } from '../network/probe.ts'
import { reach } from '../reach.ts'
import { again, somebody } from './shared/cast.ts'

export const synFlood: Incident = {
  name: 'syn-flood',
  summary: 'a workstation sends 2,000 SYN a second to a monitor or pump for half a minute',
  detections: ['syn-flood'],
  begin(stage) {
    const attacker = somebody(stage, 'workstation')
    const victim = somebody(stage, 'patient-monitor', 'pump')
    reach(stage.world, attacker, victim, false, () =>
      again(stage, 60_000, 0.0005, () =>
        segment(stage.world, attacker.station, victim.station, 80, { flags: ['syn'] }),
      ),
    )
    return [attacker, victim]
  },
}
