/** A program looks for its master under names that it makes up. */
import { DNS, failedLookup } from '../dialogues/dns.ts'
import type { Incident } from '../incident.ts'
import { again, somebody } from './shared/cast.ts'

export const dgaNxdomain: Incident = {
  name: 'dga-nxdomain',
  summary: 'a workstation asks for 90 made-up names that do not exist',
  detections: ['dga-nxdomain'],
  begin(stage) {
    const victim = somebody(stage, 'workstation')
    const name = () =>
      Array.from(
        { length: stage.random.int(11, 19) },
        () => 'abcdefghijklmnopqrstuvwxyz'[stage.random.int(0, 25)],
      ).join('')
    again(stage, 90, 1.2, () =>
      victim.talk(victim.peer('dns'), DNS, () => failedLookup(victim, `${name()}.example`, 'example')),
    )
    return [victim]
  },
}
