/** A device stops talking, while everything around goes on. */
import type { Incident } from '../incident.ts'
import { somebodyHeard } from './shared/cast.ts'

export const deviceSilent: Incident = {
  name: 'device-silent',
  summary: 'a monitor or pump that reported all the time falls silent and stays so',
  detections: ['device-silent'],
  begin(stage) {
    const unit = somebodyHeard(stage, 'patient-monitor', 'pump')
    unit.on = false
    return [unit]
  },
}
