/** Assessed profiles as the fleet's tables count them. */
import type { ProfileAssessment } from '../assessment/assess.ts'
import { namesProduct } from '../assessment/profile-table.ts'
import type { CountedProfile } from './count.ts'

export function countedProfile({ profile, findings, osSupport }: ProfileAssessment): CountedProfile {
  const { os, vendor, model, version } = profile.profile
  return {
    devices: profile.devices,
    family: profile.kind.family,
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
