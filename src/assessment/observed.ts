/** Devices as they were observed: what the wire showed as a profile, and what is said of it. */
import { EMPTY_PROFILE, type Profile } from '../advisories/finding.ts'
import type { Os, OsSupport } from '../knowledge/os.ts'
import { criticalityOf } from '../knowledge/taxonomy.ts'
import { FINDING_WEAKNESSES } from '../model/finding-weaknesses.ts'
import type { InspectedDevice } from '../model/inspected.ts'
import { type Acceptance, acceptancesOf, acceptedIn } from './acceptance.ts'
import type { AssessmentSettings } from './assess.ts'
import { findingJudge, type JudgedFinding } from './findings.ts'
import { osSupportOf } from './os-support.ts'
import { type Risk, type RiskInput, riskOf } from './risk.ts'
import { type BorneWeakness, borneBy } from './weaknesses/from-findings.ts'

/**
 * A version or model of less confidence is a conclusion, or hearsay (which weighs 0.6 of the device's own word): what
 * rests on it is `likely` at most.
 */
const SURE_VERSION = 0.6
const SURE_MODEL = 0.5

export interface AssetAssessment {
  readonly osSupport: OsSupport | null
  readonly findings: readonly JudgedFinding[]
  /** What the findings say of how it is kept. */
  readonly borne: readonly BorneWeakness[]
  readonly risk: Risk
}

/** Judges devices; those that show the same are judged once. */
export function observedJudge(settings: AssessmentSettings): (device: InspectedDevice) => AssetAssessment {
  const known = new Map<string, AssetAssessment>()
  const judge = findingJudge(settings.vulnerabilities, settings.scoreSource)
  return (device) => {
    const profile = observedProfile(device)
    const { family, place, weaknesses, alerts, dependents } = device
    const signs = [weaknesses, alerts].map((list) => list.map(({ id, severity }) => `${id} ${severity}`))
    const names = [device.id, ...device.macs, ...device.ips.map((ip) => ip.address), ...device.hostnames]
    const accepted = acceptancesOf(settings.accepted ?? [], [...names, device.serial], settings.asOf)
    const key = JSON.stringify([profile, family, place, signs, dependents, accepted])
    const found =
      known.get(key) ?? judged(profile, device, judge(settings.match(profile)), settings, accepted)
    known.set(key, found)
    return found
  }
}

function judged(
  profile: Profile,
  { family, place, weaknesses, alerts, dependents }: InspectedDevice,
  findings: readonly JudgedFinding[],
  { asOf, vulnerabilities }: AssessmentSettings,
  accepted: readonly Acceptance[],
): AssetAssessment {
  const osSupport = osSupportOf(profile.os, asOf)
  const input: RiskInput = {
    findings,
    osSupport: osSupport?.state ?? null,
    criticality: criticalityOf(profile.type, family, [place.ward, place.bed]),
    // an inspection that was assessed before brings them along, and the findings count already
    weaknesses: weaknesses.filter(({ id }) => !FINDING_WEAKNESSES.has(id)),
    alerts,
    patientData: weaknesses.some(({ id }) => PATIENT_DATA.test(id)),
    dependents,
  }
  const risk = riskOf({ ...input, mitigations: acceptedIn(input, accepted) })
  return { osSupport, findings, borne: borneBy(findings, vulnerabilities), risk }
}

/** Weaknesses that show data of patients on the device's own connections. */
const PATIENT_DATA = /phi|^fhir-dicomweb|^pcd03/

/** What was seen of a device, in the words that advisories are matched with. */
export function observedProfile(device: InspectedDevice): Profile {
  const { vendor, model, product, version, type, serial, confidence, components } = device
  const sure = confidence.version >= SURE_VERSION && (model === null || confidence.model >= SURE_MODEL)
  return {
    ...EMPTY_PROFILE,
    vendor,
    model,
    product,
    version,
    versionFrom: sure ? 'observed' : 'inferred',
    type,
    os: systemOf(device),
    components: components.map((part) => ({ ...part, vendor: null, cpe: null, purl: null })),
    serial,
  }
}

const systemOf = ({ os: { name, version, build } }: InspectedDevice): Os | null =>
  name === null ? null : { name, version, build }
