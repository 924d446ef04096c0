/** Somebody answers for names that are not its own. */
import * as llmnr from '../encoders/llmnr.ts'
import type { Incident } from '../incident.ts'
import { Lane, UDP } from '../network/lane.ts'
import { again, neighboursOf, somebodyNew } from './shared/cast.ts'

const NAMES = ['wpad', 'fileserv', 'prntsrv01', 'sharepont', 'intranett', 'backup-nas'] as const

export const llmnrNbnsPoison: Incident = {
  name: 'llmnr-nbns-poison',
  summary: 'an unknown computer answers LLMNR questions for six names that nobody has',
  detections: ['llmnr-nbns-poison'],
  begin(stage) {
    const { out, queue } = stage.world
    const attacker = somebodyNew(stage, 'office', (unit) => {
      const askers = neighboursOf(unit).filter((one) => one.persona.stack.startsWith('windows'))
      if (askers.length === 0) return
      again(stage, 18, 5, (i) => {
        const asker = askers[i % askers.length]!
        const name = NAMES[i % NAMES.length]!
        const id = stage.random.word() & 0xffff
        const port = asker.station.ephemeral()
        asker.announce('llmnr', '224.0.0.252', [port, 5355], llmnr.query(id, name), 1)
        const lane = Lane.between(unit.station, asker.station, UDP, [5355, port])
        unit.after(0.002, () => lane.udp(out, queue.now, llmnr.answer(id, name, unit.ip)))
      })
    })
    return [attacker]
  },
}
