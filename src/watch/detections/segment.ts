/** What goes on within one segment: sweeps, storms, exhausted leases, names and routes that a host has no right to. */
import type { EventOf } from '../../model/event.ts'
import type { Ip } from '../../model/ip.ts'
import type { Mac } from '../../model/mac.ts'
import type { Detection, Say, Sighting, Watcher } from '../detection.ts'
import { isNetworkGear } from '../places.ts'
import { count, keyOf, nameOf, onSegment, proofOf, sighting, span } from '../say.ts'
import { categoryOf, type Scene } from '../scene.ts'
import { DistinctWindow } from '../state/distinct-window.ts'
import { RecentMap } from '../state/recent-map.ts'

/** Different addresses asked for by ARP within ten seconds. */
const SWEPT = 30
const SWEEP_SECONDS = 10

function arpSweep(): Watcher {
  const asked = new DistinctWindow<Ip>(SWEEP_SECONDS, 64)
  const told = new RecentMap<string, number>(4096, 600)
  return {
    get overloaded() {
      return asked.overloaded
    },
    on: {
      'arp-question'(e, say) {
        const key = e.actor.mac ?? keyOf(e.actor)
        const n = asked.add(key, e.ip, e.at)
        if (n < SWEPT || e.at < (told.get(key, e.at) ?? -600) + 60) return
        told.set(key, e.at, e.at)
        const first = Math.min(...asked.of(key, e.at).values())
        say({
          at: first,
          until: e.at,
          actor: e.actor,
          targets: [],
          because: `${nameOf(e.actor)} asked for ${n} addresses by ARP within ${span(e.at - first)}`,
          proofs: [proofOf(e, `who has ${e.ip}`)],
        })
      },
    },
  }
}

/** Hardware addresses that begin to ask for a lease, in one sender's frames, within a minute. */
const STARVING = 50

function starvation(): Watcher {
  const clients = new DistinctWindow<Mac>(60, 128)
  const told = new RecentMap<string, number>(1024, 600)
  return {
    get overloaded() {
      return clients.overloaded
    },
    on: {
      'lease-sought'(e, say) {
        // Forged clients come from frames of as many senders, or of one: the switch port tells, which is not seen here.
        if (!isRandom(e.client)) return
        const segment = onSegment(e, '')
        const n = clients.add(segment, e.client, e.at)
        if (n < STARVING || e.at < (told.get(segment, e.at) ?? -600) + 60) return
        told.set(segment, e.at, e.at)
        say({
          ...sighting(
            e,
            `${n} clients with made-up hardware addresses sought a lease within a minute`,
            `DISCOVER of ${e.client}`,
          ),
          targets: [],
        })
      },
    },
  }
}

/** Locally administered (IEEE 802, second bit): no maker gave it. Phones have one each, not fifty a minute. */
const isRandom = (mac: Mac): boolean => (Number.parseInt(mac.slice(0, 2), 16) & 2) !== 0

/** Frames to everybody, a second, that only a loop or a broken device makes; busy segments have some dozen. */
const STORM = 500

function storm(): Watcher {
  let told = Number.NEGATIVE_INFINITY
  return {
    on: {
      'broadcast-rate'(e, say) {
        if (e.frames < STORM || e.at < told + 60) return
        told = e.at
        say({
          at: e.at,
          until: e.at + 1,
          actor: e.actor,
          targets: [],
          because: `${e.frames} frames to everybody within a second, the last of them from ${nameOf(e.actor)}`,
          proofs: [proofOf(e, `${e.frames} frames a second`)],
        })
      },
    },
  }
}

/** Different names that one host says are its own. A host has one, with its NetBIOS suffixes and workgroup at most three. */
const NAMES = 3

function poisoned(): Watcher {
  const names = new DistinctWindow<number>(600, 16)
  return {
    get overloaded() {
      return names.overloaded
    },
    on: {
      'name-claimed'(e, say) {
        const n = names.add(onSegment(e, keyOf(e.actor)), e.name, e.at)
        if (n < NAMES) return
        say(
          sighting(
            e,
            `${nameOf(e.actor)} answers for ${count(n, 'different name')} as if they were its own`,
            `answer over ${e.protocol}`,
          ),
        )
      },
    },
  }
}

/**
 * Seconds after the first router within which others count as having been there: routers advertise at least every half
 * hour and mostly every few minutes (RFC 4861 section 6.2.1).
 */
const SETTLED = 300
/** Who was not heard for so long is no router any more (RFC 4861 section 6.2.1: the longest AdvDefaultLifetime). */
const GONE = 9000
const MOST_ROUTERS = 1024
/** Segments with a router of their own; VLANs are 4094. */
const MOST_SEGMENTS = 8192

