/** Connections asked for and not got: many ports of one host, one port of many hosts, few at a time over long. */
import type { EventFrame, EventOf } from '../../model/event.ts'
import { isPrivate } from '../../model/prefix.ts'
import type { Detection, Say, Watcher } from '../detection.ts'
import { keyOf, nameOf, proofOf, span } from '../say.ts'
import { RecentMap } from '../state/recent-map.ts'

/** Attempts younger than this may still be answered (RFC 6298: the first retransmission comes after a second). */
const ANSWER_SECONDS = 3
/** A scan fails mostly; what a client asks for is mostly there. Share of attempts that must have failed. */
const FAILED_SHARE = 0.8
/** Attempts kept of one key; above every threshold. */
const MOST_ATTEMPTS = 256
const MOST_KEYS = 4096

export interface ScanRule {
  /** Different things that must have failed within so many seconds. */
  readonly atLeast: number
  readonly seconds: number
  /** They must be spread over so many seconds at least. */
  readonly spread?: number
  /** What is kept apart, and what is counted; `null` for what does not count. */
  readonly key: (e: EventFrame) => string
  readonly thing: (e: EventFrame) => string
  readonly udp: (e: EventFrame) => boolean
  /** Echoes without an answer count as well. */
  readonly echoes?: true
  /** So do lone segments that open nothing. */
  readonly stray?: true
  readonly sentence: (e: EventFrame, failed: number, seconds: number) => string
}

interface Attempts {
  /** Things asked for: when; negative once refused. Most are got at once: `null` while none is waited for. */
  failed: Map<string, number> | null
  readonly accepted: Map<string, number>
  last: EventFrame | null
  told: number
}

/** Follows attempts by `rule`: asked for, then accepted, refused or left without an answer. */
export function scanWatcher(rule: ScanRule): Watcher {
  const keys = new RecentMap<string, Attempts>(MOST_KEYS, rule.seconds)
  /** Who asked whom by an echo: other messages of ICMP expect no answer. */
  const echoed = new RecentMap<string, true>(16_384, rule.seconds)
  const fresh = (): Attempts => ({
    failed: null,
    accepted: new Map(),
    last: null,
    told: Number.NEGATIVE_INFINITY,
  })

  function asked(e: EventFrame, at: number, refused: boolean, say: Say): void {
    const of = keys.use(rule.key(e), at, fresh)
    of.last = e
    const thing = rule.thing(e)
    const failed = of.failed ?? new Map<string, number>()
    of.failed = failed
    failed.delete(thing)
    failed.set(thing, refused ? -at : at)
    prune(failed, at)
    if (failed.size >= rule.atLeast) judge(of, at, say)
  }

  function prune(attempts: Map<string, number>, at: number): void {
    for (const [thing, when] of attempts) {
      if (Math.abs(when) > at - rule.seconds && attempts.size <= MOST_ATTEMPTS) return
      attempts.delete(thing)
    }
  }

  function judge(of: Attempts, now: number, say: Say): void {
    if (of.last === null || of.failed === null || now < of.told + rule.seconds) return
    let failed = 0
    let first = now
    for (const when of of.failed.values())
      if (when < 0 || when <= now - ANSWER_SECONDS) {
        failed++
        first = Math.min(first, Math.abs(when))
      }
    prune(of.accepted, now)
    if (failed < rule.atLeast || failed < FAILED_SHARE * (failed + of.accepted.size)) return
    const seconds = Math.max(...[...of.failed.values()].map(Math.abs)) - first
    if (seconds < (rule.spread ?? 0)) return
    of.told = now
    const because = rule.sentence(of.last, failed, seconds)
    say({
      at: first,
      until: of.last.at,
      actor: of.last.actor,
      targets: [of.last.target],
      because,
      proofs: [proofOf(of.last, `${failed} attempts failed within ${span(seconds)}`)],
    })
  }

  return {
    get overloaded() {
      return keys.overloaded
    },
    on: {
      opening: (e, say) => asked(e, e.at, false, say),
      refused: (e, say) => asked(e, e.at, true, say),
      accepted(e) {
        const of = keys.use(rule.key(e), e.at, fresh)
        if (of.failed?.delete(rule.thing(e)) === true && of.failed.size === 0) of.failed = null
        of.accepted.set(rule.thing(e), e.at)
      },
      'first-packet'(e) {
        if (rule.echoes === true && e.echo) echoed.set(pairOf(e), e.at, true)
      },
      'flow-ended'(e: EventOf<'flow-ended'>, say) {
        const counts =
          e.transport === 'udp' ||
          (rule.stray === true && isStray(e)) ||
          (e.transport === 'icmp' && echoed.get(pairOf(e), e.at) === true)
        if (!counts || e.answered || !rule.udp(e) || isGroup(e)) return
        asked(e, e.first, true, say)
      },
    },
    finish(say) {
      for (const [, of] of keys) judge(of, Number.MAX_SAFE_INTEGER, say)
    },
  }
}

