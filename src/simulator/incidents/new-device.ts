/** Something that nobody knows is plugged into the clinical network. */
import type { Incident } from '../incident.ts'
import { somebodyNew } from './shared/cast.ts'

export const newDevice: Incident = {
  name: 'new-device',
  summary: 'a small Linux computer appears on the clinical network',
  detections: ['new-device'],
  begin(stage) {
    return [somebodyNew(stage, 'clinical', () => stage.touch())]
  },
}
