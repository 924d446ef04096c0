/** Who stands beside whom, and what passes between segments that should not. */

import { networkOf } from '../../identity/own-ranges.ts'
import type { Ip } from '../../model/ip.ts'
import type { Seconds } from '../../model/observation.ts'
import { isPrivate } from '../../model/prefix.ts'
import { isKnownHost, isMedical, isOfficeIt } from './kinds.ts'
import { ASSET_MANAGEMENT, FIREWALL, SEGMENTATION } from './safeguards.ts'
import { addressEvidence, seen, served } from './sightings.ts'
import { aboutDevice } from './software.ts'
import type { Fleet, View } from './view.ts'
import type { Severity, Sight, Weakness } from './weakness.ts'

const GUEST = /(^|[^a-z])(guests?|visitors?|patient-?wifi|gast|invit[ée]s?)([^a-z]|$)/i
/** It was given a domain, or called a wireless network, of guests. */
const isGuest = (view: View): boolean =>
  (['dhcp.domain-name', 'radius.ssid'] as const).some((field) =>
    view.of(field).some((o) => GUEST.test(o.value)),
  )

/** Frames of others' addresses came from its MAC; that somebody names it as router is not enough. */
const forwards = (view: View): boolean =>
  view.asset.router &&
  (['role', 'type', 'subtype'] as const).some((attribute) => {
    const verdict = view.asset.verdicts.get(attribute)
    const claims = [...(verdict?.won ?? []), ...(verdict?.lost ?? []).flatMap((l) => l.claims)]
    return claims.some((c) => c.by === 'forwards-packets')
  })

const OT = ['bacnet', 'modbus', 's7comm', 'enip', 'dnp3', 'iec104', 'fox', 'knx', 'opcua', 'profinet']

/** Networks in which a condition holds for some device. */
const networksWhere = (fleet: Fleet, holds: (view: View) => boolean): ReadonlySet<string> =>
  new Set(
    fleet.assets
      .filter((a) => a.internal && a.macs.length > 0 && holds(fleet.view(a)))
      .flatMap((a) => networksOf(fleet.view(a))),
  )

const networksOf = (view: View): string[] =>
  view.asset.ips.flatMap(({ address }) => privateNetworkOf(address) ?? [])

const privateNetworkOf = (address: Ip): string | null =>
  isPrivate(address) && !address.startsWith('169.254.') ? networkOf(address) : null

/** Seconds for which both must have been in use: less is a change of address. */
const AT_ONE_TIME = 60

/** Addresses in several private networks at one time, without being built to route. */
function homes(view: View): string[] {
  if (view.asset.router || view.is('category', 'network')) return []
  const stays = view.asset.ips.flatMap(({ address, first, last }) => {
    const network = privateNetworkOf(address)
    return network === null ? [] : [{ network, first, last }]
  })
  const together = inUseTogether(stays)
  return [...new Set(stays.map(({ network }) => network))].filter((network) => together.has(network))
}

interface Stay {
  readonly network: string
  readonly first: Seconds
  readonly last: Seconds
}

/**
 * Networks that were in use beside another. One pass in the order of beginnings: of all that began before, the one that
 * lasts longest is beside a new one if any is.
 */
function inUseTogether(stays: readonly Stay[]): ReadonlySet<string> {
  const together = new Set<string>()
  let longest: Stay | null = null
  let elsewhere: Stay | null = null
  for (const stay of [...stays].sort((a, b) => a.first - b.first)) {
    const before: Stay | null = longest?.network === stay.network ? elsewhere : longest
    if (before !== null && Math.min(before.last, stay.last) - stay.first > AT_ONE_TIME)
      together.add(before.network).add(stay.network)
    if (longest === null || stay.last > longest.last) {
      if (longest !== null && longest.network !== stay.network) elsewhere = longest
      longest = stay
    } else if (longest.network !== stay.network && (elsewhere === null || stay.last > elsewhere.last))
      elsewhere = stay
  }
  return together
}

/** Networks named in one sentence. */
const MOST_TOLD = 4

function told(networks: readonly string[]): string {
  const names = networks.slice(0, MOST_TOLD).map((network) => `${network}.0/24`)
  const more = networks.length - names.length
  return [...names, ...(more > 0 ? [`${more} more`] : [])].join(' and ')
}

/** About the device as a whole: what tells its type, else where it has been. */
const place = (view: View, saw: string, severity?: Severity): Sight => {
  const sight = aboutDevice(view, 'type', saw, severity)
  return sight.evidence.length > 0
    ? sight
    : { ...sight, evidence: [addressEvidence(view, view.asset.ips[0]?.address ?? null)] }
}

