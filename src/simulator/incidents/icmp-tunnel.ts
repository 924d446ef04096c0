/** Data leaves in echo requests. */
import type { Incident } from '../incident.ts'
import { ICMP, Lane } from '../network/lane.ts'
import { reach } from '../reach.ts'
import { again, somebody } from './shared/cast.ts'

export const icmpTunnel: Incident = {
  name: 'icmp-tunnel',
  summary: 'a workstation exchanges 900-octet echo messages with a host outside, four a second',
  detections: ['icmp-tunnel'],
  begin(stage) {
    const victim = somebody(stage, 'workstation')
    const outside = somebody(stage, 'internet')
    const { out, queue } = stage.world
    reach(stage.world, victim, outside, false, () => {
      const there = Lane.between(victim.station, outside.station, ICMP, [0, 0])
      const back = Lane.between(outside.station, victim.station, ICMP, [0, 0])
      again(stage, 700, 0.25, (i) => {
        const message = (type: number) =>
          Uint8Array.of(type, 0, 0, 0, 0, 1, i >> 8, i & 255, ...stage.random.bytes(900))
        there.icmp(out, queue.now, message(8))
        stage.world.saw(victim, outside)
        stage.world.after(0.019, () => back.icmp(out, queue.now, message(0)))
      })
    })
    return [victim, outside]
  },
}
