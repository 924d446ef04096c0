/** What is known of one device's vulnerabilities, as lines for people: each with its reason. */
import { isCounted, type JudgedFinding } from '../../assessment/findings.ts'
import type { AssetAssessment } from '../../assessment/observed.ts'
import { plural } from '../inspection/labels.ts'
import { harmless, wrap } from '../inspection/plain-text.ts'
import { bold, type TextOptions } from '../inspection/table.ts'

/** Findings told each. */
const MOST = 20

export function findingsText({ findings, osSupport, risk }: AssetAssessment, options: TextOptions): string {
  const open = findings.filter((f) => f.status === 'affected' || f.status === 'under_investigation')
  const counted = open.filter(isCounted).length
  const head = `Risk ${risk.score} of 100, ${plural(counted, 'known vulnerability', 'known vulnerabilities')}, ${open.length - counted} not settled`
  const causes = risk.score === 0 ? [] : risk.factors.map(causeText)
  const told = open.slice(0, MOST).flatMap((finding, i, all) => [
    titleOf(finding),
    // of several with one reason it is told once, behind the last
    ...(all[i + 1]?.because === finding.because ? [] : [line(sentence(finding.because), options)]),
  ])
  const more = open.length > MOST ? [`  … and ${open.length - MOST} more: --json lists them all`] : []
  return [
    bold(head, options),
    ...(causes.length === 0 ? [] : [line(causes.join(', '), options)]),
    ...(osSupport === null ? [] : [line(`system ${osSupport.state}: ${osSupport.because}`, options)]),
    ...told,
    ...more,
  ].join('\n')
}

/** The impact lowers what the causes add up to, or leaves it as it is. */
function causeText({ name, contribution }: AssetAssessment['risk']['factors'][number]): string {
  if (contribution === 0 && name.startsWith('impact:')) return `${name}, which counts in full`
  return `${contribution > 0 ? '+' : ''}${contribution} ${name}`
}

function titleOf({
  vulnerability,
  severity,
  score,
  status,
  certainty,
  kev,
  ransomware,
  remedy,
}: JudgedFinding): string {
  const parts = [
    score === null ? severity : `${severity} ${score.base}`,
    status.replaceAll('_', ' '),
    certainty,
    ...(kev ? [ransomware ? 'exploited by ransomware' : 'exploited'] : []),
    remedyText(remedy),
  ]
  return `  ${harmless(`${vulnerability}  ${parts.join(', ')}`)}`
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function remedyText({ state, fixedIn }: JudgedFinding['remedy']): string {
  if (state === 'fix') return fixedIn.length > 0 ? `fix: ${fixedIn.join(' or ')}` : 'a fix exists'
  return { mitigation: 'no fix but a mitigation', none: 'no fix', unknown: 'no word on a remedy' }[state]
}

const line = (text: string, { width }: TextOptions): string =>
  wrap(harmless(text), Math.max(40, Math.min(width, 100)), '    ')
