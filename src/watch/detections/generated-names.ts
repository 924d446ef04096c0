/** Names made up by a program until one of them exists. */
import type { Detection, Watcher } from '../detection.ts'
import { keyOf, nameOf, sighting } from '../say.ts'
import { DistinctWindow } from '../state/distinct-window.ts'
import { RecentMap } from '../state/recent-map.ts'

/** Made-up names that do not exist, within five minutes. */
const MADE_UP = 30

function generatedNames(): Watcher {
  const names = new DistinctWindow<number>(300, 64)
  const told = new RecentMap<string, number>(4096, 600)
  return {
    get overloaded() {
      return names.overloaded
    },
    on: {
      'name-answered'(e, say) {
        if (!e.missing || !e.random) return
        const key = keyOf(e.target)
        const n = names.add(key, e.name, e.at)
        if (n < MADE_UP || e.at < (told.get(key, e.at) ?? -600) + 60) return
        told.set(key, e.at, e.at)
        const because = `${nameOf(e.target)} asked for ${n} made-up names that do not exist, within 5 min`
        say({ ...sighting(e, because, 'no such name'), actor: e.target, targets: [] })
      },
    },
  }
}

export const dgaNxdomain: Detection = {
  id: 'dga-nxdomain',
  title: 'Made-up names that do not exist',
  severity: 'medium',
  technique: ['T1568.002'],
  check: 'Which program asks? Malware tries names until one exists.',
  response: 'Block at the resolver what one of the names answers; look at the device with its owner.',
  trap: 'Search suffixes double usual names and do not look random; browsers test with three names.',
  watch: generatedNames,
}