export const segments: readonly Weakness[] = [
  {
    id: 'clinical-and-it-same-segment',
    title: 'Clinical devices and computers in one network',
    severity: 'medium',
    why: 'What befalls a computer reaches the device without passing a firewall.',
    cwe: [923],
    safeguards: [SEGMENTATION],
    remedy: 'Give clinical devices a VLAN of their own, with rules for what crosses.',
    meanwhile: 'Switch client isolation on where the switch or access point has it.',
    guard: 'Both seen with their MAC in the same /24; a mirror that folds VLANs into one misleads.',
    judge: (view) => {
      if (!isMedical(view) || view.asset.macs.length === 0) return []
      const mixed = view.fleet.once('office networks', (fleet) => networksWhere(fleet, isOfficeIt))
      const shared = networksOf(view).filter((n) => mixed.has(n))
      return shared.length === 0 ? [] : [place(view, `It shares ${shared[0]}.0/24 with computers of people`)]
    },
  },
  {
    id: 'ot-reachable-from-it',
    title: 'Building or plant control reached from a computer',
    severity: 'medium',
    why: 'Who takes the computer commands the building: air, power, doors.',
    cwe: [923],
    safeguards: [SEGMENTATION],
    remedy: 'Let only the management station reach controllers, across a firewall.',
    meanwhile: FIREWALL,
    guard: 'Only a protocol of control that was answered, asked by what is known to be a computer of people.',
    judge: (view) =>
      view.serves
        .filter((c) => c.answered && OT.includes(c.protocol ?? ''))
        .filter((c) => {
          const client = view.fleet.assetAt(c.client, c.last)
          return client !== null && isOfficeIt(view.fleet.view(client))
        })
        .map((c) => served(view, c, `A computer of people speaks ${c.protocol} with it`)),
  },
  {
    id: 'guest-to-clinical',
    title: 'Guest network reaches clinical devices',
    severity: 'high',
    why: 'Any visitor’s telephone can try the device.',
    cwe: [923],
    safeguards: [SEGMENTATION],
    remedy: 'Stop it at the firewall between guest and clinical networks.',
    meanwhile: 'Switch the guest network off on that access point.',
    guard:
      'Only networks whose name says guest or visitor, as DHCP or the wireless login tells, and only services that answered.',
    judge: (view) => {
      if (!isMedical(view)) return []
      const guests = view.fleet.once('guest networks', (fleet) => networksWhere(fleet, isGuest))
      return view.serves
        .filter((c) => c.answered && guests.has(networkOf(c.client) ?? ''))
        .map((c) => served(view, c, 'A client of a guest network reached it'))
    },
  },
  {
    id: 'ipv6-router-advert-unmanaged',
    title: 'Router advertisements from a host',
    severity: 'medium',
    why: 'Neighbours send what they have to say to the internet by way of it.',
    cwe: [300],
    safeguards: [SEGMENTATION],
    remedy: 'Switch it off there (often connection sharing), and RA guard on in the switches.',
    meanwhile: 'Unplug it until it is set right.',
    guard:
      'Only from what is known to be something else than a router, with a lifetime that makes hosts use it.',
    judge: (view) =>
      isKnownHost(view) && !view.is('type', 'server', 'hypervisor')
        ? seen('icmpv6.router', (v, o) => o.self && v !== '0', 'It advertises itself as router')(view)
        : [],
  },
  {
    id: 'dual-homed-device',
    title: 'Device in two networks',
    severity: 'medium',
    why: 'It joins zones that a firewall is meant to part.',
    cwe: [923],
    safeguards: [SEGMENTATION],
    remedy: 'Take one of its connections away, or make sure it forwards nothing.',
    meanwhile: 'Let neither side reach more of it than its task needs.',
    guard:
      'Addresses in two private /24 at one time on something that does not route; a larger subnet looks alike, docks and clusters too.',
    judge: (view) => {
      const networks = homes(view)
      return networks.length < 2 ? [] : [place(view, `It has addresses in ${told(networks)} at one time`)]
    },
  },
  {
    id: 'rogue-bridge-or-hotspot',
    title: 'Device that passes on others’ packets',
    severity: 'medium',
    why: 'Behind it stands what nobody sees: a hotspot, a small router, a shared connection.',
    cwe: [923],
    safeguards: [SEGMENTATION, ASSET_MANAGEMENT],
    remedy: 'Find it, take it out or make it known; switch port security on.',
    meanwhile: 'Limit the addresses that the switch port may use.',
    guard: 'Only what is known to be no part of the network; gateways and hypervisors pass on by design.',
    judge: (view) =>
      forwards(view) &&
      isKnownHost(view) &&
      !view.is(
        'type',
        'server',
        'hypervisor',
        'device-integration-hub',
        'infusion-gateway',
        'smart-hub',
        'medical-wlan-bridge',
        'bms-controller',
      )
        ? [place(view, 'It passes on packets of other addresses')]
        : [],
  },
]
