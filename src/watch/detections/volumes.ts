/** How much and how often: data carried out, regular calls home, tunnels in echoes, floods of datagrams. */
import type { EventOf } from '../../model/event.ts'
import type { Endpoint } from '../../model/observation.ts'
import { isPrivate } from '../../model/prefix.ts'
import type { Detection, Say, Watcher } from '../detection.ts'
import { isOutside } from '../places.ts'
import { count, nameOf, span } from '../say.ts'
import { RecentMap } from '../state/recent-map.ts'

const MOST_PAIRS = 16_384

type Flow = EventOf<'flow-ended'>

const outwards = (e: Flow): boolean =>
  e.actor.ip !== null && e.target.ip !== null && isPrivate(e.actor.ip) && !isPrivate(e.target.ip)

/** What one flow shows as a whole. */
const whole = (e: Flow, because: string, observed: string, at = e.first) => ({
  at,
  until: e.last,
  actor: e.actor,
  targets: [e.target],
  because,
  proofs: [{ at, file: -1, packet: 0, observed }],
})

// --- exfiltration-volume -------------------------------------------------------------------------------------

/** Bytes out to one host within an hour that stand out without a baseline; the catalogue's floor. */
const MUCH = 50e6
/** What is sent exceeds what is fetched by this factor: uploads, not browsing. */
const LOPSIDED = 4
const HOUR = 3600

function exfiltration(): Watcher {
  const pairs = new RecentMap<string, { since: number; out: number; back: number; told: boolean }>(
    MOST_PAIRS,
    HOUR,
  )
  return {
    get overloaded() {
      return pairs.overloaded
    },
    on: {
      'flow-ended'(e, say) {
        if (!outwards(e)) return
        const sum = pairs.use(`${e.actor.ip} ${e.target.ip}`, e.last, () => ({
          since: e.first,
          out: 0,
          back: 0,
          told: false,
        }))
        if (e.first > sum.since + HOUR) Object.assign(sum, { since: e.first, out: 0, back: 0, told: false })
        sum.out += e.clientBytes
        sum.back += e.serverBytes
        if (sum.told || sum.out < MUCH || sum.out < LOPSIDED * sum.back) return
        sum.told = true
        const much = `${Math.round(sum.out / 1e6)} MB`
        say(
          whole(
            e,
            `${nameOf(e.actor)} sent ${much} to ${e.sni ?? nameOf(e.target)} outside within ${span(e.last - sum.since)}`,
            `${much} out, ${Math.round(sum.back / 1e6)} MB back`,
            sum.since,
          ),
        )
      },
    },
  }
}

// --- beaconing ---------------------------------------------------------------------------------------------------

/** Intervals that must be alike, and how alike: standard deviation over mean. */
const INTERVALS = 20
const VARIATION = 0.1
/**
 * Programs that hide add chance to their rhythm, up to half the interval either way (evenly spread: 0.29), and still say
 * the same each time: more intervals are asked for, nearly all near the middle one, and sizes that are alike.
 */
const JITTERED_INTERVALS = 30
const JITTERED_VARIATION = 0.35
const NEARLY_ALL = 0.9
const NEAR_GAP = [0.3, 1.8] as const
const NEAR_SIZE = [0.8, 1.25] as const
/** Shorter is one program's burst, longer needs days of capture. Seconds. */
const SHORTEST = 5
const LONGEST = 4 * HOUR
/** A beacon says little; bytes of one session, both ways. */
const SMALL = 20_000
const MOST_TIMES = 64
/** Time, names, discovery, telephony and media are regular by design. */
const REGULAR = ['ntp', 'dns', 'mdns', 'ssdp', 'stun', 'sip', 'rtcp', 'snmp', 'syslog', 'ocsp']
/** Telemetry and updates of common systems, from their makers' lists of hosts, from memory. */
const TELEMETRY =
  /(^|\.)(microsoft\.com|windows\.com|windowsupdate\.com|msftconnecttest\.com|apple\.com|icloud\.com|google\.com|googleapis\.com|gstatic\.com|ubuntu\.com|debian\.org|mozilla\.(com|net|org)|ui\.com|meraki\.com|crowdstrike\.com|sophos\.com|trendmicro\.com|office(365)?\.com|live\.com)$/

function beacons(): Watcher {
  const pairs = new RecentMap<string, Calls>(MOST_PAIRS, LONGEST)
  return {
    get overloaded() {
      return pairs.overloaded
    },
    on: {
      'flow-ended'(e) {
        if (!outwards(e) || !e.answered || REGULAR.includes(e.application ?? '')) return
        if (TELEMETRY.test(e.sni ?? '') || e.clientBytes + e.serverBytes > SMALL) return
        const pair = pairs.use(`${e.actor.ip} ${e.target.ip} ${e.transport} ${e.port}`, e.last, () => ({
          times: [],
          sizes: [],
          last: e,
        }))
        pair.last = e
        if (pair.times.length >= MOST_TIMES) return
        pair.times.push(e.first)
        pair.sizes.push(e.clientBytes + e.serverBytes)
      },
    },
    finish(say) {
      for (const [, calls] of pairs) judgeBeacon(calls, say)
    },
  }
}

interface Calls {
  readonly times: number[]
  readonly sizes: number[]
  last: Flow
}

