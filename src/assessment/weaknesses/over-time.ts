/** What only time shows: sessions that nobody ends, devices that were away, numbers that repeat, services that are new. */
import type { Observation } from '../../model/observation.ts'
import { EPHEMERAL } from './listening.ts'
import {
  ASSET_MANAGEMENT,
  FIREWALL,
  LEAST_FUNCTIONALITY,
  MAINTAINED_SOFTWARE,
  SEGMENTATION,
  SESSION_END,
} from './safeguards.ts'
import { addressEvidence, any, served, sightOf } from './sightings.ts'
import type { View } from './view.ts'
import type { Judge, Sight, Weakness } from './weakness.ts'

const HOUR = 3600
const DAY = 24 * HOUR
/** Protocols by which a person sits at a screen or command line. */
const INTERACTIVE = ['rdp', 'vnc', 'ssh', 'telnet', 'rlogin', 'r-services', 'x11']
/** Longer than a shift. */
const LONG_SESSION = 8 * HOUR
const LONG_AWAY = 90 * DAY
/** MACs that several machines carry by agreement: VRRP (RFC 9568), HSRP, GLBP. */
const VIRTUAL = /^(?:00:00:5e:00:0[12]|00:00:0c:07:ac|00:00:0c:9f:f|00:07:b4)/
/** Names that a station gives itself, one at a time. */
const OWN_NAMES = ['dhcp.hostname', 'lldp.system-name'] as const

const longSessions: Judge = (view) =>
  view.serves
    .filter((c) => c.answered && c.longest > LONG_SESSION && INTERACTIVE.includes(c.protocol ?? ''))
    .map((c) =>
      served(
        view,
        c,
        `A session over ${(c.protocol ?? '').toUpperCase()} was open for ${Math.floor(c.longest / HOUR)} hours`,
      ),
    )

/** Two hosts that were told apart by their network stacks or names. */
const hostsSharing: Judge = (view) =>
  view.asset.sharesMacWith.map(() => ({
    saw: `Two hosts use ${macOf(view)} at the same time`,
    protocol: null,
    port: null,
    evidence: [addressEvidence(view, view.asset.ips[0]?.address ?? null)],
  }))

/** Its own, or that of the host whose MAC it has taken. */
const macOf = ({ asset, fleet }: View): string =>
  [asset, ...fleet.assets.filter(({ id }) => asset.sharesMacWith.includes(id))].find(
    ({ macs }) => macs.length > 0,
  )?.macs[0] ?? 'one MAC'

/** Two stations with one MAC each say their own name again after the other said another. */
function twins(view: View): Sight[] {
  const { asset } = view
  if (asset.macs.length !== 1 || asset.router || VIRTUAL.test(asset.macs[0] ?? '')) return []
  return OWN_NAMES.flatMap((field) => {
    const names = view.of(field).filter((o) => o.self && o.count > 1)
    const [one, other] =
      names.flatMap((a) => names.filter((b) => interleaved(a, b)).map((b) => [a, b]))[0] ?? []
    if (one === undefined || other === undefined) return []
    return [
      {
        saw: `Two names take turns at ${asset.macs[0]}: ${one.value} and ${other.value}`,
        protocol: null,
        port: null,
        evidence: [sightOf(one, '').evidence[0]!, sightOf(other, '').evidence[0]!],
      },
    ]
  })
}

const interleaved = (a: Observation, b: Observation): boolean =>
  a.value.toLowerCase() !== b.value.toLowerCase() && a.at < b.at && b.at < a.last && a.last < b.last

/** Away while somebody watched, and no long conversation went on meanwhile. */
function returned(view: View): Sight[] {
  const { asset, fleet } = view
  const away = fleet.silence(asset)
  if (away === null || fleet.watched(away) < LONG_AWAY) return []
  const spans = [...view.serves, ...view.calls]
  if (spans.some((c) => c.longest > 0 && c.first <= away.from && c.first + c.longest >= away.until)) return []
  const days = Math.floor((away.until - away.from) / DAY)
  return [
    {
      saw: `It was away for ${days} days and is back`,
      protocol: null,
      port: null,
      evidence: [addressEvidence(view, asset.ips[0]?.address ?? null)],
    },
  ]
}

