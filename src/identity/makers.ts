/**
 * Who registered a MAC made the network interface, and often the computer around it; the maker of a device that is
 * built on a computer is somebody else.
 */
import { categoryOfFamily, categoryOfType, isMedicalCategory } from '../knowledge/taxonomy.ts'
import { vendorByName } from '../knowledge/vendors.ts'
import type { AssetAttribute, Claim, Verdict } from '../model/asset.ts'
import { REGISTRY } from './claims.ts'
import { LEAST_WEIGHT } from './verdict.ts'

/** Types of medical devices that are a computer with software, of which a maker of computers may well be the vendor. */
const RUN_ON_ANY: readonly string[] = [
  'alarm-middleware',
  'central-station',
  'device-integration-hub',
  'imaging-workstation',
  'infusion-server',
  'lis-middleware',
  'nurse-call',
  'pacs-vna',
]

export interface MakerClaims {
  readonly vendors: readonly Claim[]
  /** The registrant made the computer inside. */
  readonly aside: readonly Claim[]
}

/**
 * Claims of the vendor that hold for a device of the kind in `ladder` (type, family, category as decided). A registrant yields to whoever is named
 * together with a kind of medical device; a maker of computers is never that of such a device.
 */
export function withoutComputerMakers(vendors: readonly Claim[], ladder: readonly Verdict[]): MakerClaims {
  const named = new Set(
    vendors
      .filter((c) => c.by !== REGISTRY && c.strength >= LEAST_WEIGHT && saysMedical(c))
      .map(({ value }) => value),
  )
  const isDevice = isMedicalDevice(ladder)
  const yields = (c: Claim): boolean =>
    c.by === REGISTRY &&
    !saysMedical(c) &&
    !named.has(c.value) &&
    (named.size > 0 || (isDevice && vendorByName(c.value)?.computers === true))
  return { vendors: vendors.filter((c) => !yields(c)), aside: vendors.filter(yields) }
}

const saysMedical = ({ says: { type, family, category } }: Claim): boolean =>
  (type !== undefined && isMedicalCategory(categoryOfType(type))) ||
  (family !== undefined && isMedicalCategory(categoryOfFamily(family))) ||
  (category !== undefined && isMedicalCategory(category))

function isMedicalDevice(ladder: readonly Verdict[]): boolean {
  const of = (rung: AssetAttribute) => ladder.find(({ attribute }) => attribute === rung)?.value
  const [family, type = ''] = [of('family'), of('type')]
  return family !== undefined && isMedicalCategory(categoryOfFamily(family)) && !RUN_ON_ANY.includes(type)
}
