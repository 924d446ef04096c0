/** The time that a clinical device is told jumps: trends, doses and audit trails lose their order. */
import type { Endpoint } from '../../model/observation.ts'
import type { Detection, Watcher } from '../detection.ts'
import { keyOf, nameOf, onSite, sighting, span } from '../say.ts'
import { isClinicalDevice } from '../scene.ts'
import { RecentMap } from '../state/recent-map.ts'

/** Servers that are synchronised agree within milliseconds; a minute is no drift (our choice, as reference tables use). */
const JUMP = 60
/** What a device was told counts for a day. */
const DAY = 86_400
const MOST_CLIENTS = 16_384

interface Told {
  readonly ahead: number
  readonly server: Endpoint
}

function jumps(): Watcher {
  const clients = new RecentMap<string, Told>(MOST_CLIENTS, DAY)
  return {
    get overloaded() {
      return clients.overloaded
    },
    on: {
      'time-told'(e, say) {
        const key = onSite(e, keyOf(e.target))
        const before = clients.get(key, e.at)
        clients.set(key, e.at, { ahead: e.ahead, server: e.actor })
        if (before === undefined || Math.abs(e.ahead - before.ahead) <= JUMP) return
        const way = e.ahead > before.ahead ? 'later' : 'earlier'
        const by = span(Math.abs(e.ahead - before.ahead))
        const from =
          keyOf(before.server) === keyOf(e.actor) ? 'itself before' : `${nameOf(before.server)} before`
        say(
          sighting(
            e,
            `${nameOf(e.actor)} told ${nameOf(e.target)} a time ${by} ${way} than ${from}`,
            `NTP server answer, ${by} ${way} than the one before`,
          ),
        )
      },
    },
  }
}

export const timeShiftAttack: Detection = {
  id: 'time-shift-attack',
  title: 'A clinical device is told another time',
  severity: 'medium',
  technique: ['T0832', 'T1070.006'],
  check:
    'Compare the clock of the device with a watch. Who runs the time server, and was it restarted or replaced?',
  response:
    'Take the time server out of service, not the device: it goes on by its own clock. Have the ward check times of doses and alarms by hand.',
  trap: 'Time zones and summer time do not show in NTP; servers that say they are not synchronised do not count. A step of the capture’s own clock looks alike, for all servers at once.',
  watch: jumps,
  confirm: (s, scene) => s.targets.some((target) => isClinicalDevice(scene.assetOf(target, s.at))),
}
