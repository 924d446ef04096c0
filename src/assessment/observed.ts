/** Devices as they were observed: what the wire showed as a profile, and what is said of it. */
import type { Component } from '../advisories/document-reader.ts'
import { EMPTY_PROFILE, type Profile } from '../advisories/finding.ts'
import type { Os, OsSupport } from '../knowledge/os.ts'
import { criticalityOfFamily, criticalityOfType } from '../knowledge/taxonomy.ts'
import type { Asset, AssetAttribute, Verdict } from '../model/asset.ts'
import type { AssessmentSettings } from './assess.ts'
import { type JudgedFinding, judgedFindings } from './findings.ts'
import { osSupportOf } from './os-support.ts'
import { type Risk, riskOf } from './risk.ts'

/** A model or version of less confidence is a conclusion, not the device's own word: what rests on it is `likely` at most. */
const SURE = 0.5
/** Parts of one device that are looked up; servers name a handful. */
const MAX_PARTS = 50

export interface AssetAssessment {
  readonly osSupport: OsSupport | null
  readonly findings: readonly JudgedFinding[]
  readonly risk: Risk
}

/** Judges assets; those that show the same are judged once. */
export function assetJudge(settings: AssessmentSettings): (asset: Asset) => AssetAssessment {
  const known = new Map<string, AssetAssessment>()
  return (asset) => {
    const profile = observedProfile(asset)
    const family = asset.verdicts.get('family')?.value ?? ''
    const place = [asset.place.ward, asset.place.bed].filter((part) => part !== null).join(' ')
    const key = JSON.stringify([profile, family, place])
    const found = known.get(key) ?? judged(profile, family, place, settings)
    known.set(key, found)
    return found
  }
}

function judged(
  profile: Profile,
  family: string,
  place: string,
  { match, vulnerabilities, scoreSource, asOf }: AssessmentSettings,
): AssetAssessment {
  const findings = judgedFindings(match(profile), vulnerabilities, scoreSource)
  const osSupport = osSupportOf(profile.os, asOf)
  const criticality =
    profile.type !== null ? criticalityOfType(profile.type, place) : criticalityOfFamily(family)
  return { osSupport, findings, risk: riskOf({ findings, osSupport: osSupport?.state ?? null, criticality }) }
}

/** What is known of an asset, in the words that advisories are matched with. */
export function observedProfile({ verdicts }: Pick<Asset, 'verdicts'>): Profile {
  const value = (attribute: AssetAttribute) => verdicts.get(attribute)?.value ?? null
  return {
    ...EMPTY_PROFILE,
    vendor: value('vendor'),
    model: value('model'),
    product: value('product'),
    version: value('version'),
    versionFrom:
      isOwnWord(verdicts.get('version')) && isSure(verdicts.get('model')) ? 'observed' : 'inferred',
    type: value('type'),
    os: systemOf(value),
    components: componentsOf(verdicts),
    serial: value('serial'),
  }
}

const isSure = (verdict: Verdict | undefined): boolean => verdict === undefined || verdict.confidence >= SURE

const isOwnWord = (verdict: Verdict | undefined): boolean =>
  verdict !== undefined && isSure(verdict) && verdict.won.some((claim) => claim.self)

function systemOf(value: (attribute: AssetAttribute) => string | null): Os | null {
  const name = value('os.name')
  return name === null ? null : { name, version: value('os.version'), build: value('os.build') }
}

/** A device shows several parts (a web server, an SSH server): each name with the version said beside it. */
export function componentsOf(verdicts: Asset['verdicts']): readonly Component[] {
  const verdict = verdicts.get('component.name')
  if (verdict === undefined) return []
  const claims = [verdict.won, ...verdict.lost.map((lost) => lost.claims)].flat().filter(({ self }) => self)
  const found = new Map<string, Component>()
  for (const { value, says } of claims) {
    const version = says['component.version'] ?? null
    const bare = `${value}\n`
    if (version === null && [...found.keys()].some((key) => key.startsWith(bare))) continue
    if (version !== null) found.delete(bare)
    found.set(`${bare}${version ?? ''}`, { name: value, version, vendor: null, cpe: null, purl: null })
  }
  return [...found.values()].slice(0, MAX_PARTS)
}
