/** A device goes from one ward to another. */
import { comesUp } from '../boot.ts'
import type { Incident } from '../incident.ts'
import { somebodyHeard } from './shared/cast.ts'

export const unitMoved: Incident = {
  name: 'unit-moved',
  summary: 'a pump is switched off in one ward and comes up in another',
  detections: [],
  begin(stage) {
    const unit = somebodyHeard(stage, 'pump')
    unit.on = false
    const wards = stage.hospital.wards.main!.filter(({ name }) => name !== unit.place.ward)
    stage.world.after(240, () => {
      const ward = wards.length === 0 ? unit.place.ward : stage.random.pick(wards).name
      unit.place = { site: 'main', ward, bed: ward === null ? null : `${ward}-01` }
      const at = stage.hospital.plans.get('main')!.place('clinical-wireless')
      unit.station.segment = at.segment
      unit.address = at.address
      unit.station.neighbours.clear()
      comesUp(unit)
      stage.touch()
    })
    return [unit]
  },
}
