/** Who must not talk to whom: judged over conversations, once devices are known. One row each. */

import type { Asset } from '../../model/asset.ts'
import type { Conversation } from '../../model/facts.ts'
import type { Ip } from '../../model/ip.ts'
import type { Endpoint } from '../../model/observation.ts'
import type { Detection, Sighting } from '../detection.ts'
import { oncePerScene } from '../once.ts'
import { deviceName, isAppliance, isNetworkGear, isOutside, isPersonal } from '../places.ts'
import { isClinicalDevice, isMonitor, type Scene, typeOf } from '../scene.ts'

/** A conversation with the devices at its ends. */
export interface Contact {
  readonly conversation: Conversation
  readonly client: Asset | null
  readonly server: Asset | null
  readonly scene: Scene
}

interface Rule extends Omit<Detection, 'judge'> {
  /** Why it counts, as what follows `A: `; `null`: it does not. */
  readonly counts: (contact: Contact) => string | null
}

/** UDP and TCP ports by which hosts find and name one another, which proves no contact. */
const HOUSEKEEPING = [53, 67, 68, 123, 137, 138, 161, 162, 514, 546, 547, 1900, 3702, 5353, 5355]
const TERMINALS = [22, 23]
const at = (c: Conversation): number => c.first

const endpoint = (ip: Conversation['client']): Endpoint => ({ ip, mac: null })
const ofTheHouse = ({ port, transport }: Conversation): boolean =>
  transport === 'icmp' || transport === 'ip' || HOUSEKEEPING.includes(port)
const service = ({ protocol, transport, port }: Conversation): string =>
  protocol === null ? `${transport} port ${port}` : `${protocol} (port ${port})`

