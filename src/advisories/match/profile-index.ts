/**
 * Profiles by the makers of what they are and hold, so that one new document meets only those it could concern: a fleet of
 * thousands of profiles is asked in milliseconds.
 */
import type { Finding, Profile } from '../finding.ts'
import type { Statement } from '../statement.ts'
import { deviceOf } from './device.ts'
import { indexStatements, makerKeys } from './index.ts'
import { originalsOf } from './known-as.ts'
import { match } from './match.ts'
import { systemMaker } from './parts.ts'

export interface ProfileIndex {
  readonly profiles: readonly Profile[]
  /** Profiles with a maker of that key; `null`: profiles whose own maker, or that of a part, is not known. */
  readonly byMaker: ReadonlyMap<string | null, readonly Profile[]>
}

export function indexProfiles(profiles: readonly Profile[]): ProfileIndex {
  const byMaker = new Map<string | null, Profile[]>()
  for (const profile of profiles)
    for (const key of keysOf(profile)) {
      const list = byMaker.get(key)
      if (list) list.push(profile)
      else byMaker.set(key, [profile])
    }
  return { profiles, byMaker }
}

function keysOf(profile: Profile): ReadonlySet<string | null> {
  const keys = new Set<string | null>(makersOf(profile))
  if (profile.os)
    for (const key of makersOf({ ...profile, vendor: systemMaker(profile.os.name) })) keys.add(key)
  for (const { vendor } of [...profile.components, ...originalsOf(deviceOf(profile))])
    for (const key of makersOf({ ...profile, vendor })) keys.add(key)
  return keys
}

function makersOf(profile: Profile): readonly (string | null)[] {
  const { maker } = deviceOf(profile)
  return maker === null ? [null] : makerKeys(maker)
}

/** Profiles that new statements concern, with what these alone say of each. */
export function concerned(fleet: ProfileIndex, statements: readonly Statement[]): Map<Profile, Finding[]> {
  const index = indexStatements(statements)
  const met = new Set<Profile>(fleet.byMaker.get(null))
  if (index.makers.has(null)) for (const profile of fleet.profiles) met.add(profile)
  for (const key of index.makers) for (const profile of fleet.byMaker.get(key) ?? []) met.add(profile)
  const found = new Map<Profile, Finding[]>()
  for (const profile of met) {
    const findings = match(profile, index)
    if (findings.length > 0) found.set(profile, findings)
  }
  return found
}
