/** Data leaves in the names that are asked for. */
import { DNS } from '../dialogues/dns.ts'
import * as dns from '../encoders/dns.ts'
import type { Incident } from '../incident.ts'
import { answer, ask, type Script } from '../script.ts'
import type { Unit } from '../unit.ts'
import { again, somebody } from './shared/cast.ts'

const ZONE = 'cdn-sync.example'
const DIGITS = 'abcdefghijklmnopqrstuvwxyz234567'

export const dnsTunnelling: Incident = {
  name: 'dns-tunnelling',
  summary: 'a workstation asks for hundreds of long names below one zone outside',
  detections: ['dns-tunnelling'],
  begin(stage) {
    const victim = somebody(stage, 'workstation')
    again(stage, 400, 0.25, () => victim.talk(victim.peer('dns'), DNS, () => carry(victim)))
    return [victim]
  },
}

function* carry(unit: Unit): Script {
  const label = (size: number) => Array.from({ length: size }, () => DIGITS[unit.random.int(0, 31)]).join('')
  const name = `${label(58)}.${label(46)}.t.${ZONE}`
  const id = unit.random.word() & 0xffff
  yield ask(dns.query(id, name, 'TXT'))
  yield answer(
    dns.answer(id, { name, type: 'TXT' }, [{ name, type: 'TXT', ttl: 0, texts: [label(80)] }]),
    0.03,
  )
}
