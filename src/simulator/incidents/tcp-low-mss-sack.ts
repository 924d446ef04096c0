/** Connections with a tiny segment size, which cost some stacks all their memory (CVE-2019-11479). */
import type { Incident } from '../incident.ts'
import { segment } from '../network/probe.ts'
import { reach } from '../reach.ts'
import { again, somebody, somebodyNew } from './shared/cast.ts'

export const tcpLowMssSack: Incident = {
  name: 'tcp-low-mss-sack',
  summary: 'an unknown computer opens connections with a maximum segment size of 48 to a pump or server',
  detections: ['tcp-low-mss-sack'],
  begin(stage) {
    const victim = somebody(stage, 'pump', 'dns')
    const attacker = somebodyNew(stage, 'clinical-wireless', (unit) => {
      const options = Uint8Array.of(2, 4, 0, 48, 1, 1, 4, 2)
      reach(stage.world, unit, victim, false, () =>
        again(stage, 40, 0.3, () =>
          segment(stage.world, unit.station, victim.station, 80, { flags: ['syn'], options }),
        ),
      )
    })
    return [attacker, victim]
  },
}
