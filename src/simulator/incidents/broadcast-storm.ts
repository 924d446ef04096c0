/** A loop in the cabling: the same broadcasts come round and round. */
import type { Incident } from '../incident.ts'
import { arpRequest } from '../network/frames.ts'
import { again, somebody } from './shared/cast.ts'

export const broadcastStorm: Incident = {
  name: 'broadcast-storm',
  summary: 'one ARP request of a workstation comes 1,500 times a second for a minute, as in a loop',
  detections: ['broadcast-storm', 'udp-flood'],
  begin(stage) {
    const unit = somebody(stage, 'workstation')
    const { out, queue } = stage.world
    const wanted = unit.station.segment.gateway?.ip ?? unit.station.ip
    again(
      stage,
      90_000,
      0.000_666,
      () => {
        arpRequest(out, queue.now, unit.station, unit.station.ip, wanted)
        unit.truth.saw(unit.station, queue.now)
      },
      0.3,
    )
    return [unit]
  },
}
