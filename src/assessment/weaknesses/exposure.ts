/** Who can reach what: internet, segments, open ports, remote access. */

import { networkOf } from '../../identity/own-ranges.ts'
import { excludedMaker, publicResolver, remoteAccessProduct } from '../../knowledge/weak-defaults.ts'
import type { Asset } from '../../model/asset.ts'
import type { Conversation } from '../../model/facts.ts'
import { isPrivate } from '../../model/prefix.ts'
import { isMedical, isOfficeIt } from './kinds.ts'
import {
  ASSET_MANAGEMENT,
  AUTHENTICATION,
  AUTHORIZATION,
  LEAST_FUNCTIONALITY,
  REMOTE_ACCESS,
  SEGMENTATION,
} from './safeguards.ts'
import { addressEvidence, any, called, seen, served, sightOf } from './sightings.ts'
import { aboutDevice } from './software.ts'
import type { Fleet, View } from './view.ts'
import type { Severity, Sight, Weakness } from './weakness.ts'

const FIREWALL = 'Block it at the firewall, and let through by name what the device needs.'

/** Answered conversations with the outside; time and names go out by design where nothing inside serves them. */
const outward = (view: View): Conversation[] =>
  view.calls.filter(
    (c) =>
      c.answered &&
      (c.transport === 'tcp' || c.transport === 'udp') &&
      view.fleet.isExternal(c.server) &&
      !['dns', 'ntp'].includes(c.protocol ?? ''),
  )

/** Devices that do one thing: everything but computers, servers, telephones in hands and the network itself. */
const isThing = (view: View): boolean => isKnownHost(view) && !COMPUTERS.includes(view.value('type') ?? '')
const COMPUTERS = [
  'workstation',
  'thin-client',
  'server',
  'hypervisor',
  'mobile-iot',
  'medical-cart-pc',
  'interface-engine',
  'hospital-information-system',
  'call-manager',
  'smart-speaker',
  'smart-tv',
  'media-player',
  'game-console',
]

/** Devices of one make and model that are needed to tell which is unlike them. */
const LEAST_ALIKE = 4

function modelKey(asset: Asset): string | null {
  const [vendor, model] = [asset.verdicts.get('vendor')?.value, asset.verdicts.get('model')?.value]
  return vendor === undefined || model === undefined ? null : `${vendor} ${model}`
}

const modelsOf = (fleet: Fleet): ReadonlyMap<string | null, readonly Asset[]> =>
  Map.groupBy(
    fleet.assets.filter((a) => a.internal && modelKey(a) !== null),
    modelKey,
  )

const GUEST = /(^|[^a-z])(guests?|visitors?|patient-?wifi|gast|invit[ée]s?)([^a-z]|$)/i
/** It was given a domain, or called a wireless network, of guests. */
const isGuest = (view: View): boolean =>
  (['dhcp.domain-name', 'radius.ssid'] as const).some((field) =>
    view.of(field).some((o) => GUEST.test(o.value)),
  )

/** Known well enough, and no part of the network. */
const isKnownHost = (view: View): boolean =>
  (view.asset.verdicts.get('type')?.confidence ?? 0) >= 0.5 &&
  view.value('category') !== 'network' &&
  !view.is('type', 'switch-router', 'firewall', 'wifi-ap')

/** Frames of others' addresses came from its MAC; that somebody names it as router is not enough. */
const forwards = (view: View): boolean =>
  view.asset.router &&
  (['role', 'type', 'subtype'] as const).some((attribute) => {
    const verdict = view.asset.verdicts.get(attribute)
    const claims = [...(verdict?.won ?? []), ...(verdict?.lost ?? []).flatMap((l) => l.claims)]
    return claims.some((c) => c.by === 'forwards-packets')
  })

const OT = ['bacnet', 'modbus', 's7comm', 'enip', 'dnp3', 'iec104', 'fox', 'knx', 'opcua', 'profinet']

