/** Who uses the hardware address of a clinical device. */
import type { Asset } from '../../model/asset.ts'
import type { Detection, Sighting } from '../detection.ts'
import { endpointOf, fromObservation, nameOfAsset } from '../known-device.ts'
import { isNetworkGear } from '../places.ts'
import { type Scene, typeOf } from '../scene.ts'

/** DHCP vendor class of Windows since 2000 (Microsoft, MS-DHCPE section 2.2.3). */
const WINDOWS = /^MSFT 5\.0/

/** Two networks at once with one hardware address: a clinical device has one place. */
function* twoPlaces(scene: Scene): Iterable<Sighting> {
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

/** A pump or monitor asks for its address as Windows does; none of these runs it on its network module. */
function* windowsShape(scene: Scene): Iterable<Sighting> {
  for (const asset of scene.assets) {
    if (!scene.isPump(asset)) continue
    const shape = asset.observations.find((o) => o.field === 'dhcp.vendor-class' && WINDOWS.test(o.value))
    if (shape !== undefined)
      yield fromObservation(
        asset,
        shape,
        scene,
        `${nameOfAsset(asset)} asks for its address as a Windows computer does`,
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
