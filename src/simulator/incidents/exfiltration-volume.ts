/** A workstation sends far more out than anybody does. */

import { callsOutside } from '../dialogues/outside.ts'
import type { Incident } from '../incident.ts'
import { again, somebody } from './shared/cast.ts'

/** Octets of one session, and how many there are: 120 MB in all. */
const PIECE = 6_000_000
const PIECES = 20

export const exfiltrationVolume: Incident = {
  name: 'exfiltration-volume',
  summary: 'a workstation sends 120 MB to a file sharing service outside',
  detections: ['exfiltration-volume', 'exfiltration-cloud-storage'],
  begin(stage) {
    const thief = somebody(stage, 'workstation')
    const drop = somebody(stage, 'internet')
    again(stage, PIECES, 20, () =>
      callsOutside(thief, drop, 'g.api.mega.co.nz', [{ asked: PIECE, answered: 400 }]),
    )
    return [thief, drop]
  },
}
