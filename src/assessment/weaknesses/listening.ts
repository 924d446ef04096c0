/** What listens, and for whom: open ports and services that let in more than they should. */

import { networkOf } from '../../identity/own-ranges.ts'
import { cleartextData } from './cleartext-data.ts'
import { cleartextLogins } from './cleartext-logins.ts'
import { openServices } from './open-services.ts'
import { remoteAccess } from './remote-access.ts'
import { AUTHENTICATION, AUTHORIZATION, FIREWALL, LEAST_FUNCTIONALITY, SEGMENTATION } from './safeguards.ts'
import { any, seen, served, sightOf } from './sightings.ts'
import type { Judge, Severity, Weakness } from './weakness.ts'

/** Ports whose services advisories name as ways in: what listens there, and by which protocols it is known. */
const DANGEROUS: Readonly<
  Record<string, readonly [what: string, severity: Severity, ...protocols: string[]]>
> = {
  'tcp/21': ['FTP', 'medium', 'ftp'],
  'tcp/23': ['Telnet', 'high', 'telnet'],
  'udp/69': ['TFTP', 'medium', 'tftp'],
  'tcp/111': ['the portmapper', 'medium', 'sunrpc'],
  'udp/111': ['the portmapper', 'medium', 'sunrpc'],
  'tcp/512': ['rexec', 'high', 'r-services'],
  'tcp/513': ['rlogin', 'high', 'r-services'],
  'tcp/514': ['rsh', 'high', 'r-services'],
  'tcp/2049': ['NFS', 'medium', 'nfs', 'sunrpc'],
  'tcp/4444': ['a port of intrusion tools', 'medium'],
  'tcp/5555': ['the Android debug bridge', 'high', 'adb'],
  'tcp/5900': ['VNC', 'medium', 'vnc'],
  'tcp/6000': ['X11', 'high', 'x11'],
  'tcp/9999': ['a setup port of serial modules', 'medium', 'telnet', 'lantronix'],
  'udp/30718': ['the setup port of Lantronix modules', 'high', 'lantronix'],
}

/** Weaknesses that say more of such a service than that it is there. */
const SAYING_MORE = new Set([
  'telnet-in-use',
  'telnet-no-auth',
  'ftp-in-use',
  'rlogin-rsh-in-use',
  'vnc-no-auth',
  'vnc-weak-auth',
  'adb-exposed',
  'x11-open',
  'nfs-no-security',
  'tftp-config-cleartext',
  'lantronix-setup-exposed',
])

const dangerous: Judge = (view) => {
  const open = view.serves.flatMap((c) => {
    const [what, severity, ...protocols] = DANGEROUS[`${c.transport}/${c.port}`] ?? []
    if (what === undefined || severity === undefined || !c.answered) return []
    // Something else that answers there is not what the port is known for.
    if (c.protocol !== null && !protocols.includes(c.protocol)) return []
    return [served(view, c, `${what[0]!.toUpperCase()}${what.slice(1)} answers`, severity)]
  })
  if (open.length === 0) return open
  const families = [...cleartextLogins, ...remoteAccess, ...openServices, ...cleartextData, ...listening]
  const said = families
    .filter(({ id }) => SAYING_MORE.has(id))
    .flatMap(({ judge }) => [...judge(view)].map(({ port }) => port))
  return open.filter(({ port }) => !said.includes(port))
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

/** Distinct listening ports beyond which a device offers too much. */
const MOST_PORTS = 15
/** Ports from here on are given out at random (Linux; IANA's begin at 49,152), and say nothing of what is offered. */
export const EPHEMERAL = 32_768

export const listening: readonly Weakness[] = [
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
    guard:
      'Only ports that answered, as what they are known for (log messages on 514 are no rsh), and of which no other weakness says more.',
    judge: dangerous,
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
]