const newServices: Judge = (view) => {
  const { learned } = view.fleet
  if (learned?.knows(view.asset) !== true) return []
  return view.serves
    .filter((c) => c.answered && c.transport === 'tcp' && c.port < EPHEMERAL)
    .filter((c) => !learned.offered(view.asset, `tcp/${c.port}`))
    .map((c) =>
      served(view, c, `It answers on tcp/${c.port}, which was not among what it was learned to offer`),
    )
}

export const overTime: readonly Weakness[] = [
  {
    id: 'long-session-no-logoff',
    title: 'Session that nobody ends',
    severity: 'low',
    why: 'Whoever comes to the screen or takes over the station goes on with the rights of the one who left.',
    cwe: [613],
    safeguards: [SESSION_END],
    remedy: 'Set the server to end sessions that nobody uses.',
    meanwhile: 'Lock the stations from which the sessions come when nobody sits there.',
    guard:
      'One connection of more than eight hours, never silent for ten minutes, to a screen or command line; a console that is meant to watch is such by design.',
    judge: longSessions,
  },
  {
    id: 'duplicate-mac',
    title: 'MAC address used twice',
    severity: 'medium',
    why: 'Packets for one arrive at the other, and what is allowed to one is allowed to its copy.',
    cwe: [694],
    safeguards: [ASSET_MANAGEMENT, SEGMENTATION],
    remedy: 'Find both by their switch ports, and take the copy off.',
    meanwhile: 'Allow the MAC address on the port of the right device only.',
    guard:
      'Two network stacks at two addresses, or two names, each told again after the other; routers’ shared addresses do not count. A dock or a network card that is handed around shows the same.',
    judge: any(hostsSharing, twins),
  },
  {
    id: 'stale-device-returned',
    title: 'Back after a long time away',
    severity: 'low',
    why: 'It missed the updates, recalls and passwords of the meantime.',
    cwe: [1104],
    safeguards: [ASSET_MANAGEMENT, MAINTAINED_SOFTWARE],
    remedy: 'Bring software, drug library and settings up to date before it is used on a patient.',
    meanwhile: 'Keep it in the store, or in a network of its own, until that is done.',
    guard:
      'Silent for 90 days in which somebody captured; pumps from a pool are away often, but seldom that long.',
    judge: returned,
  },
  {
    id: 'unexpected-service-listening',
    title: 'Service that its kind does not offer',
    severity: 'medium',
    why: 'Somebody opened a door: an update, a maker’s remote help, or an intruder.',
    cwe: [1188],
    safeguards: [LEAST_FUNCTIONALITY, ASSET_MANAGEMENT],
    remedy: 'Find out what opened it, and switch it off or let the habits be learned anew.',
    meanwhile: FIREWALL,
    guard:
      'Only against habits learned before (--baseline), of the device or its make and model; ports given out at random, as for FTP data, do not count.',
    judge: newServices,
  },
  {
    id: 'weak-tcp-isn',
    title: 'Sequence numbers that can be foretold',
    severity: 'medium',
    why: 'Whoever foretells them puts words into connections of others, without seeing them (RFC 6528).',
    cwe: [330],
    safeguards: [MAINTAINED_SOFTWARE, SEGMENTATION],
    remedy: 'Update the network stack, or ask the maker which version draws its numbers at random.',
    meanwhile: 'Let no forged addresses into its network, and use protocols that prove who speaks.',
    guard:
      'Eight connections in a row that it accepted, each the same step from the last; those that it asked for do not count, as scanners pick their own.',
    judge: (view) =>
      view
        .of('tcp.isn-step')
        .filter((o) => o.self)
        .map((o) => ({
          ...sightOf(
            o,
            o.value === '0'
              ? 'Its initial sequence number is always the same'
              : `Its initial sequence numbers go up by ${o.value} each time`,
          ),
          port: null,
        })),
  },
]