function advertisements(): Watcher {
  const known = new RecentMap<string, true>(MOST_ROUTERS, GONE)
  /** When the first one of a segment was heard, and when any was last. */
  const settled = new RecentMap<string, { first: number; last: number }>(MOST_SEGMENTS, GONE)
  function offered(e: EventOf<'router-offered'> | EventOf<'lease6-offered'>, say: Say): void {
    const what = e.kind === 'router-offered' ? 'router' : 'DHCPv6 server'
    const segment = settled.use(onSegment(e, what), e.at, () => ({ first: e.at, last: e.at }))
    if (e.at > segment.last + GONE) segment.first = e.at
    segment.last = e.at
    const who = onSegment(e, `${what} ${e.actor.mac ?? keyOf(e.actor)}`)
    if (known.get(who, e.at) === true) return
    known.set(who, e.at, true)
    const beside = e.at > segment.first + SETTLED ? BESIDE : ''
    const because = `${nameOf(e.actor)} says that it is an IPv6 ${what}${beside}`
    say({ ...sighting(e, because, `${what} advertised`), targets: [] })
  }
  return {
    get overloaded() {
      return known.overloaded || settled.overloaded
    },
    on: { 'router-offered': offered, 'lease6-offered': offered },
  }
}

const BESIDE = ', long after another said so'
const NOTHING_ELSE = ", and nothing else of it is a router's"

/**
 * Who advertises itself as an IPv6 router and shows nothing else of a router: it forwards nothing, and no management
 * protocol, name or maker tells one.
 */
function* advertisers(scene: Scene): Iterable<Sighting> {
  for (const asset of scene.assets) {
    const told = asset.observations.find((o) => o.field === 'icmpv6.router' && o.self && o.value !== '0')
    if (told === undefined || !asset.internal) continue
    // Routers have their address by configuration; who takes a lease is a host.
    if (!asset.observations.some((o) => o.self && o.field.startsWith('dhcp.'))) continue
    const type = asset.verdicts.get('type')
    const otherwise = type?.won.some((claim) => claim.protocol !== 'icmpv6') === true
    if (otherwise && isNetworkGear(asset)) continue
    const actor = { mac: asset.macs[0] ?? null, ip: null }
    yield {
      at: told.at,
      until: told.last,
      actor,
      targets: [],
      because: `${nameOf(actor)} says that it is an IPv6 router${NOTHING_ELSE}`,
      proofs: [
        {
          at: told.at,
          file: scene.facts.captures.findIndex((c) => c.file === told.where.file),
          packet: told.where.packet,
          observed: `router advertisement, lifetime ${told.value} s`,
        },
      ],
    }
  }
}

const PORT = 'Find the switch port of the MAC and shut it; nobody at the bedside depends on it.'

export const segmentDetections: readonly Detection[] = [
  {
    id: 'arp-sweep',
    title: 'A segment is swept by ARP',
    severity: 'medium',
    technique: ['T1018'],
    check: 'Is it a scanner or a management station of the house? Which connections followed?',
    response: PORT,
    trap: 'Routers ask for many addresses after a restart, and do not count.',
    watch: arpSweep,
    confirm: (s, scene) => !isNetworkGear(scene.assetOf(s.actor, s.at)),
  },
  {
    id: 'dhcp-starvation',
    title: 'Leases are being used up',
    severity: 'high',
    technique: ['T1499', 'T0814'],
    check: 'Which switch port do the hardware addresses appear on? Is the pool of the server used up?',
    response: 'Shut the port; free the leases at the server, so that pumps and monitors get theirs again.',
    trap: 'After a power cut many devices ask at once, with addresses that their makers gave them.',
    watch: starvation,
  },
  {
    id: 'broadcast-storm',
    title: 'A storm of broadcasts',
    severity: 'high',
    technique: ['T1499', 'T0814'],
    check:
      'Is there a loop in the cabling, or one broken device? Small devices fail first: see at the bedside.',
    response: 'Find the loop by the switch counters and open it; monitors keep alarming locally meanwhile.',
    trap: 'Bursts of some dozen broadcasts a second are usual; hundreds are not.',
    watch: storm,
  },
  {
    id: 'llmnr-nbns-poison',
    title: 'A host answers for names of others',
    severity: 'high',
    technique: ['T1557.001'],
    check: 'Which logins did the askers send it afterwards? Their passwords must be changed.',
    response: PORT,
    trap: 'A host answers for its own name only; a WINS server answers in another way and does not count.',
    watch: poisoned,
  },
  {
    id: 'rogue-ra-dhcpv6',
    title: 'A host that is no router offers IPv6 routes',
    severity: 'high',
    technique: ['T1557'],
    check: 'Is Internet Connection Sharing on, or is it an attack? Which hosts took the route?',
    response: PORT,
    trap: 'Redundant routers have been there from the start; one that comes five minutes later, or is a computer, is new. One that follows another that was not heard for 2.5 hours replaced it.',
    watch: advertisements,
    judge: advertisers,
    // Whoever advertises is taken for a router, so what else it is must count.
    confirm: (s, scene) =>
      s.because.endsWith(BESIDE) ||
      s.because.endsWith(NOTHING_ELSE) ||
      !['network', null].includes(categoryOf(scene.assetOf(s.actor, s.at))),
  },
]
