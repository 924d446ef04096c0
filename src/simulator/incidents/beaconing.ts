/** A program reports to its master outside, every minute, with next to no jitter. */

import { callsOutside } from '../dialogues/outside.ts'
import type { Incident } from '../incident.ts'
import { again, somebody } from './shared/cast.ts'

export const beaconing: Incident = {
  name: 'beaconing',
  summary: 'a workstation has a short TLS session with one host outside every 60 seconds',
  detections: ['beaconing'],
  begin(stage) {
    const victim = somebody(stage, 'workstation')
    const master = somebody(stage, 'internet')
    again(
      stage,
      45,
      60,
      () => callsOutside(victim, master, 'update.cdn-metrics.example', [{ asked: 320, answered: 180 }]),
      0.02,
    )
    return [victim, master]
  },
}