const RULES: readonly Rule[] = [
  {
    id: 'pump-to-internet',
    title: 'A pump or monitor talks to the internet',
    severity: 'high',
    technique: ['T1041', 'T0885'],
    check:
      'Is the address of a service the maker documents for this product? If not: since when, and how much was sent?',
    response:
      'Block the address at the border, not the device at the ward: pumps go on delivering without it. Tell clinical engineering.',
    trap: 'Clouds of makers: let them stand in a suppression with the address, a reason and an end.',
    counts: ({ conversation: c, client, scene }) =>
      (scene.isPump(client) || isMonitor(client)) && isOutside(c.server, at(c), scene)
        ? `talks to ${c.tls?.sni ?? c.server} outside the hospital over ${service(c)}`
        : null,
  },
  {
    id: 'pump-to-pump',
    title: 'Pumps talk to one another',
    severity: 'high',
    technique: ['T0866', 'T1210'],
    check: 'Pumps know only their server. What was sent, and does one of the two scan others as well?',
    response:
      'Have the ward use another pump, then take the one that calls off the network and keep it for examination.',
    trap: 'Discovery by broadcast or multicast is not unicast between two pumps and does not count.',
    counts: ({ conversation: c, client, server, scene }) =>
      scene.isPump(client) && scene.isPump(server) && client !== server && !ofTheHouse(c)
        ? `talks to another pump, ${c.server}, over ${service(c)}`
        : null,
  },
  {
    id: 'pump-peer-violation',
    title: 'A pump talks to a computer that is not its server',
    severity: 'medium',
    technique: ['T0885', 'T1071'],
    check:
      'What is the computer, and who works at it? Pumps speak with their server, names, time and addresses only.',
    response:
      'Ask clinical engineering before anything is cut off; a service laptop in a maintenance window is legitimate.',
    trap: 'Names, addresses, time and discovery do not count, nor servers and network devices.',
    counts: ({ conversation: c, client, server, scene }) =>
      scene.isPump(client) &&
      c.answered &&
      (isPersonal(server) || isPrinterOrCamera(server)) &&
      !ofTheHouse(c)
        ? `opens ${service(c)} of ${typeOf(server)} ${c.server}`
        : null,
  },
  {
    id: 'inbound-telnet-ftp-to-pump',
    title: 'Somebody logs in to a pump by Telnet or FTP',
    severity: 'high',
    technique: ['T1021', 'T0886'],
    check: 'Is it clinical engineering in a maintenance window? Which files or commands were sent?',
    response:
      'Have the ward use another pump and keep this one; do not restart it, its memory may tell what was done.',
    trap: 'A refused connection is no session; a service laptop of clinical engineering is one, and stands in a suppression.',
    counts: ({ conversation: c, server, scene }) =>
      scene.isPump(server) && c.answered && (c.protocol === 'telnet' || c.protocol === 'ftp')
        ? `has a ${c.protocol} session with pump ${c.server}`
        : null,
  },
  {
    id: 'camera-takeover-sign',
    title: 'A camera calls as cameras under foreign control do',
    severity: 'high',
    technique: ['T1584.005'],
    check: 'What does the camera call, and does it try Telnet or SSH at others? Which firmware does it run?',
    response:
      'Take the camera off the network and reset it with new firmware and password; nobody depends on it for life.',
    trap: 'Recorders and management stations call cameras, not the other way round.',
    counts: ({ conversation: c, client, scene }) =>
      isCamera(client) &&
      ((TERMINALS.includes(c.port) && c.transport === 'tcp') ||
        ([23, 2323, 48_101].includes(c.port) && isOutside(c.server, at(c), scene)))
        ? `opens ${service(c)} of ${c.server}`
        : null,
  },
  {
    id: 'pneumatic-tube-anomaly',
    title: 'A tube station talks to a stranger',
    severity: 'high',
    technique: ['T0855', 'T1210'],
    check:
      'Stations talk to their control centre only. Who is the other end, and is the maker’s support at work? Which firmware do the stations run?',
    response:
      'Block the other end towards the stations, and have carriers of medicines and samples brought by hand until the system is checked.',
    trap: 'Hosts that half of the stations talk to are their control centre; names, addresses, time and management do not count.',
    counts: ({ conversation: c, client, server, scene }) => {
      const [station, other, address] = isTube(client)
        ? [client, server, c.server]
        : [server, client, c.client]
      if (!isTube(station) || isTube(other) || !c.answered || ofTheHouse(c)) return null
      const isStranger =
        isPersonal(other) ||
        isAppliance(other) ||
        isOutside(address, at(c), scene) ||
        (typeOf(other) === null && !isNetworkGear(other))
      if (!isStranger || controlCentres(scene).has(address)) return null
      return station === client
        ? `talks to ${address} over ${service(c)}`
        : `talks to tube station ${c.server} over ${service(c)}`
    },
  },
  {
    id: 'lateral-rdp',
    title: 'A clinical device opens a remote desktop',
    severity: 'medium',
    technique: ['T1021.001'],
    check: 'Who sits at the device, and is the other end a jump host that service staff use?',
    response: 'End the session at the server side; leave the clinical device running and talk to the ward.',
    trap: 'Workstations and jump hosts open remote desktops every day; only those of clinical devices count, and one host that opens those of three others.',
    counts: ({ conversation: c, client, scene }) => {
      if (c.protocol !== 'rdp' || !c.answered) return null
      if (isClinicalDevice(client)) return `opens a remote desktop of ${c.server}`
      const servers = desktops(scene).get(c.client)?.size ?? 0
      return servers >= CHAIN ? `opens remote desktops of ${servers} hosts, ${c.server} among them` : null
    },
  },
  {
    id: 'lateral-ssh-vnc',
    title: 'A clinical device opens a shell or a screen of another',
    severity: 'medium',
    technique: ['T1021.004', 'T1021.005'],
    check: 'Is it a documented service path of the maker? What does the other end hold?',
    response: 'Close the path at the server side; leave the clinical device running and talk to the ward.',
    trap: 'Servers and network devices are managed so; only sessions that begin at a clinical device count.',
    counts: ({ conversation: c, client }) =>
      (c.protocol === 'ssh' || c.protocol === 'vnc') && c.answered && isClinicalDevice(client)
        ? `opens ${service(c)} of ${c.server}`
        : null,
  },
  {
    id: 'doh-dot-new',
    title: 'An appliance asks for names in secret',
    severity: 'medium',
    technique: ['T1572'],
    check: 'Whose resolver is it? Appliances use the resolver that DHCP names.',
    response: 'Block the resolver at the border; the device falls back to the one of the house.',
    trap: 'Browsers on computers do so by themselves; only appliances count.',
    counts: ({ conversation: c, client }) =>
      isAppliance(client) && c.answered && ((c.port === 853 && c.transport === 'tcp') || isResolver(c))
        ? `asks ${c.tls?.sni ?? c.server} for names over ${c.port === 853 ? 'TLS' : 'HTTPS'}`
        : null,
  },
  {
    id: 'exfiltration-cloud-storage',
    title: 'An appliance uses a file sharing service',
    severity: 'high',
    technique: ['T1567'],
    check: 'What was sent, how much, and does the product have a documented reason?',
    response: 'Block the service for this zone at the border; nothing at the bedside needs it.',
    trap: 'Viewers that share images by a service the hospital chose stand in a suppression.',
    counts: ({ conversation: c, client }) =>
      (isAppliance(client) || isClinicalServer(client)) && STORAGE.test(c.tls?.sni ?? '')
        ? `talks to file sharing service ${c.tls!.sni}`
        : null,
  },
  {
    id: 'remote-access-tool-new',
    title: 'A remote access service is used',
    severity: 'medium',
    technique: ['T1219'],
    check: 'Is there a ticket for a service session? Who accepted it at the device?',
    response: 'Ask the vendor or the help desk first; end the session at the border if nobody knows of it.',
    trap: 'Sessions of vendors by ticket: a suppression with the time of the ticket.',
    counts: ({ conversation: c }) =>
      REMOTE.test(c.tls?.sni ?? '') ? `uses remote access service ${c.tls!.sni}` : null,
  },
  {
    id: 'tor-proxy-vpn',
    title: 'An appliance or server hides where it talks to',
    severity: 'high',
    technique: ['T1090'],
    check: 'Where does the tunnel end, and who set it up? Sites to maintenance centres use known addresses.',
    response: 'Block the other end at the border, then look at the device with its owner.',
    trap: 'Tunnels between own addresses and those of computers with people do not count; those of vendors stand in a suppression.',
    counts: ({ conversation: c, client, scene }) =>
      client !== null &&
      !isPersonal(client) &&
      !isNetworkGear(client) &&
      isOutside(c.server, at(c), scene) &&
      TUNNELS.includes(c.protocol ?? '')
        ? `has a ${c.protocol} tunnel to ${c.server}`
        : null,
  },
]