function judgeBeacon({ times, sizes, last }: Calls, say: Say): void {
  if (times.length <= INTERVALS) return
  const sorted = [...times].sort((a, b) => a - b)
  const gaps = sorted.slice(1).map((time, i) => time - sorted[i]!)
  const mean = gaps.reduce((a, b) => a + b, 0) / gaps.length
  if (mean < SHORTEST || mean > LONGEST) return
  const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length)
  if (deviation / mean >= VARIATION && !isJittered(gaps, sizes, deviation / mean)) return
  const rhythm = `every ${mean < 120 ? `${mean.toFixed(0)} s` : span(mean)}, give or take ${((100 * deviation) / mean).toFixed(0)} %`
  say({
    ...whole(
      last,
      `${nameOf(last.actor)} calls ${last.sni ?? nameOf(last.target)} outside ${rhythm}`,
      `${count(sorted.length, 'small session')} to port ${last.port}, ${rhythm}`,
      sorted[0]!,
    ),
  })
}

function isJittered(gaps: readonly number[], sizes: readonly number[], variation: number): boolean {
  return (
    gaps.length >= JITTERED_INTERVALS &&
    variation < JITTERED_VARIATION &&
    shareNear(gaps, NEAR_GAP) >= NEARLY_ALL &&
    shareNear(sizes, NEAR_SIZE) >= NEARLY_ALL
  )
}

/** Share of values that lie between two multiples of the middle one. */
function shareNear(values: readonly number[], [low, high]: readonly [number, number]): number {
  const middle = [...values].sort((a, b) => a - b)[values.length >> 1]!
  return values.filter((value) => value >= low * middle && value <= high * middle).length / values.length
}

// --- icmp-tunnel, udp-flood -----------------------------------------------------------------------------------------

/** Bytes of an echo on the wire, on average, and echoes a minute; pings have 60 to 100 bytes, once a second. */
const LARGE_ECHO = 500
const ECHOES_A_MINUTE = 100
const FEWEST_ECHOES = 100
/** A host outside is pinged at times, but not with large echoes all the time: one every two seconds and its answer. */
const ECHOES_OUTSIDE = 50

/** Datagrams a second to one host over at least some seconds, with next to nothing back. Media streams stay below. */
const FLOOD_RATE = 1000
const FLOOD_SECONDS = 5

function flowRule(fits: (e: Flow) => string | null, say: (e: Flow, rate: string) => string): Watcher {
  return {
    on: {
      'flow-ended'(e, tell) {
        const rate = fits(e)
        if (rate !== null) tell(whole(e, say(e, rate), rate))
      },
    },
  }
}

function echoRate(e: Flow): string | null {
  const packets = e.clientPackets + e.serverPackets
  if (e.transport !== 'icmp' || packets < FEWEST_ECHOES) return null
  const size = (e.clientBytes + e.serverBytes) / packets
  const rate = packets / Math.max(1, (e.last - e.first) / 60)
  return size > LARGE_ECHO && rate > (outwards(e) ? ECHOES_OUTSIDE : ECHOES_A_MINUTE)
    ? `${Math.round(rate)} messages a minute of ${Math.round(size)} bytes`
    : null
}

function datagramRate(e: Flow): string | null {
  const seconds = e.last - e.first
  if (e.transport !== 'udp' || seconds < FLOOD_SECONDS || e.serverPackets * 20 > e.clientPackets) return null
  const rate = e.clientPackets / seconds
  return rate >= FLOOD_RATE && !isGroup(e.target) ? `${Math.round(rate)} datagrams a second` : null
}

const isGroup = ({ ip }: Endpoint): boolean =>
  ip === null || /^(2[2-5]\d\.|ff)/.test(ip) || ip.endsWith('.255')

export const volumeDetections: readonly Detection[] = [
  {
    id: 'exfiltration-volume',
    title: 'Much data goes out',
    severity: 'high',
    technique: ['T1041', 'T1048', 'T0882'],
    check: 'Which device, which data does it hold, and whose is the other end?',
    response: 'Block the other end at the border; the device can go on in its zone.',
    trap: 'Backups and image exchange to known addresses: a suppression with the address; browsing fetches more than it sends.',
    watch: exfiltration,
    confirm: (s, scene) => isOutside(s.targets[0]?.ip ?? null, s.at, scene),
  },
  {
    id: 'beaconing',
    title: 'Regular small calls to one host outside',
    severity: 'high',
    technique: ['T1071', 'T1573', 'T0869'],
    check: 'Which program calls, since when, and whose is the name? Compare with other devices of its kind.',
    response:
      'Block the other end at the border and look at the device with its owner; at the bedside, after replacement.',
    trap: 'Time, names, telephony and the telemetry of common systems are regular, too, and do not count.',
    watch: beacons,
    confirm: (s, scene) => isOutside(s.targets[0]?.ip ?? null, s.at, scene),
  },
  {
    id: 'icmp-tunnel',
    title: 'Data carried in echo messages',
    severity: 'high',
    technique: ['T1095'],
    check: 'Which program pings? Tools that test path sizes run for seconds, not minutes.',
    response: 'Block ICMP echo to the other end at the border; devices do not need it.',
    trap: 'Tests of the path MTU send few large echoes.',
    watch: () =>
      flowRule(
        echoRate,
        (e, rate) => `${nameOf(e.actor)} exchanges ${rate} by ICMP with ${nameOf(e.target)}`,
      ),
  },
  {
    id: 'udp-flood',
    title: 'A flood of datagrams',
    severity: 'high',
    technique: ['T1498', 'T1499', 'T0814'],
    check: 'Is the sender alone, and does the target still answer its server?',
    response:
      'Shut the port of the sender, not that of the target; see at the bedside whether the device still works.',
    trap: 'Video and imaging by UDP stay below a thousand packets a second and one megabyte, or are answered.',
    watch: () => flowRule(datagramRate, (e, rate) => `${nameOf(e.actor)} sends ${nameOf(e.target)} ${rate}`),
  },
]
