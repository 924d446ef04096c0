/** Segments such as those that the URGENT/11 advisories of 2019 describe, meant to be odd. */
import type { Incident } from '../incident.ts'
import { segment } from '../network/probe.ts'
import { reach } from '../reach.ts'
import { again, somebody, somebodyNew } from './shared/cast.ts'

export const urgent11Probe: Incident = {
  name: 'urgent11-probe',
  summary:
    'an unknown computer sends SYN with URG, urgent pointers of 0 and broken TCP options to a pump or monitor',
  detections: ['urgent11-probe'],
  malformed: true,
  begin(stage) {
    const victim = somebody(stage, 'pump', 'patient-monitor')
    const attacker = somebodyNew(stage, 'clinical-wireless', (unit) => {
      const to = victim.station
      reach(stage.world, unit, victim, false, () =>
        again(stage, 12, 0.4, (i) => {
          if (i % 3 === 0)
            segment(stage.world, unit.station, to, 23, { flags: ['syn', 'urg', 'fin'], urgent: 0 })
          else if (i % 3 === 1)
            segment(stage.world, unit.station, to, 23, {
              flags: ['ack', 'urg', 'psh'],
              urgent: 0,
              payload: Uint8Array.of(0x41, 0x42),
            })
          // A window scale option with a length of 2 and nothing behind it (CVE-2019-12260 and its kin).
          else
            segment(stage.world, unit.station, to, 23, {
              flags: ['syn'],
              options: Uint8Array.of(2, 4, 5, 0xb4, 3, 2, 1, 1),
            })
        }),
      )
    })
    return [attacker, victim]
  },
}
