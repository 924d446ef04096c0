/** Malformed packets to a device that begins anew right after, and again. */
import type { EventOf } from '../../model/event.ts'
import type { Mac } from '../../model/mac.ts'
import type { Detection, Say, Watcher } from '../detection.ts'
import { nameOf, proofOf } from '../say.ts'
import { RecentMap } from '../state/recent-map.ts'

/** A start this soon (seconds) after malformed packets may be their doing: embedded devices start in a minute or two. */
const SOON = 180
/** Times it happened within so long; once may be chance. */
const CYCLES = 2
const LOOP_SECONDS = 3600
const MOST_DEVICES = 16_384

interface Struck {
  last: EventOf<'crafted'>
  readonly starts: number[]
}

function watcher(): Watcher {
  const struck = new RecentMap<Mac, Struck>(MOST_DEVICES, LOOP_SECONDS)

  function began(e: EventOf<'lease-sought'>, say: Say): void {
    const of = struck.get(e.client, e.at)
    if (of === undefined || e.at > of.last.at + SOON || of.last.at <= (of.starts.at(-1) ?? 0)) return
    of.starts.push(e.at)
    while (of.starts[0]! < e.at - LOOP_SECONDS) of.starts.shift()
    if (of.starts.length < CYCLES) return
    say({
      at: of.starts[0]!,
      until: e.at,
      actor: of.last.actor,
      targets: [of.last.target],
      because: `${nameOf(of.last.target)} began anew ${of.starts.length} times, each time right after malformed packets of ${nameOf(of.last.actor)}`,
      proofs: [proofOf(of.last, 'malformed packet'), proofOf(e, 'DHCP DISCOVER')],
    })
  }

  return {
    get overloaded() {
      return struck.overloaded
    },
    on: {
      crafted(e) {
        const { mac } = e.target
        if (mac === null || mac === e.actor.mac) return
        const of = struck.use(mac, e.at, () => ({ last: e, starts: [] }))
        of.last = e
      },
      'lease-sought': began,
    },
  }
}

export const malformedPacketDos: Detection = {
  id: 'malformed-packet-dos',
  title: 'A device starts anew after malformed packets, again and again',
  severity: 'high',
  technique: ['T0814', 'T1499.004'],
  check: 'Does its maker have an advisory about malformed packets? Is the sender a scanner?',
  response:
    'Cut off the sender. Watch the patient at the bedside until the device has run undisturbed; replace it if it does not.',
  trap: 'Power work makes devices start anew as well, without malformed packets right before each start.',
  watch: watcher,
}