/** Hosts of which one client opens remote desktops: an administrator has one or two at a time. */
const CHAIN = 3
/** By client, the hosts of which it opens remote desktops. */
const desktops = oncePerScene(({ facts }) => {
  const servers = new Map<Ip, Set<Ip>>()
  for (const { client, server, protocol, answered } of facts.conversations) {
    if (protocol !== 'rdp' || !answered) continue
    const of = servers.get(client) ?? new Set()
    servers.set(client, of.add(server))
  }
  return servers
})

const isTube = (asset: Asset | null): boolean => typeOf(asset) === 'pneumatic-tube'
/** Hosts that at least half of the tube stations, and at least two, talk to. */
const controlCentres = oncePerScene((scene): ReadonlySet<Ip> => {
  const stations = scene.assets.filter(isTube).length
  const talking = new Map<Ip, Set<Asset>>()
  for (const { client, server, first } of scene.facts.conversations)
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      const station = scene.assetOf(endpoint(one), first)
      if (station !== null && isTube(station))
        talking.set(other, (talking.get(other) ?? new Set()).add(station))
    }
  return new Set(
    [...talking].filter(([, of]) => of.size >= Math.max(2, stations / 2)).map(([address]) => address),
  )
})

const isCamera = (asset: Asset | null): boolean => ['ip-camera', 'nvr'].includes(typeOf(asset) ?? '')
const isPrinterOrCamera = (asset: Asset | null): boolean =>
  isCamera(asset) || ['printer', 'label-printer'].includes(typeOf(asset) ?? '')
const isClinicalServer = (asset: Asset | null): boolean =>
  ['pacs-vna', 'infusion-server', 'imaging-workstation', 'lis-middleware'].includes(typeOf(asset) ?? '')
const TUNNELS = ['openvpn', 'wireguard', 'socks']

/** Names of public resolvers over HTTPS; from their operators' pages, from memory. */
const RESOLVERS =
  /(^|\.)(dns\.google|cloudflare-dns\.com|one\.one\.one\.one|dns\.quad9\.net|doh\.opendns\.com|dns\.adguard\.com|dns\.nextdns\.io|doh\.cleanbrowsing\.org)$/
const isResolver = ({ tls }: Conversation): boolean => RESOLVERS.test(tls?.sni ?? '')
/** Names under which file sharing services are reached; from their operators' pages, from memory. */
const STORAGE =
  /(^|\.)(dropbox\.com|dropboxapi\.com|mega\.nz|mega\.co\.nz|mega\.io|wetransfer\.com|transfer\.sh|anonfiles\.com|gofile\.io|mediafire\.com|box\.com|pcloud\.com|file\.io|sendspace\.com|drive\.google\.com|onedrive\.live\.com|icedrive\.net)$/
/** Names of remote access services; from their operators' pages, from memory. */
const REMOTE =
  /(^|\.)(teamviewer\.com|anydesk\.com|logmein\.com|logmeinrescue\.com|gotomypc\.com|splashtop\.com|screenconnect\.com|connectwise\.com|rustdesk\.com|bomgarcloud\.com|beyondtrustcloud\.com|ammyy\.com|dwservice\.net|zohoassist\.com|atera\.com|ninjarmm\.com)$/

export const contactDetections: readonly Detection[] = RULES.map(({ counts, ...rule }) => ({
  ...rule,
  *judge(scene: Scene): Iterable<Sighting> {
    for (const conversation of scene.facts.conversations) {
      const client = scene.assetOf(endpoint(conversation.client), conversation.first)
      const server = scene.assetOf(endpoint(conversation.server), conversation.first)
      const why = counts({ conversation, client, server, scene })
      if (why === null) continue
      const actor = endpoint(conversation.client)
      yield {
        at: conversation.first,
        until: conversation.last,
        actor,
        targets: [endpoint(conversation.server)],
        because: `${deviceName(actor, conversation.first, scene)} ${why}`,
        proofs: [
          {
            at: conversation.first,
            file: -1,
            packet: 0,
            observed: `${conversation.packets} packets, ${conversation.bytes} bytes with ${conversation.server}, ${service(conversation)}`,
          },
        ],
      }
    }
  },
}))
