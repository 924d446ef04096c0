/** "Vista, not including Vista 40 R1-3": products that a name leaves out, some in a few releases alone. */
import type { DeviceName } from '../names/device-name.ts'
import { isLeftOut, isListed } from '../names/fit.ts'
import type { Alternative, ProductName } from '../names/product-name.ts'
import type { Checked } from './checked.ts'

/** Releases of a device that are left out, by their first number. */
export interface Releases {
  readonly from: number
  readonly to: number
}

export interface LeftOut {
  /** The name as far as it leaves out whole products. */
  readonly name: ProductName
  /** What it leaves out of this device, where that hangs on the release. */
  readonly releases: Releases | null
}

export function leftOut(
  names: readonly DeviceName[],
  product: ProductName,
  brands: ReadonlySet<string>,
): LeftOut {
  const some = product.without.filter((one) => releasesOf(one) !== null && !isListed(product, one))
  if (some.length === 0) return { name: product, releases: null }
  const own = some.find((one) =>
    names.some((name) => isLeftOut(name, { ...product, without: [one] }, brands)),
  )
  const whole = product.without.filter((one) => !some.includes(one))
  return { name: { ...product, without: whole }, releases: own === undefined ? null : releasesOf(own) }
}

const RELEASES = /^R(\d{1,3})(?:-R?(\d{1,3}))?$/i

function releasesOf({ tokens }: Alternative): Releases | null {
  const [, from, to] = tokens.map(({ raw }) => RELEASES.exec(raw)).find((one) => one !== null) ?? []
  return from === undefined ? null : { from: Number(from), to: Number(to ?? from) }
}

/** "R4", "4.1", "Release 4". */
const OWN = /^\s*(?:R|rel(?:ease)?\.?|v)?\s*(\d{1,3})(?!\d)/i

/** Whether a device in this version is one of those meant. */
export function checkReleases(version: string | null, { from, to }: Releases): Checked {
  const own = OWN.exec(version ?? '')?.[1]
  if (own === undefined)
    return { holds: 'unknown', because: `it depends on the release (${from} to ${to} are left out)` }
  return Number(own) < from || Number(own) > to
    ? { holds: 'yes', because: null }
    : { holds: 'no', because: `release ${own} is left out` }
}
