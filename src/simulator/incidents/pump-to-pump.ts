/** One pump talks to another. */
import { Absent, type Incident } from '../incident.ts'
import { probe } from '../network/probe.ts'
import { reach } from '../reach.ts'
import { again, allOf } from './shared/cast.ts'

export const pumpToPump: Incident = {
  name: 'pump-to-pump',
  summary: 'an infusion pump connects to another pump, which never happens',
  detections: ['pump-to-pump', 'pump-peer-violation', 'new-peer'],
  begin(stage) {
    const [from, ...others] = allOf(stage, 'pump')
    const to = others.at(-1)
    if (from === undefined || to === undefined) throw new Absent('second pump')
    to.truth.weak('dangerous-service-open', 'tcp', 23)
    again(stage, 6, 20, () =>
      reach(stage.world, from, to, false, () => probe(stage.world, from.station, to.station, 23, 'open')),
    )
    return [from, to]
  },
}
