/** A unit that its maker has called back is still in use. */
import type { Incident } from '../incident.ts'
import { somebodyHeard } from './shared/cast.ts'

export const recalledUnit: Incident = {
  name: 'recalled-unit',
  summary: 'one ventilator (or pump) still runs the oldest release of its kind and goes on working',
  detections: [],
  begin(stage) {
    const unit = somebodyHeard(stage, 'sdc-device', 'pump')
    unit.release = unit.persona.product.releases.at(-1)!
    unit.restartServices()
    // It is in use for as long as anybody looks.
    stage.world.repeat(0, () => {
      stage.touch()
      return 30
    })
    return [unit]
  },
}
