/** All monitors of one kind get the newest software, one after the other; some are missed. */
import { comesUp } from '../boot.ts'
import type { Incident } from '../incident.ts'
import { again, somebody } from './shared/cast.ts'

/** Share of the units that the roll-out does not reach. */
const MISSED = 0.12

export const firmwareRollout: Incident = {
  name: 'firmware-rollout',
  summary:
    'the monitors (or pumps) of one kind are updated to the newest release, each restarts; some are missed',
  detections: ['firmware-changed'],
  begin(stage) {
    const one = somebody(stage, 'patient-monitor', 'pump')!
    const newest = one.persona.product.releases[0]!
    const fleet = stage.world.units.filter(
      (unit) => unit.persona === one.persona && unit.on && unit.place.site === 'main',
    )
    const reached = fleet.filter((unit) => unit.release !== newest && !stage.random.chance(MISSED))
    if (reached.length > 0)
      again(stage, reached.length, 25, (i) => {
        const unit = reached[i]!
        unit.on = false
        stage.world.after(40, () => {
          unit.release = newest
          unit.restartServices()
          comesUp(unit)
        })
      })
    return reached
  },
}
