/**
 * Packages of distributions, which their makers file as versions: "kernel-0:4.18.0-372.9.1.el8.x86_64" (name, epoch, version, release,
 * architecture), or by name alone where every version is meant.
 */
import { type Constraint, exactly, ranges, type SchemeName } from '../../versions/constraint.ts'
import { parsePackageUrl } from '../identified.ts'
import { entryOf, type Json, text, texts } from '../json.ts'

export interface Package {
  readonly name: string
  /** `null`: every version. */
  readonly version: string | null
  readonly scheme: SchemeName
}

const SCHEMES: Readonly<Record<string, SchemeName>> = {
  rpm: 'rpm',
  rpmmod: 'rpm',
  deb: 'deb',
  apk: 'generic',
}
const URL = /^pkg:([a-z]+)\//i
const NEVRA =
  /^([A-Za-z0-9][\w.+-]{0,120}?)-((?:\d{1,3}:)?\d[\w.+~^]{0,80}-[\w.+~^]{1,80})\.(?:src|noarch|x86_64|aarch64|ppc64(?:le)?|s390x?|i[3-6]86|armv\d\w*)$/
/** A name and nothing else. */
const BARE = /^[A-Za-z][\w.+-]*(?:\/[\w.+-]+)*$/

/** `null` for what is no package: most versions are versions. `told`: the version as the branch tells it. */
export function packageOf(told: string | null, fullName: string, helper: Json): Package | null {
  if (told === null || told !== fullName) return null
  const url = [text(helper.purl), ...texts(helper.purls)].find((one) => one !== null) ?? null
  const scheme = entryOf(SCHEMES, URL.exec(url ?? '')?.[1]?.toLowerCase() ?? null)
  const parsed = url === null || scheme === undefined ? null : parsePackageUrl(url)
  if (parsed !== null) return { name: parsed.name, version: parsed.version, scheme: scheme! }
  const [, name, version] = NEVRA.exec(fullName) ?? []
  if (name !== undefined) return { name, version: version!, scheme: 'rpm' }
  return BARE.test(fullName) && !/^v?\d|\d\.\d/i.test(fullName)
    ? { name: fullName, version: null, scheme: 'generic' }
    : null
}

/** One version of it; where the status says that it is mended, those after it too. */
export function versionsOfPackage({ version, scheme }: Package, all: Constraint, fixed: boolean): Constraint {
  if (version === null) return all
  const range = exactly(version)
  return ranges(version, [fixed ? { ...range, to: null } : range], scheme)
}
