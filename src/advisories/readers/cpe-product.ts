/** The product that a CPE means, named and versioned as people do it. */

import { isBuiltIn, makerOfCpe, nameOfCpe } from '../../knowledge/cpe-names.ts'
import { type Cpe, words } from './cpe.ts'

export interface CpeProduct {
  readonly vendor: string
  readonly name: string
  /** `*` any, `-` none said. */
  readonly version: string
}

/**
 * `alaris_8015_pcu` of `acme` in its version. The release of a system stands in its name, as its maker writes it; that of a program
 * with updates may stand in either, so it is told in both ways.
 */
export function productsOfCpe(cpe: Cpe): readonly [CpeProduct, ...CpeProduct[]] {
  const vendor = makerOfCpe(cpe.vendor) ?? words(cpe.vendor)
  const name = nameOfCpe(cpe.vendor, cpe.product) ?? words(withRelease(cpe))
  const update = updateOf(cpe)
  const whole: CpeProduct = { vendor, name, version: versionOf(cpe, update) }
  if (cpe.vendor !== 'microsoft' || !RELEASE.test(cpe.version)) return [whole]
  const released = { vendor, name: `${name} ${cpe.version}` }
  if (cpe.part === 'operating-system') return [{ ...released, version: update ?? '*' }]
  return update === null ? [whole] : [whole, { ...released, version: update }]
}

/** `windows_10_1809`: "Windows 10 Version 1809", as Microsoft writes it; a bare number behind a name may be anything. */
const withRelease = ({ vendor, product }: Cpe): string =>
  vendor === 'microsoft' ? product.replace(WINDOWS, 'windows_$1_version_$2') : product

const WINDOWS = /^windows_(10|11|server(?:_20\d\d)?)_(\d\dh[12]|1[5-9]\d\d|2004)$/

function versionOf({ version }: Cpe, update: string | null): string {
  if (version === '*' || update === null) return version
  return version === '-' ? update : `${version} ${update}`
}

/** `server_message_block`: what is said of it is said of each system it is listed with. */
export const isPartOfSystem = ({ vendor, product }: Cpe): boolean => isBuiltIn(vendor, product)

/** "Windows Server 2012 R2", "Exchange Server 2016": NVD keeps in the field of the version what Microsoft has in the name. */
const RELEASE = /^(?:r2|20\d\d)$/
/** `null`: none, or any. */
function updateOf({ update }: Cpe): string | null {
  return update === '*' || update === '-' || update === '' ? null : words(update)
}
