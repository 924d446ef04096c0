/** What a fleet is counted by: every profile once, with the devices it stands for. */
import type { JudgedFinding } from '../assessment/findings.ts'
import { isCounted, isPossible } from '../assessment/findings.ts'
import type { OsSupport } from '../knowledge/os.ts'

/** One kind of device of a fleet. */
export interface CountedProfile {
  readonly devices: number
  /** Family id of the taxonomy; `null`: the kind of device is not known. */
  readonly family: string | null
  /** Of a clinical kind; the category may be known where the family is not. */
  readonly medical: boolean
  readonly vendor: string | null
  readonly model: string | null
  /** Something is known by which advisories can be looked up. */
  readonly productKnown: boolean
  readonly versionKnown: boolean
  readonly findings: readonly JudgedFinding[]
  readonly os: string | null
  readonly osSupport: OsSupport | null
  /** An extended contract is held: "extended" counts as supported. */
  readonly esu: boolean
  /** Talks to the internet; `null`: nobody looked. */
  readonly internet: boolean | null
}

interface Apart {
  readonly open: readonly JudgedFinding[]
  readonly possible: readonly JudgedFinding[]
}

/** Every table asks for them again, and systems bring hundreds of findings of which neither is true. */
const apart = new WeakMap<readonly JudgedFinding[], Apart>()

function apartOf({ findings }: CountedProfile): Apart {
  let known = apart.get(findings)
  if (known === undefined) {
    const vulnerabilities = findings.filter(
      (f) => f.matter === 'vulnerability' && f.certainty !== 'potential',
    )
    known = { open: vulnerabilities.filter(isCounted), possible: vulnerabilities.filter(isPossible) }
    apart.set(findings, known)
  }
  return known
}

/** Affected and not yet fixed: what the published tables call unpatched. */
export const openFindings = (profile: CountedProfile): readonly JudgedFinding[] => apartOf(profile).open

export const possibleFindings = (profile: CountedProfile): readonly JudgedFinding[] =>
  apartOf(profile).possible

/** Support is over, or goes on only for those who pay and this owner is not known to. */
export const hasUnsupportedOs = ({ osSupport, esu }: CountedProfile): boolean =>
  osSupport !== null && (osSupport.state === 'unsupported' || (osSupport.state === 'extended' && !esu))

export const hasUnsupportedWindows = (profile: CountedProfile): boolean =>
  hasUnsupportedOs(profile) && /^windows\b/i.test(profile.os ?? '')

/** Devices of the profiles that `fits`. */
export const devicesWhere = (
  profiles: readonly CountedProfile[],
  fits: (p: CountedProfile) => boolean,
): number => profiles.reduce((sum, profile) => (fits(profile) ? sum + profile.devices : sum), 0)

export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** Profiles of each family, those without one left out; most devices first, then by name. */
export function byFamily(profiles: readonly CountedProfile[]): [string, readonly CountedProfile[]][] {
  const groups = new Map<string, CountedProfile[]>()
  for (const profile of profiles) {
    if (profile.family === null) continue
    const group = groups.get(profile.family)
    if (group === undefined) groups.set(profile.family, [profile])
    else group.push(profile)
  }
  const size = (group: readonly CountedProfile[]) => devicesWhere(group, () => true)
  return [...groups].sort(([a, one], [b, other]) => size(other) - size(one) || (a < b ? -1 : 1))
}
