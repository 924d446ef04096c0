/** The devices of the page as the fleet's tables count them. */
import type { JudgedFinding } from '../../assessment/findings.ts'
import { type CountedProfile, hasUnsupportedOs, openFindings } from '../../fleet/count.ts'
import { DeviceTally } from '../../fleet/device-tally.ts'
import { type FleetReport, fleetReport } from '../../fleet/report.ts'
import { isMedicalCategory } from '../../knowledge/taxonomy.ts'
import { osLabel } from '../inspection/labels.ts'
import type { PageDevice, PageFinding, PageSubject } from './subject.ts'

const REMEDIES = ['fix', 'mitigation', 'none', 'unknown'] as const

/** `null` where nothing was assessed. `online`: ids of devices that talked to the internet; `null`: nobody looked. */
export function fleetOf(subject: PageSubject, online: ReadonlySet<string> | null): FleetReport | null {
  if (!subject.assessed) return null
  const tally = new DeviceTally()
  const profiles = subject.devices.map((device) => {
    const profile = profileOf(device, online)
    const open = openFindings(profile)
    const facts = {
      family: profile.family,
      unpatched: open.length > 0,
      criticalUnpatched: open.some((f) => f.severity === 'critical'),
      unsupportedOs: hasUnsupportedOs(profile),
    }
    tally.add(facts, device.place.ward, Math.round(device.risk?.score ?? 0), 1)
    return profile
  })
  const asOf = subject.documents.map((d) => d.asOf ?? '').reduce((a, b) => (a > b ? a : b), '')
  return fleetReport(profiles, asOf, tally)
}

function profileOf(device: PageDevice, online: ReadonlySet<string> | null): CountedProfile {
  const os = osLabel(device)
  return {
    devices: 1,
    family: device.family,
    medical: isMedicalCategory(device.category),
    vendor: device.vendor,
    model: device.model ?? device.product,
    productKnown: (device.model ?? device.product ?? device.os.name) !== null,
    versionKnown: device.version !== null,
    findings: (device.findings ?? []).map(judged),
    os: os === '' ? null : os,
    osSupport: device.osSupport === null ? null : { ...device.osSupport, certain: true, because: '' },
    esu: false,
    internet: online === null ? null : online.has(device.id),
  }
}

/** A finding as documents tell it, as the assessment had it. */
export function judged(f: PageFinding): JudgedFinding {
  const score = f.cvss?.score ?? null
  return {
    vulnerability: f.vulnerability,
    matter: f.matter,
    status: f.status,
    certainty: f.certainty,
    severity: f.severity,
    score:
      score === null
        ? null
        : {
            version: '3.1',
            vector: '',
            base: score,
            severity: f.severity,
            issuer: { name: '', kind: 'nvd' },
          },
    kev: f.kev,
    ransomware: f.ransomware,
    epss: f.epss,
    remedy: { state: REMEDIES.find((one) => one === f.remedy?.state) ?? 'unknown', fixedIn: [], text: null },
    advisories: f.advisories,
    because: f.because,
  }
}
