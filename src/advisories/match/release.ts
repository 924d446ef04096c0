/**
 * A release in the name of a product: "Flow Manager V4.1", "Plant View V2201". What is said of such a product is said of that
 * release, whose versions begin with it.
 */
import { productName } from '../names/product-name.ts'
import { wildcardLine } from '../readers/wildcard.ts'
import type { Statement } from '../statement.ts'
import type { Device } from './device.ts'
import type { Candidate } from './group.ts'
import type { ProductFit } from './product-fit.ts'

/**
 * Whether the device is of the release in the product's name, where its own name does not say so: by its version. `yes` where the
 * name has none, or its versions are counted another way ("Scanner 2.0" up to 3.4.1).
 */
export function isOfRelease(device: Device, { product, constraint }: Statement): 'yes' | 'no' | 'unknown' {
  const { release } = productName(product.name)
  if (release === null || !/^v?\d/i.test(release)) return 'yes'
  const line = lineIn(release)
  const counted = (version: string): boolean => beginsWith(version, line)
  const endsElsewhere =
    constraint.kind === 'ranges' && !constraint.ranges.every(({ to }) => to !== null && counted(to.version))
  if (endsElsewhere || device.names.some(({ text }) => text.includes(line))) return 'yes'
  if (device.version === null) return 'unknown'
  return counted(device.version) || !/^v?\d/i.test(device.version) ? 'yes' : 'no'
}

const lineIn = (release: string): string => (wildcardLine(release) ?? release).replace(/^v/i, '')

/** "4.1 SP2" and "V4.10.3" as 4.1 and 4.10; "4" may be of 4.1, as far as it goes. */
function beginsWith(version: string, line: string): boolean {
  const written = version.trim().replace(/^v\.?\s?/i, '')
  const [short, long] = written.length < line.length ? [written, line] : [line, written]
  return long.startsWith(short) && !/^\d/.test(long.slice(short.length))
}

/** The first number of a version: "14" of "V14.1 Upd 7". */
export const lineOf = (version: string | null): string | null =>
  (version === null ? undefined : /^v?\.?\s?(\d+)(?:\.|\s|$)/i.exec(version)?.[1]) ?? null

/** "Sentinel", version 11.5, for the "Sentinel 11"; "Plant View", version 2201.3, for the "Plant View V2201"; a model kept as the version. */
export const saysLine = (version: string | null, { lacks }: Pick<ProductFit, 'lacks'>): boolean =>
  typeof lacks === 'string' &&
  (/^\d{4}$/.test(lacks) ? version?.trim() : lineOf(version)) === lacks.replace('v', '')

/** Whether the product's name says a release. */
export const saysRelease = ({ statement: { product } }: Candidate): boolean =>
  productName(product.name).release !== null

/**
 * "Plant View", version 2406.5, of a document on the "Plant View V14.3" and the "Plant View V2406": the one whose line the version
 * says is meant, unless it is of one of the releases that are named better.
 */
export function ofOwnRelease(version: string | null, candidates: readonly Candidate[]): readonly Candidate[] {
  const beside = candidates.filter(({ fit }) => fit.besideReleases)
  if (beside.length === 0) return candidates
  const named = candidates.filter(({ fit }) => !fit.besideReleases)
  const own = beside.filter(({ fit }) => saysLine(version, fit))
  const isOwn = ({ statement: { product } }: Candidate): boolean => {
    const { release } = productName(product.name)
    return version !== null && release !== null && beginsWith(version, lineIn(release))
  }
  return own.length === 0 || named.some(isOwn) ? named : own
}
