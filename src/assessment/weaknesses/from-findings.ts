/**
 * Weaknesses that the vulnerabilities of a device bear: not seen on the wire but concluded from what is published of
 * its product. They add nothing to the risk, in which the findings themselves count.
 */
import type { Severity as Rated, Vulnerability } from '../../advisories/statement.ts'
import type { Seconds } from '../../model/observation.ts'
import { isCounted, isPossible, type JudgedFinding } from '../findings.ts'
import { ASSET_MANAGEMENT, AUTHENTICATION, CREDENTIAL_MANAGEMENT, MAINTAINED_SOFTWARE } from './safeguards.ts'
import { type FoundWeakness, SEVERITIES, type Severity, type WeaknessKind } from './weakness.ts'

/** One of them on one kind of device. */
export interface BorneWeakness {
  readonly weakness: WeaknessKind
  readonly severity: Severity
  readonly because: string
  /** Ids of the vulnerabilities or recalls that bear it, the gravest first. */
  readonly findings: readonly string[]
}

interface FindingWeakness extends WeaknessKind {
  /** The finding bears it, how severe it then is, and what there is to say of it. */
  readonly borne: (finding: JudgedFinding, known: Vulnerability | undefined) => Borne | null
}

interface Borne {
  readonly severity: Severity
  readonly saw: string
}

/** Findings named in the sentence. */
const MOST_TOLD = 3
/** CWE-798 and its child for passwords, CWE-259. */
const HARD_CODED = ['CWE-798', 'CWE-259']
const WALL = 'Let only what the device needs for its task reach it, at the nearest switch or firewall.'

export const findingWeaknesses: readonly FindingWeakness[] = [
  {
    id: 'kev-listed-cve',
    title: 'Vulnerability that is being exploited',
    severity: 'critical',
    why: 'Somebody breaks in by it already: the question is not whether it works, but who comes by.',
    cwe: [1395],
    safeguards: [MAINTAINED_SOFTWARE],
    remedy: 'Install the update before the day on which CISA’s catalogue says that it is due.',
    meanwhile: WALL,
    guard:
      'Only where product and version fit the advisory (confirmed or likely); merely possible ones stand among the findings.',
    borne: (finding) =>
      finding.kev && finding.matter === 'vulnerability' && isCounted(finding)
        ? { severity: 'critical', saw: finding.ransomware ? 'exploited, also by ransomware' : 'exploited' }
        : null,
  },
  {
    id: 'recall-open',
    title: 'Recall that concerns the device',
    severity: 'high',
    why: 'Its maker or a regulator says that it may harm a patient as it is.',
    cwe: [1357],
    safeguards: [ASSET_MANAGEMENT, MAINTAINED_SOFTWARE],
    remedy: 'Do what the recall asks for, and record that it was done on this device.',
    meanwhile: 'Tell the ward what the recall warns of, and keep another device ready.',
    guard:
      'Often confined to serial numbers or lots: where those are not known it is low, and the label on the device decides.',
    borne: (finding) =>
      finding.matter !== 'recall'
        ? null
        : sureOr(finding, { severity: 'high', saw: 'recalled' }, 'maybe recalled'),
  },
  {
    id: 'firmware-behind-fixed',
    title: 'Software behind the mended version',
    severity: 'medium',
    why: 'The fault is public and its mend is published: who compares the two knows the way in.',
    cwe: [1395],
    safeguards: [MAINTAINED_SOFTWARE],
    remedy: 'Update to the version that the advisory names, or a later one that the maker approves.',
    meanwhile: WALL,
    guard:
      'As severe as the worst such fault; only where the version of the device is known and the advisory names a mended one.',
    borne: (finding) =>
      finding.matter === 'vulnerability' && isCounted(finding) && finding.remedy.state === 'fix'
        ? fixed(finding)
        : null,
  },
  {
    id: 'hardcoded-credential-product',
    title: 'Password built in by the maker',
    severity: 'high',
    why: 'It is the same in every device of the product, published, and nobody in the hospital can change it.',
    cwe: [798],
    safeguards: [CREDENTIAL_MANAGEMENT, AUTHENTICATION],
    remedy: 'Update to a version without it; ask the maker where there is none.',
    meanwhile: WALL,
    guard:
      'Where the version is not known it is low and said to be possible: a later version may be free of it.',
    borne: (finding, known) =>
      finding.matter === 'vulnerability' && known?.cwes.some((cwe) => HARD_CODED.includes(cwe)) === true
        ? sureOr(
            finding,
            { severity: 'high', saw: 'a password built in' },
            'maybe a password built in, the version is not known',
          )
        : null,
  },
]

/** A sure finding as given, one that may not hold at low. */
const sureOr = (finding: JudgedFinding, sure: Borne, saw: string): Borne | null =>
  isCounted(finding) ? sure : isPossible(finding) ? { severity: 'low', saw } : null

function fixed({ severity, remedy }: JudgedFinding): Borne | null {
  const [version] = remedy.fixedIn
  return version === undefined ? null : { severity: rated(severity), saw: `mended in ${version}` }
}

const rated = (severity: Rated): Severity => (severity === 'none' ? 'low' : severity)

const rank = ({ severity }: { readonly severity: Severity }): number => SEVERITIES.indexOf(severity)

/** Of everything that shares these findings, most severe first. */
export function borneBy(
  findings: readonly JudgedFinding[],
  vulnerabilities: ReadonlyMap<string, Vulnerability>,
): readonly BorneWeakness[] {
  // thousands may be said of a system's parts; what is only potential bears nothing
  const told = findings.filter((one) => isCounted(one) || isPossible(one))
  return findingWeaknesses
    .flatMap(({ borne, ...weakness }) => {
      const bearing = told
        .flatMap((finding) => {
          const said = borne(finding, vulnerabilities.get(finding.vulnerability))
          return said === null ? [] : [{ id: finding.vulnerability, ...said }]
        })
        .sort((a, b) => rank(a) - rank(b))
      const [worst] = bearing
      if (worst === undefined) return []
      const first = bearing.slice(0, MOST_TOLD).map(({ id, saw }) => `${id} (${saw})`)
      const more = bearing.length > MOST_TOLD ? `, and ${bearing.length - MOST_TOLD} more` : ''
      return [
        {
          weakness,
          severity: worst.severity,
          because: `${first.join(', ')}${more}.`,
          findings: bearing.map(({ id }) => id),
        },
      ]
    })
    .sort((a, b) => rank(a) - rank(b))
}

/** As it is told of a device beside what was seen: it holds for as long as the device was there. */
export const foundOn = (
  { firstSeen, lastSeen }: { readonly firstSeen: Seconds; readonly lastSeen: Seconds },
  { weakness, severity, because, findings }: BorneWeakness,
): FoundWeakness => ({
  weakness,
  severity,
  protocol: null,
  port: null,
  because,
  count: findings.length,
  first: firstSeen,
  last: lastSeen,
  evidence: [],
})
