/** What kinds of devices are to one another in a hospital, as detections ask. */
import type { Asset } from '../model/asset.ts'
import type { Ip } from '../model/ip.ts'
import type { Endpoint, Seconds } from '../model/observation.ts'
import { isHostAddress } from '../model/prefix.ts'
import { categoryOf, isClinicalDevice, type Scene, typeOf } from './scene.ts'

/** Types with a person in front of them. */
const PERSONAL = ['workstation', 'thin-client', 'mobile-iot', 'medical-cart-pc', 'pos-kiosk']

export const isPersonal = (asset: Asset | null): boolean => PERSONAL.includes(typeOf(asset) ?? '')

/** Printers of paper and labels, not of films. */
export const isPrinter = (asset: Asset | null): boolean =>
  /printer$/.test(typeOf(asset) ?? '') && categoryOf(asset) !== 'imaging'

export const isNetworkGear = (asset: Asset | null): boolean =>
  asset !== null && (asset.router || categoryOf(asset) === 'network')

/** A device that nobody browses with: clinical, building, security, utility or consumer electronics. */
export const isAppliance = (asset: Asset | null): boolean =>
  isClinicalDevice(asset) ||
  ['building', 'physical-security', 'utility-ot', 'consumer-iot', 'nurse-call-and-communication'].includes(
    categoryOf(asset) ?? '',
  )

/** An address of a single host that is not the hospital's own. */
export const isOutside = (ip: Ip | null, at: Seconds, scene: Scene): boolean =>
  ip !== null && isHostAddress(ip) && !scene.isInternal(ip, at)

/** How a sentence names an endpoint that may be a known device. */
export function deviceName(endpoint: Endpoint, at: Seconds, scene: Scene): string {
  const asset = scene.assetOf(endpoint, at)
  const address = endpoint.ip ?? endpoint.mac ?? 'somebody'
  const name = asset?.hostnames[0]
  return name === undefined || name === address ? address : `${name} (${address})`
}
