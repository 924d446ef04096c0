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
  const causes = risk.factors.map(
    ({ name, contribution }) => `${contribution > 0 ? '+' : ''}${contribution} ${name}`,
  )
  const told = open.slice(0, MOST).flatMap((finding) => [titleOf(finding), line(finding.because, options)])
  const more = open.length > MOST ? [`  … and ${open.length - MOST} more: --json lists them all`] : []
  return [
    bold(head, options),
    line(causes.join(', '), options),
    ...(osSupport === null ? [] : [line(`system ${osSupport.state}: ${osSupport.because}`, options)]),
    ...told,
    ...more,
  ].join('\n')
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
    remedy.state === 'fix'
      ? `fixed in ${remedy.fixedIn.join(', ') || 'an update'}`
      : `remedy ${remedy.state}`,
  ]
  return `  ${harmless(`${vulnerability}  ${parts.join(', ')}`)}`
}

const line = (text: string, { width }: TextOptions): string =>
  wrap(harmless(text), Math.max(40, Math.min(width, 100)), '    ')