/** Ports whose services advisories name as ways in, with what listens there. */
const DANGEROUS: Readonly<Record<string, readonly [what: string, severity: Severity]>> = {
  'tcp/21': ['FTP', 'medium'],
  'tcp/23': ['Telnet', 'high'],
  'udp/69': ['TFTP', 'medium'],
  'tcp/111': ['the portmapper', 'medium'],
  'udp/111': ['the portmapper', 'medium'],
  'tcp/512': ['rexec', 'high'],
  'tcp/513': ['rlogin', 'high'],
  'tcp/514': ['rsh', 'high'],
  'tcp/2049': ['NFS', 'medium'],
  'tcp/4444': ['a port of intrusion tools', 'medium'],
  'tcp/5555': ['the Android debug bridge', 'high'],
  'tcp/5900': ['VNC', 'medium'],
  'tcp/6000': ['X11', 'high'],
  'tcp/9999': ['a setup port of serial modules', 'medium'],
  'udp/30718': ['the setup port of Lantronix modules', 'high'],
}

/** Raw TCP ports of serial device servers (Moxa, Lantronix, Digi manuals). */
const RAW_PORTS = [
  ...Array.from({ length: 16 }, (_, i) => 4001 + i),
  ...Array.from({ length: 16 }, (_, i) => 966 + i),
  10_001,
  10_002,
  14_001,
  2101,
  2001,
  3001,
]
const SERIAL_MAKERS = ['lantronix', 'moxa', 'digi', 'perle', 'silex', 'capsule']

/** Distinct listening ports beyond which a device offers too much; those given out at random do not count. */
const MOST_PORTS = 15
const EPHEMERAL = 32_768

/** Networks in which a condition holds for some device. */
const networksWhere = (fleet: Fleet, holds: (view: View) => boolean): ReadonlySet<string> =>
  new Set(
    fleet.assets
      .filter((a) => a.internal && a.macs.length > 0 && holds(fleet.view(a)))
      .flatMap((a) => networksOf(fleet.view(a))),
  )

const networksOf = (view: View): string[] =>
  view.asset.ips.flatMap((use) => {
    const network =
      isPrivate(use.address) && !use.address.startsWith('169.254.') ? networkOf(use.address) : null
    return network === null ? [] : [network]
  })

/** Seconds for which both must have been in use: less is a change of address. */
const AT_ONE_TIME = 60

/** Addresses in several private networks at one time, without being built to route. */
function homes(view: View): string[] {
  if (view.asset.router || view.is('category', 'network')) return []
  const uses = view.asset.ips.filter(
    (u) => isPrivate(u.address) && networkOf(u.address) !== null && !u.address.startsWith('169.254.'),
  )
  const together = uses.filter((a) =>
    uses.some(
      (b) =>
        networkOf(a.address) !== networkOf(b.address) &&
        Math.min(a.last, b.last) - Math.max(a.first, b.first) > AT_ONE_TIME,
    ),
  )
  return [...new Set(together.map((u) => networkOf(u.address)!))]
}

/** About the device as a whole: what tells its type, else where it has been. */
const place = (view: View, saw: string, severity?: Severity): Sight => {
  const sight = aboutDevice(view, 'type', saw, severity)
  return sight.evidence.length > 0
    ? sight
    : { ...sight, evidence: [addressEvidence(view, view.asset.ips[0]?.address ?? null)] }
}

const remoteProducts = (view: View): Sight[] =>
  (['dns.query', 'tls.sni'] as const).flatMap((field) =>
    view.of(field).flatMap((o) => {
      const product = remoteAccessProduct(o.value)
      return product === null || product === 'Axeda' ? [] : [sightOf(o, `It looks for servers of ${product}`)]
    }),
  )

