/** Who uses the hardware address of a clinical device. */
import { UNIQUE_FIELDS } from '../../identity/joins.ts'
import { serialsIn } from '../../identity/marks.ts'
import type { Asset } from '../../model/asset.ts'
import { isIp6 } from '../../model/ip.ts'
import type { Endpoint, Observation } from '../../model/observation.ts'
import type { Detection, Sighting } from '../detection.ts'
import { endpointOf, fromObservation, nameOfAsset } from '../known-device.ts'
import { isNetworkGear } from '../places.ts'
import { nameOf } from '../say.ts'
import { isClinicalDevice, type Scene, typeOf } from '../scene.ts'

/** DHCP vendor class of Windows since 2000 (Microsoft, MS-DHCPE section 2.2.3). */
const WINDOWS = /^MSFT 5\.0/

/** Two networks at once with one hardware address: a clinical device has one place. */
function* twoPlaces(scene: Scene): Iterable<Sighting> {
  yield* twoHosts(scene)
  for (const asset of scene.assets) {
    if (isShared(asset) || !asset.internal || asset.vlans.length < 2 || asset.macs.length !== 1) continue
    for (const [one, other] of overlapping(asset.ips))
      yield {
        at: other.first,
        until: Math.min(one.last, other.last),
        actor: endpointOf(asset),
        targets: [],
        because: `${asset.macs[0]} is at two places at once, as ${one.address} and as ${other.address}`,
        proofs: [
          {
            at: other.first,
            file: -1,
            packet: 0,
            observed: `VLANs ${asset.vlans.join(', ')}: ${one.address}, ${other.address}`,
          },
        ],
      }
  }
}

/** The same, told apart by what they say. Two hosts of one network may be a machine and a guest bridged by its radio. */
function* twoHosts(scene: Scene): Iterable<Sighting> {
  for (const asset of scene.assets)
    for (const other of scene.sharingMac(asset)) {
      const mac = asset.macs[0]
      const [pair] = overlapping([...asset.ips, ...other.ips])
      if (mac === undefined || isShared(asset) || pair === undefined) continue
      const [one, later] = pair
      yield {
        at: later.first,
        until: Math.min(one.last, later.last),
        actor: { mac, ip: asset.ips.includes(later) ? later.address : (other.ips[0]?.address ?? null) },
        targets: [{ mac, ip: asset.ips[0]?.address ?? null }],
        because: `Two hosts use ${mac} at the same time, at ${one.address} and at ${later.address}`,
        proofs: [
          { at: later.first, file: -1, packet: 0, observed: `${mac}: ${one.address}, ${later.address}` },
        ],
      }
    }
}

type Use = Asset['ips'][number]

/** Of each address one of another network that was in use when it came, if any: whoever takes very many makes no more of them. */
function* overlapping(ips: readonly Use[]): Generator<readonly [Use, Use]> {
  const uses = ips.filter(({ address }) => address.includes('.') && !address.startsWith('169.254.'))
  /** Used longest so far, of two different networks. */
  let longest: readonly Use[] = []
  for (const use of uses.sort((a, b) => a.first - b.first)) {
    const other = longest.find((o) => network(o.address) !== network(use.address) && use.first <= o.last)
    if (other !== undefined) yield [other, use]
    longest = longestOf([...longest, use])
  }
}

function longestOf(uses: readonly Use[]): readonly Use[] {
  const [first, ...rest] = [...uses].sort((a, b) => b.last - a.last)
  const second = rest.find((use) => network(use.address) !== network(first!.address))
  return second === undefined ? [first!] : [first!, second]
}

/** Servers, hypervisors and network devices have several networks at once by design. */
const isShared = (asset: Asset): boolean =>
  isNetworkGear(asset) || ['server', 'hypervisor', 'nas', 'call-manager'].includes(typeOf(asset) ?? '')

const network = (ip: string): string => ip.slice(0, ip.lastIndexOf('.'))

/** Both are heard at the same time for so long (seconds): a device that moves is at one place at a time. */
const OVERLAP = 60
/** Network modules of one device have neighbouring MACs: the last octets lie within one block of this size. */
const MODULES = 64

