/** A camera looks for other devices with an open Telnet. */
import type { Incident } from '../incident.ts'
import { probe } from '../network/probe.ts'
import { reach } from '../reach.ts'
import { again, somebody } from './shared/cast.ts'

export const cameraTakeoverSign: Incident = {
  name: 'camera-takeover-sign',
  summary: 'a camera tries Telnet at 80 hosts and then calls a host outside',
  detections: ['camera-takeover-sign', 'port-scan-horizontal', 'device-internet-outbound'],
  begin(stage) {
    const camera = somebody(stage, 'rtsp-camera', 'camera')
    const outside = somebody(stage, 'internet')
    camera.truth.weak('device-internet-outbound', 'tcp', 48_101)
    const victims = stage.world.units
      .filter(
        (unit) =>
          unit !== camera &&
          unit.station.ip !== 0 &&
          unit.place.site === 'main' &&
          unit.persona.zone !== 'internet',
      )
      .slice(0, 80)
    again(stage, victims.length, 0.4, (i) => {
      const victim = victims[i]!
      const open = victim.services.some(({ port }) => port === 23)
      if (open) victim.truth.weak('dangerous-service-open', 'tcp', 23)
      reach(stage.world, camera, victim, false, () =>
        probe(stage.world, camera.station, victim.station, 23, open ? 'open' : 'refused'),
      )
    })
    stage.world.after(50, () =>
      again(stage, 5, 20, () =>
        reach(stage.world, camera, outside, false, () =>
          probe(stage.world, camera.station, outside.station, 48_101, 'open'),
        ),
      ),
    )
    return [camera, outside]
  },
}