export const exposure: readonly Weakness[] = [
  {
    id: 'medical-device-internet-outbound',
    title: 'Medical device talks to the internet',
    severity: 'high',
    why: 'A way out for data, and a way in for whoever stands at the other end.',
    cwe: [668],
    safeguards: [SEGMENTATION],
    remedy: FIREWALL,
    meanwhile: 'Find out with the maker whether it is a service of theirs.',
    guard:
      'Only conversations that were answered; time and name services do not count. A maker’s cloud may be agreed on.',
    judge: (view) =>
      isMedical(view)
        ? outward(view).map((c) =>
            called(view, c, `It talks to a public address (${c.protocol ?? 'unknown protocol'})`),
          )
        : [],
  },
  {
    id: 'medical-device-internet-inbound',
    title: 'Medical device reached from the internet',
    severity: 'critical',
    why: 'Anybody may try it, and does.',
    cwe: [668],
    safeguards: [SEGMENTATION, REMOTE_ACCESS],
    remedy: 'Close the opening in the firewall; let the maker in through a VPN.',
    meanwhile: 'Block it at the firewall at once.',
    guard:
      'Only connections that began outside, as their handshake or contents show, and that the device answered.',
    judge: (view) =>
      isMedical(view)
        ? view.serves
            .filter((c) => c.answered && c.rolesKnown && view.fleet.isExternal(c.client))
            .map((c) => served(view, c, 'A public address opened a connection to it'))
        : [],
  },
  {
    id: 'device-internet-outbound',
    title: 'Device talks to the internet',
    severity: 'medium',
    why: 'A way out that nobody manages, and a way in for whoever stands at the other end.',
    cwe: [668],
    safeguards: [SEGMENTATION],
    remedy: FIREWALL,
    meanwhile: 'Find out with the maker whether it is a service of theirs.',
    guard:
      'Only devices known to be no computer, and conversations that were answered; time and name services do not count.',
    judge: (view) => {
      if (!isThing(view)) return []
      const severity = isMedical(view) ? 'high' : 'medium'
      return outward(view).map((c) =>
        called(view, c, `It talks to a public address (${c.protocol ?? 'unknown protocol'})`, severity),
      )
    },
  },
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
    id: 'fleet-config-drift',
    title: 'Set up unlike its like',
    severity: 'low',
    why: 'Somebody changed it, or an update failed.',
    cwe: [1188],
    safeguards: [ASSET_MANAGEMENT, LEAST_FUNCTIONALITY],
    remedy: 'Compare its settings with those of the others, and set it like them or record why not.',
    meanwhile: 'Watch who uses the service.',
    guard:
      'A service that at least three others of the same make and model, all but it, do not show; random ports do not count.',
    judge: (view) => {
      const key = modelKey(view.asset)
      const group = key === null ? undefined : view.fleet.once('models', modelsOf).get(key)
      if (group === undefined || group.length < LEAST_ALIKE) return []
      const others = group.filter((a) => a.id !== view.asset.id)
      if (others.some((a) => a.services.length === 0)) return []
      return view.serves
        .filter(
          (c) =>
            c.answered &&
            c.port < EPHEMERAL &&
            !others.some((a) => a.services.some((s) => s.transport === c.transport && s.port === c.port)),
        )
        .map((c) =>
          served(
            view,
            c,
            `It serves ${c.transport}/${c.port}, as none of ${others.length} others of its model`,
          ),
        )
    },
  },
  {
    id: 'excessive-open-ports',
    title: 'Many open ports',
    severity: 'low',
    why: 'Every service is one more that may have a fault.',
    cwe: [1188],
    safeguards: [LEAST_FUNCTIONALITY],
    remedy: 'Switch off what its task does not need.',
    meanwhile: FIREWALL,
    guard:
      'More than 15 TCP ports that answered; those given out at random and domain controllers do not count.',
    judge: (view) => {
      if (view.of('kerberos.role').some((o) => o.value === 'kdc')) return []
      const open = [
        ...new Map(
          view.serves
            .filter((c) => c.transport === 'tcp' && c.answered && c.port < EPHEMERAL)
            .map((c) => [c.port, c]),
        ).values(),
      ]
      if (open.length <= MOST_PORTS) return []
      return [
        { ...served(view, open[0]!, `It answers on ${open.length} TCP ports`), protocol: null, port: null },
      ]
    },
  },
  {
    id: 'dangerous-service-open',
    title: 'Dangerous service open',
    severity: 'medium',
    why: 'Services that intruders look for first: files, command lines and screens without much of a check.',
    cwe: [1188],
    safeguards: [LEAST_FUNCTIONALITY],
    remedy: 'Switch the service off, or let only those who need it reach the port.',
    meanwhile: FIREWALL,
    guard: 'Only ports that answered; log messages on 514 are no rsh.',
    judge: (view) =>
      view.serves.flatMap((c) => {
        const known = DANGEROUS[`${c.transport}/${c.port}`]
        if (known === undefined || !c.answered || (c.port === 514 && c.protocol === 'syslog')) return []
        return [served(view, c, `${known[0][0]!.toUpperCase()}${known[0].slice(1)} answers`, known[1])]
      }),
  },
  {
    id: 'lantronix-setup-exposed',
    title: 'Setup of a serial module open',
    severity: 'high',
    why: 'The record it hands out holds the password of the module, and with it the device behind.',
    cwe: [306],
    safeguards: [AUTHENTICATION, LEAST_FUNCTIONALITY],
    remedy: 'Switch the setup port (UDP 30718) off in the module, or update it.',
    meanwhile: 'Block UDP 30718 for everybody.',
    guard: 'Only where a setup record was handed out; a question alone does not count.',
    judge: seen(
      'lantronix.setup-record',
      (_, o) => o.self && o.service?.peer !== null,
      'It handed out its setup record',
    ),
  },
  {
    id: 'serial-server-raw-open',
    title: 'Serial line of a device open to the network',
    severity: 'high',
    why: 'Whoever connects speaks with the device as if plugged in, and may command it.',
    cwe: [306],
    safeguards: [AUTHENTICATION, SEGMENTATION],
    remedy: 'Use the secured mode of the device server (TLS, allowed addresses).',
    meanwhile: 'Let only the gateway reach the port.',
    guard:
      'Only connections that carried data to a device server, or a serial protocol of a bedside device over TCP.',
    judge: (view) => {
      const maker =
        SERIAL_MAKERS.includes((view.value('vendor') ?? '').toLowerCase()) ||
        view.is('type', 'device-integration-hub')
      return view.serves
        .filter((c) => c.transport === 'tcp' && c.answered)
        .filter(
          (c) => c.protocol === 'medibus' || (maker && RAW_PORTS.includes(c.port) && c.protocol === null),
        )
        .map((c) =>
          served(
            view,
            c,
            c.protocol === null
              ? 'A raw serial port takes connections'
              : 'A bedside device’s serial protocol is open over TCP',
          ),
        )
    },
  },
  {
    id: 'upnp-enabled',
    title: 'UPnP switched on',
    severity: 'low',
    why: 'It tells everybody what it is; a gateway that takes port mappings (medium) opens the network.',
    cwe: [1188],
    safeguards: [LEAST_FUNCTIONALITY],
    remedy: 'Switch UPnP off in the device.',
    meanwhile: 'Keep it in a network where nobody searches for it.',
    guard: 'Only a device that announces itself or answers; who searches does not count.',
    judge: any(
      seen(
        'ssdp.type',
        /InternetGatewayDevice|WANIPConnection|WANPPPConnection/,
        'It announces a gateway that takes port mappings',
        'medium',
      ),
      seen(
        'ssdp.type',
        (v, o) => o.self && !/InternetGatewayDevice|WAN/.test(v),
        'It announces itself over UPnP',
      ),
    ),
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
      return networks.length < 2
        ? []
        : [place(view, `It has addresses in ${networks.map((n) => `${n}.0/24`).join(' and ')} at one time`)]
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
  {
    id: 'vendor-remote-access-unmanaged',
    title: 'Remote access through a product of the internet',
    severity: 'medium',
    why: 'Somebody outside may see and steer it, past the hospital’s own door.',
    cwe: [1125],
    safeguards: [REMOTE_ACCESS],
    remedy: 'Remove it, and give who needs access an account at the hospital’s own remote access.',
    meanwhile: 'Block the product’s domains.',
    guard: 'Only names of servers of such products; the maker’s agreed service may be one of them.',
    judge: remoteProducts,
  },
  {
    id: 'axeda-agent-present',
    title: 'Axeda remote service agent',
    severity: 'high',
    why: 'Agents of this kind let everybody on the network take the device over (Access:7, ICSA-22-067-01).',
    cwe: [798],
    safeguards: [REMOTE_ACCESS, AUTHENTICATION],
    remedy: 'Update the agent to 6.9.1 or later, or have the maker remove it.',
    meanwhile: 'Let nobody reach its ports, and it only its own server.',
    guard: 'The address it reports to or a name of Axeda; that it looks for them does not tell its version.',
    judge: any(
      seen('http.remote-agent', 'Axeda', 'It reports to an Axeda server'),
      seen('dns.query', /(^|\.)axeda\.(com|net)$/i, 'It looks for an Axeda server'),
      seen('tls.sni', /(^|\.)axeda\.(com|net)$/i, 'It talks to an Axeda server'),
    ),
  },
  {
    id: 'external-dns-resolver',
    title: 'Public name server asked',
    severity: 'low',
    why: 'Who runs it learns what the hospital looks for, and the hospital’s filter is passed by.',
    cwe: [923],
    safeguards: [SEGMENTATION],
    remedy: 'Set the hospital’s name server, and block port 53 and 853 to the outside.',
    meanwhile: FIREWALL,
    guard: 'Only where it was answered; the hospital’s own name servers, which others ask, do so by design.',
    judge: (view) => {
      if (view.serves.some((c) => c.protocol === 'dns' && c.answered)) return []
      return view.calls
        .filter(
          (c) =>
            c.answered &&
            (c.protocol === 'dns' || (c.port === 853 && c.protocol === 'tls')) &&
            view.fleet.isExternal(c.server),
        )
        .map((c) => called(view, c, `It asks ${publicResolver(c.server) ?? 'a public name server'}`))
    },
  },
  {
    id: 'ntp-unauthenticated-external',
    title: 'Time from the internet',
    severity: 'low',
    why: 'Who answers sets its clock, and with it what logs and records say.',
    cwe: [345],
    safeguards: [ASSET_MANAGEMENT, SEGMENTATION],
    remedy: 'Take the time from the hospital’s own server, or use NTS.',
    meanwhile: 'Let only the hospital’s own time servers ask outside.',
    guard: 'Only where it was answered; time servers that others ask do so by design.',
    judge: (view) => {
      if (view.serves.some((c) => c.protocol === 'ntp' && c.answered)) return []
      if (view.of('ntp.authentication').some((o) => o.value === 'nts' || o.value === 'key')) return []
      return view.calls
        .filter((c) => c.protocol === 'ntp' && c.answered && view.fleet.isExternal(c.server))
        .map((c) => called(view, c, 'It takes its time from a public server'))
    },
  },
  {
    id: 'open-relay-or-amplifier',
    title: 'Service that others can misuse',
    severity: 'medium',
    why: 'It turns a small forged question into a large answer to somebody else.',
    cwe: [406],
    safeguards: [LEAST_FUNCTIONALITY],
    remedy: 'Switch the command off (NTP: noquery), or answer the hospital’s own addresses only.',
    meanwhile: 'Let nobody from outside reach the port.',
    guard:
      'An NTP server that gives its monitor list to anybody, a name server that resolves for the outside, UPnP answered outwards.',
    judge: any(
      seen('ntp.monlist', () => true, 'It answers the NTP monitor list'),
      (view) =>
        view.serves
          .filter((c) => c.answered && c.transport === 'udp' && view.fleet.isExternal(c.client))
          .filter(
            (c) =>
              ['ssdp', 'memcached'].includes(c.protocol ?? '') ||
              (c.protocol === 'dns' && view.of('dns.server').some((o) => o.value.includes('recursive'))),
          )
          .map((c) => served(view, c, `It answers ${c.protocol} from outside`)),
    ),
  },
  {
    id: 'dicom-print-or-store-open-to-all',
    title: 'DICOM service used from many networks',
    severity: 'medium',
    why: 'Whoever is in any of them may put images in or print them.',
    cwe: [284],
    safeguards: [AUTHORIZATION, SEGMENTATION],
    remedy: 'Let only the networks of modalities and workstations reach the port.',
    meanwhile: FIREWALL,
    guard:
      'Clients of three networks or more at once that were answered; the archive of the whole house is built for that and left out.',
    judge: (view) => {
      if (view.is('type', 'pacs-vna')) return []
      const stores = view.of('dicom.scp-service').some((o) => o.value === 'storage' || o.value === 'print')
      const clients = view.serves.filter((c) => c.protocol === 'dicom' && c.answered)
      const networks = new Set(clients.map((c) => networkOf(c.client)))
      return stores && networks.size >= 3
        ? clients.map((c) => served(view, c, `Clients of ${networks.size} networks store or print`))
        : []
    },
  },
  {
    id: 'bacnet-foreign-device-open',
    title: 'BACnet takes foreign devices in',
    severity: 'medium',
    why: 'A host of another network joins the building’s broadcasts, and may command what hears them.',
    cwe: [306],
    safeguards: [AUTHENTICATION, SEGMENTATION],
    remedy: 'Switch registration off, or list who may register.',
    meanwhile: 'Let only the management station reach UDP 47808.',
    guard: 'Only a registration that was granted; between broadcast managers it is by design.',
    judge: seen(
      'bacnet.foreign-device-accepted',
      () => true,
      (v) => `It took ${v} in as foreign device`,
    ),
  },
  {
    id: 'modbus-write-enabled-any',
    title: 'Modbus takes writes from several masters',
    severity: 'medium',
    why: 'Any host may command the plant.',
    cwe: [306],
    safeguards: [AUTHORIZATION, SEGMENTATION],
    remedy: 'List the one master in the device or the firewall before it.',
    meanwhile: 'Let only its master reach TCP 502.',
    guard: 'Only writes that were carried out, for two addresses or more; redundant masters are by design.',
    judge: (view) => {
      const masters = new Set(view.of('modbus.accepted').map((o) => o.value.split(' for ')[1]))
      return masters.size < 2
        ? []
        : view
            .of('modbus.accepted')
            .map((o) => sightOf(o, `Writes of ${masters.size} masters were carried out`))
    },
  },
  {
    id: 'hardware-unknown-vendor-banned',
    title: 'Hardware of an excluded maker',
    severity: 'low',
    why: 'Rules of procurement exclude it, in the United States for whoever sells to the government.',
    cwe: [1357],
    safeguards: [ASSET_MANAGEMENT],
    remedy: 'Replace it, or record why the rule does not apply.',
    meanwhile: 'Let it reach nothing outside.',
    guard: 'Cameras are sold under other names, and a card inside may be of another maker than the device.',
    judge: (view) => {
      const vendor = view.value('vendor')
      const rule = vendor === null ? null : excludedMaker(vendor)
      return rule === null
        ? []
        : [aboutDevice(view, 'vendor', `It is made by ${vendor}, excluded by ${rule}`)]
    },
  },
]
