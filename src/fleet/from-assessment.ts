/** Assessed profiles as the fleet's tables count them. */
import type { ProfileAssessment } from '../assessment/assess.ts'
import { namesProduct } from '../assessment/profile-table.ts'
import { categoryOfFamily, isMedicalCategory } from '../knowledge/taxonomy.ts'
import { type CountedProfile, hasUnsupportedOs, openFindings } from './count.ts'
import type { DeviceFacts } from './device-tally.ts'

export function countedProfile({ profile, findings, osSupport }: ProfileAssessment): CountedProfile {
  const { os, vendor, model, version } = profile.profile
  return {
    devices: profile.devices,
    family: profile.kind.family,
    medical: profile.kind.family !== null && isMedicalCategory(categoryOfFamily(profile.kind.family)),
    vendor,
    model,
    productKnown: namesProduct(profile.profile),
    versionKnown: version !== null,
    findings,
    os: os === null ? null : [os.name, os.version].filter((part) => part !== null).join(' '),
    osSupport,
    esu: profile.esu,
    internet: null,
  }
}

const facts = new WeakMap<ProfileAssessment, DeviceFacts>()

/** What a profile says of each of its devices; asked for every one of them. */
export function deviceFacts(assessed: ProfileAssessment): DeviceFacts {
  let known = facts.get(assessed)
  if (known === undefined) {
    const counted = countedProfile(assessed)
    const open = openFindings(counted)
    known = {
      family: counted.family,
      unpatched: open.length > 0,
      criticalUnpatched: open.some(({ severity }) => severity === 'critical'),
      unsupportedOs: hasUnsupportedOs(counted),
    }
    facts.set(assessed, known)
  }
  return known
}
