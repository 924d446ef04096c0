/** Two stations claim one address in turn, or one claims those of several others. */
import type { EventOf } from '../../model/event.ts'
import type { Ip } from '../../model/ip.ts'
import { isVirtualRouterMac, type Mac } from '../../model/mac.ts'
import type { Detection, Say, Watcher } from '../detection.ts'
import { onSegment, proofOf } from '../say.ts'
import { RecentMap } from '../state/recent-map.ts'

/** Claims that alternate within this long contradict each other; an address that moves for good does so once. */
const ALTERNATE_SECONDS = 300
/** Changes of hands within that time: there, back. */
const CHANGES = 2
/** Addresses taken from others by one station within that time: both ends of a conversation. */
const TAKEN = 2
/**
 * Claims that nobody asked for, of one who took an address over. Failovers send some in the first seconds; who must keep
 * an owner out that stays silent goes on.
 */
const INSISTS = 10
const INSISTS_SECONDS = 20
/** A reply follows its question within this long. */
const REPLY_SECONDS = 3
const MOST_ADDRESSES = 65_536

interface Claims {
  owner: Mac
  at: number
  /** Who had it before, and when hands changed. */
  before: Mac | null
  changes: number[]
  /** Since the address was taken over: claims that nobody asked for. */
  unasked: number
  unaskedSince: number
}

function watcher(): Watcher {
  const byAddress = new RecentMap<string, Claims>(MOST_ADDRESSES, ALTERNATE_SECONDS)
  /** When an address was last asked for; what is forgotten only lets a reply count as unasked. */
  const asked = new RecentMap<string, number>(4096, REPLY_SECONDS)
  const taken = new RecentMap<string, Map<Ip, number>>(4096, ALTERNATE_SECONDS)

  function claim(e: EventOf<'arp-claim'>, say: Say): void {
    if (isVirtualRouterMac(e.mac)) return
    const address = onSegment(e, e.ip)
    const known = byAddress.get(address, e.at)
    if (known === undefined) {
      byAddress.set(address, e.at, {
        owner: e.mac,
        at: e.at,
        before: null,
        changes: [],
        unasked: 0,
        unaskedSince: e.at,
      })
      return
    }
    if (known.owner === e.mac) {
      known.at = e.at
      insist(e, known, say)
      return
    }
    const lately = e.at - known.at <= ALTERNATE_SECONDS
    const loser = known.owner
    known.changes = [...known.changes.filter((at) => at > e.at - ALTERNATE_SECONDS), e.at].slice(-8)
    const returns = known.before === e.mac
    known.before = loser
    known.owner = e.mac
    known.at = e.at
    known.unasked = 0
    known.unaskedSince = lately ? e.at : Number.POSITIVE_INFINITY
    if (lately) take(e, loser, say)
    if (returns && known.changes.length >= CHANGES) alternating(e, known, loser, say)
  }

  /** Who took the address says so again and again, unasked. */
  function insist(e: EventOf<'arp-claim'>, claims: Claims, say: Say): void {
    if (claims.before === null || e.at > claims.unaskedSince + ALTERNATE_SECONDS) return
    const announced = e.asked === e.ip
    const question = asked.get(onSegment(e, e.ip), e.at) ?? Number.NEGATIVE_INFINITY
    if (!announced && (!e.reply || question > e.at - REPLY_SECONDS)) return
    claims.unasked++
    if (claims.unasked < INSISTS || e.at < claims.unaskedSince + INSISTS_SECONDS) return
    say({
      at: claims.unaskedSince,
      until: e.at,
      actor: { mac: e.mac, ip: null },
      targets: [{ mac: claims.before, ip: null }],
      because: `${e.mac} took ${e.ip} over from ${claims.before} and said so ${claims.unasked} times without being asked`,
      proofs: [proofOf(e, `ARP: ${e.ip} is at ${e.mac}, unasked`)],
    })
  }

  /** One station that takes several addresses from others stands between them. */
  function take(e: EventOf<'arp-claim'>, loser: Mac, say: Say): void {
    const of = taken.use(onSegment(e, e.mac), e.at, () => new Map())
    of.set(e.ip, e.at)
    for (const [ip, at] of of) if (at <= e.at - ALTERNATE_SECONDS || of.size > 64) of.delete(ip)
    if (of.size < TAKEN) return
    say({
      at: e.at,
      actor: { mac: e.mac, ip: null },
      targets: [{ mac: loser, ip: null }],
      because: `${e.mac} claims ${[...of.keys()].slice(0, 4).join(' and ')}, which other stations held just before`,
      proofs: [proofOf(e, `ARP: ${e.ip} is at ${e.mac}; before: at ${loser}`)],
    })
  }

  function alternating(e: EventOf<'arp-claim'>, claims: Claims, other: Mac, say: Say): void {
    // Who came second is the intruder: the first change took the address from its owner.
    const intruder = claims.changes.length % 2 === 0 ? other : e.mac
    const owner = intruder === other ? e.mac : other
    say({
      at: claims.changes[0]!,
      until: e.at,
      actor: { mac: intruder, ip: null },
      targets: [{ mac: owner, ip: null }],
      because: `${intruder} and ${owner} claim ${e.ip} in turn`,
      proofs: [proofOf(e, `ARP: ${e.ip} is at ${e.mac}, ${claims.changes.length} changes within 5 min`)],
    })
  }

  return {
    get overloaded() {
      return byAddress.overloaded || taken.overloaded
    },
    on: {
      'arp-claim': claim,
      'arp-question'(e) {
        asked.set(onSegment(e, e.ip), e.at, e.at)
      },
    },
  }
}

export const arpSpoof: Detection = {
  id: 'arp-spoof',
  title: 'An address is claimed by two stations',
  severity: 'high',
  technique: ['T1557.002', 'T0830'],
  check:
    'Which of the two MACs is at the switch port where the device belongs? The other either redirects traffic or was given the same address by mistake.',
  response:
    'Disconnect the station that does not belong there. Devices whose traffic it took find their peer again within minutes of the next honest ARP answer; monitors may show a short gap.',
  trap: 'Redundant routers share virtual MACs, which do not count; a failover or a replaced device changes hands once and does not change back.',
  watch: watcher,
}