/** One serial number or identifier that a maker gives once, told by two stations at the same time. */
function* clones(scene: Scene): Iterable<Sighting> {
  const holders = new Map<string, Holder>()
  for (const asset of scene.assets) {
    if (!isClinicalDevice(asset) || asset.behind !== null) continue
    for (const o of asset.observations)
      for (const [id, label] of o.self && o.endpoint.device === undefined ? identifiers(o) : []) {
        const before = holders.get(id)
        if (before === undefined || isSameStation(before.o.endpoint, o.endpoint)) {
          if (before === undefined || o.last > before.o.last) holders.set(id, { asset, o })
          continue
        }
        const [from, to] = [Math.max(before.o.at, o.at), Math.min(before.o.last, o.last)]
        if (to - from < OVERLAP) continue
        yield {
          ...fromObservation(
            asset,
            o,
            scene,
            `${stationOf(o)} and ${stationOf(before.o)} both say that they are ${label}, at the same time`,
          ),
          targets: before.asset === asset ? [] : [endpointOf(before.asset)],
        }
      }
  }
}

interface Holder {
  readonly asset: Asset
  readonly o: Observation
}

/** Keys of what is one device's alone, and how a sentence calls it. */
function identifiers(o: Observation): (readonly [key: string, label: string])[] {
  const kind = UNIQUE_FIELDS.get(o.field)
  return [
    ...(kind === undefined ? [] : [[`${o.field} ${o.value}`, `the device with ${kind} ${o.value}`] as const]),
    ...serialsIn(o).map(
      ({ vendor, value }) => [`${vendor} ${value}`, `the device with serial number ${value}`] as const,
    ),
  ]
}
const stationOf = ({ endpoint }: Observation): string => nameOf(endpoint)

/**
 * One address is one station; so are two MACs of one device's modules. What has no MAC here is behind a router, and may
 * have an address of either family.
 */
function isSameStation(a: Endpoint, b: Endpoint): boolean {
  if (a.mac !== null && b.mac !== null) return a.mac === b.mac || areModules(a.mac, b.mac)
  return a.ip === null || b.ip === null || a.ip === b.ip || isIp6(a.ip) !== isIp6(b.ip)
}

const areModules = (a: string, b: string): boolean =>
  a.slice(0, 8) === b.slice(0, 8) &&
  Math.abs(
    Number.parseInt(a.slice(9).replaceAll(':', ''), 16) - Number.parseInt(b.slice(9).replaceAll(':', ''), 16),
  ) <= MODULES

/** A pump or monitor asks for its address as Windows does; none of these runs it on its network module. */
function* windowsShape(scene: Scene): Iterable<Sighting> {
  for (const asset of scene.assets) {
    if (![asset, ...scene.sharingMac(asset)].some((one) => scene.isPump(one))) continue
    const shape = asset.observations.find((o) => o.field === 'dhcp.vendor-class' && WINDOWS.test(o.value))
    if (shape !== undefined)
      yield fromObservation(
        asset,
        shape,
        scene,
        `${nameOfAsset(asset)} stands where a pump is, by its hardware address or network, and asks for its address as a Windows computer does`,
      )
  }
}

export const impostorDetections: readonly Detection[] = [
  {
    id: 'mac-spoof',
    title: 'A device is at two places at once',
    severity: 'high',
    technique: ['T1036', 'T1200'],
    check: 'Which switch ports show the MAC? The one where no such device stands is the copy.',
    response: 'Shut the port of the copy; the real device recovers by itself.',
    trap: 'Servers and network devices are in several networks by design, and do not count. Roaming changes the place and not the network; devices with two network modules have two MACs.',
    judge: twoPlaces,
  },
  {
    id: 'device-cloned',
    title: 'Two stations say that they are the same device',
    severity: 'high',
    technique: ['T1036', 'T1557', 'T0848'],
    check: 'Look at both switch ports: which of the two is the device whose serial number it is?',
    response: 'Shut the port of the copy. Compare what the server took from it with the bedside.',
    trap: 'A device that roams is at one place at a time; network modules of one device have neighbouring MACs.',
    judge: clones,
  },
  {
    id: 'nac-bypass',
    title: 'A pump behaves as a computer',
    severity: 'high',
    technique: ['T1036', 'T1200'],
    check: 'Which switch port shows the MAC, and what stands there?',
    response: 'Shut the port; the real device, if it is elsewhere, recovers by itself.',
    trap: 'Devices built on Windows look so lawfully; pumps are not.',
    judge: windowsShape,
  },
]
