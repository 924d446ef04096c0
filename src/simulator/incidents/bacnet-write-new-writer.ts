/** Somebody changes a set point who never did. */
import * as bacnet from '../encoders/bacnet.ts'
import type { Incident } from '../incident.ts'
import { Lane, UDP } from '../network/lane.ts'
import { reach } from '../reach.ts'
import { again, somebody } from './shared/cast.ts'

export const bacnetWriteNewWriter: Incident = {
  name: 'bacnet-write-new-writer',
  summary: 'a workstation writes the present value of an output of a building controller',
  detections: ['bacnet-write-new-writer', 'new-peer'],
  begin(stage) {
    const controller = somebody(stage, 'bacnet-device')
    const attacker = somebody(stage, 'workstation')
    const { out, queue } = stage.world
    again(stage, 4, 15, (i) =>
      reach(stage.world, attacker, controller, false, () => {
        const there = Lane.between(attacker.station, controller.station, UDP, [47_808, 47_808])
        const back = Lane.between(controller.station, attacker.station, UDP, [47_808, 47_808])
        stage.world.saw(attacker, controller)
        there.udp(
          out,
          queue.now,
          bacnet.writeProperty(
            i + 1,
            { type: 1, instance: 3 },
            bacnet.PROPERTY.presentValue,
            { real: 31.5 },
            8,
          ),
        )
        stage.world.after(0.02, () => back.udp(out, queue.now, bacnet.simpleAck(i + 1, 15)))
      }),
    )
    return [attacker, controller]
  },
}
