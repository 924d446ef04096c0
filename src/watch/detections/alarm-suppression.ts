/** A sender of alarms sends none any more, while its measurements go on. */
import type { EventOf } from '../../model/event.ts'
import type { Detection, Say, Watcher } from '../detection.ts'
import { keyOf, nameOf, proofOf, span } from '../say.ts'
import { RecentMap } from '../state/recent-map.ts'

/** Alarms that make a rhythm, and measurements that show that the sender is alive (our choice). */
const ALARMS = 16
const MEASUREMENTS = 20
/** A silence counts from half an hour on, and where it is so many times the longest pause before. */
const SHORTEST = 1800
const TIMES = 6
const DAY = 86_400
const MOST_SENDERS = 4096

/** Alert communication management and observations (IHE PCD-04, PCD-01; HL7 v2 events R40 and R01). */
const ALARM = 'ORU^R40'
const MEASUREMENT = 'ORU^R01'

interface Sender {
  alarms: number
  lastAlarm: number
  longestPause: number
  measured: number
  last: EventOf<'hl7-message'> | null
}

function silence(): Watcher {
  const senders = new RecentMap<string, Sender>(MOST_SENDERS, DAY)
  const fresh = (): Sender => ({ alarms: 0, lastAlarm: 0, longestPause: 0, measured: 0, last: null })

  function judge(of: Sender, now: number, say: Say): void {
    const quiet = now - of.lastAlarm
    if (of.last === null || of.alarms < ALARMS || of.measured < MEASUREMENTS) return
    if (quiet < Math.max(SHORTEST, TIMES * of.longestPause)) return
    say({
      at: of.lastAlarm,
      until: now,
      actor: of.last.actor,
      targets: [of.last.target],
      because: `${nameOf(of.last.actor)} sent no alarm for ${span(quiet)}, after pauses of at most ${span(of.longestPause)}, while its measurements went on`,
      proofs: [proofOf(of.last, `HL7 ${MEASUREMENT}, the ${of.measured}. since the last ${ALARM}`)],
    })
  }

  return {
    get overloaded() {
      return senders.overloaded
    },
    on: {
      'hl7-message'(e, say) {
        const kind = e.type.slice(0, ALARM.length)
        if (kind !== ALARM && kind !== MEASUREMENT) return
        const of = senders.use(`${keyOf(e.actor)} ${e.sender}`, e.at, fresh)
        if (kind === MEASUREMENT) {
          of.measured++
          of.last = e
          return
        }
        judge(of, e.at, say)
        if (of.alarms > 0) of.longestPause = Math.max(of.longestPause, e.at - of.lastAlarm)
        of.alarms++
        of.lastAlarm = e.at
        of.measured = 0
      },
    },
    finish(say) {
      for (const [, of] of senders) if (of.last !== null) judge(of, of.last.at, say)
    },
  }
}

export const alarmSuppression: Detection = {
  id: 'alarm-suppression',
  title: 'Alarms have stopped while measurements go on',
  severity: 'high',
  technique: ['T0878', 'T0838'],
  check:
    'Ask the ward whether alarms sound at the bedside. Was the gateway’s alarm interface switched off or filtered?',
  response:
    'Have nurses watch the monitors directly until alarms arrive again; restart the alarm interface, not the monitors.',
  trap: 'A quiet ward: the silence must last half an hour and six times the longest pause that was seen before.',
  watch: silence,
}
