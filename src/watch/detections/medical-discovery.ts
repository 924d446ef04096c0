/** Many hosts greeted as clinical and building devices are. */
import type { Detection, Watcher } from '../detection.ts'
import { isNetworkGear } from '../places.ts'
import { keyOf, nameOf, sighting } from '../say.ts'
import { categoryOf } from '../scene.ts'
import { DistinctWindow } from '../state/distinct-window.ts'
import { RecentMap } from '../state/recent-map.ts'

/** Ports at which clinical and building devices answer greetings, and their protocols (the field guide's list). */
const GREETED: Readonly<Record<number, string>> = {
  24105: 'IntelliVue',
  7000: 'GE bedside',
  47808: 'BACnet',
  44818: 'EtherNet/IP',
  30718: 'Lantronix',
  2362: 'Digi ADDP',
  4800: 'Moxa',
}
/** Hosts greeted by one sender within a minute. Tools and servers talk to the few they know, or to all by broadcast. */
const GREETINGS = 8

function greetings(): Watcher {
  const hosts = new DistinctWindow<string>(60, 64)
  const told = new RecentMap<string, number>(4096, 600)
  return {
    get overloaded() {
      return hosts.overloaded
    },
    on: {
      'first-packet'(e, say) {
        const protocol = GREETED[e.port]
        if (e.transport !== 'udp' || protocol === undefined || e.toMany || e.target.ip === null) return
        const key = keyOf(e.actor)
        const n = hosts.add(key, e.target.ip, e.at)
        if (n < GREETINGS || e.at < (told.get(key, e.at) ?? -600) + 60) return
        told.set(key, e.at, e.at)
        say(
          sighting(
            e,
            `${nameOf(e.actor)} greets ${n} hosts as ${protocol} devices are greeted`,
            `${protocol}, port ${e.port}`,
          ),
        )
      },
    },
  }
}

export const udpServiceDiscoveryMedical: Detection = {
  id: 'udp-service-discovery-medical',
  title: 'Somebody looks for clinical and building devices',
  severity: 'medium',
  technique: ['T0846', 'T0888'],
  check: 'Is it a tool of a maker or of clinical engineering? What did it do with those it found?',
  response: 'Find the switch port of the sender; devices themselves need no change.',
  trap: 'Central stations and building controllers greet theirs, and do not count. Servers talk to the devices they know, and tools use broadcast; many single hosts in a minute are a search.',
  watch: greetings,
  confirm: (s, scene) => {
    const asset = scene.assetOf(s.actor, s.at)
    const greeter = ['patient-monitoring', 'building', 'utility-ot', 'infusion-and-therapy'].includes(
      categoryOf(asset) ?? '',
    )
    return !isNetworkGear(asset) && !greeter
  },
}