const pairOf = (e: EventFrame): string => `${keyOf(e.actor)}>${keyOf(e.target)}`

/** A segment without SYN or content, and perhaps a reset: scans by FIN, ACK or no flag at all (RFC 9293 section 3.10.7). */
const isStray = (e: EventOf<'flow-ended'>): boolean =>
  e.transport === 'tcp' && !e.rolesKnown && e.clientPackets <= 2 && e.serverPackets <= 1

const isGroup = ({ target }: EventFrame): boolean =>
  target.ip === null || /^(2[2-5]\d\.|ff)/.test(target.ip) || target.ip.endsWith('.255')

const check =
  'Is the actor a scanner, a management system or somebody who was asked to scan? If not, see what it tried next.'
const response =
  'Leave the scanned devices alone. Isolate the actor at its switch port if it is no clinical device; if it is one, call the ward before anything is cut.'

export const portScanVertical: Detection = {
  id: 'port-scan-vertical',
  title: 'Many ports of one host tried',
  severity: 'high',
  technique: ['T1046', 'T0846'],
  check,
  response,
  trap: 'Passive FTP and RPC open many ports, but are accepted; one port retried counts once.',
  watch: () =>
    scanWatcher({
      // 20 ports a minute: programs that look for their peer try a handful.
      atLeast: 20,
      seconds: 60,
      key: pairOf,
      stray: true,
      thing: (e) => String(e.port),
      udp: () => true,
      sentence: (e, n, s) =>
        `${nameOf(e.actor)} tried ${n} ports of ${nameOf(e.target)} in vain within ${span(s)}`,
    }),
}

export const portScanHorizontal: Detection = {
  id: 'port-scan-horizontal',
  title: 'One port tried on many hosts',
  severity: 'high',
  technique: ['T1046', 'T1018', 'T0846'],
  check,
  response,
  trap: 'Management systems find most of those they ask; a client whose servers are down asks a few.',
  watch: () =>
    scanWatcher({
      // 15 hosts a minute: no client has so many servers of one kind, all of them down.
      atLeast: 15,
      seconds: 60,
      key: (e) => `${keyOf(e.actor)}:${e.port}`,
      echoes: true,
      thing: (e) => keyOf(e.target),
      udp: ({ target }) => target.ip !== null && isPrivate(target.ip),
      sentence: (e, n, s) =>
        `${nameOf(e.actor)} tried ${e.port === 0 ? 'the addresses' : `port ${e.port}`} of ${n} hosts in vain within ${span(s)}`,
    }),
}

export const slowScan: Detection = {
  id: 'slow-scan',
  title: 'Hosts and ports tried little by little',
  severity: 'medium',
  technique: ['T1046'],
  check,
  response,
  trap: 'Load balancers ask the same few servers again and again, which counts once each.',
  watch: () =>
    scanWatcher({
      // 50 different failures a day, over five minutes or more; a faster scan is told by the others.
      atLeast: 50,
      spread: 300,
      seconds: 86_400,
      key: (e) => keyOf(e.actor),
      thing: (e) => `${keyOf(e.target)}:${e.port}`,
      udp: ({ target }) => target.ip !== null && isPrivate(target.ip),
      sentence: (e, n, s) => `${nameOf(e.actor)} tried ${n} different services in vain within ${span(s)}`,
    }),
}
