/** One pump talks to another. */
import type { Incident } from '../incident.ts'
import { probe } from '../network/probe.ts'
import { reach } from '../reach.ts'
import { again } from './shared/cast.ts'

export const pumpToPump: Incident = {
  name: 'pump-to-pump',
  summary: 'an infusion pump connects to another pump, which never happens',
  detections: ['pump-to-pump', 'pump-peer-violation', 'new-peer'],
  begin(stage) {
    const pumps = stage.world.all('pump').filter((unit) => unit.on && unit.station.ip !== 0)
    const [from, to] = [pumps[0]!, pumps.at(-1)!]
    again(stage, 6, 20, () =>
      reach(stage.world, from, to, false, () => probe(stage.world, from.station, to.station, 23, 'open')),
    )
    return [from, to]
  },
}
