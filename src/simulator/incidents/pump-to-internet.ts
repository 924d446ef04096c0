/** An infusion pump talks to somebody outside. */

import { callsOutside } from '../dialogues/outside.ts'
import type { Incident } from '../incident.ts'
import { again, somebody } from './shared/cast.ts'

export const pumpToInternet: Incident = {
  name: 'pump-to-internet',
  summary: 'an infusion pump has TLS sessions with a host outside',
  detections: ['pump-to-internet', 'pump-peer-violation', 'new-peer'],
  begin(stage) {
    const pump = somebody(stage, 'pump')
    const outside = somebody(stage, 'internet')
    pump.truth.weak('medical-device-internet-outbound', 'tls', 443)
    again(stage, 3, 45, () =>
      callsOutside(pump, outside, 'time-sync.example', [{ asked: 900, answered: 2600 }]),
    )
    return [pump, outside]
  },
}
