/** Somebody asks for every address of the link. */
import type { Incident } from '../incident.ts'
import { arpReply, arpRequest } from '../network/frames.ts'
import { again, neighboursOf, somebodyNew } from './shared/cast.ts'

export const arpSweep: Incident = {
  name: 'arp-sweep',
  summary: 'an unknown computer on the clinical network asks for 254 addresses one after the other',
  detections: ['arp-sweep', 'new-device'],
  begin(stage) {
    const { out, queue } = stage.world
    const attacker = somebodyNew(stage, 'clinical-wireless', (unit) => {
      const known = new Map(neighboursOf(unit).map((one) => [one.station.ip, one.station]))
      const { base } = unit.station.segment
      again(stage, 254, 0.02, (i) => {
        const wanted = base + 1 + i
        arpRequest(out, queue.now, unit.station, unit.station.ip, wanted)
        const station = known.get(wanted)
        if (station !== undefined) unit.after(0.0002, () => arpReply(out, queue.now, station, unit.station))
      })
    })
    return [attacker]
  },
}
