/** What statements say of one device, a finding for each vulnerability: each document's word, and the deciding one. */
import type { Certainty, Finding } from '../finding.ts'
import type { IssuerKind, Statement, Status } from '../statement.ts'
import { describe } from '../versions/described.ts'
import type { Device } from './device.ts'
import { type GroupAnswer, judgeGroup } from './group.ts'
import { type Group, groupsOf, type Meant } from './groups.ts'
import type { StatementIndex } from './index.ts'
import { remedyOf } from './remedies.ts'

/** Of every status. */
export function findingsOf(device: Device, index: StatementIndex, meant: Meant): Finding[] {
  const judged = new Map<Group, GroupAnswer | null>()
  const findings: Finding[] = []
  for (const [vulnerability, groups] of groupsOf(device, index, meant)) {
    const finding = findingOf(device, vulnerability, groups, judged)
    if (finding !== null) findings.push(finding)
  }
  return findings
}

interface Answer extends Omit<GroupAnswer, 'deciding' | 'weighed'> {
  readonly deciding: Statement
  readonly weighed: readonly Statement[]
  readonly group: Group
}

/** `judged`: groups that were judged before, which others are like. */
function answerOf(device: Device, group: Group, judged: Map<Group, GroupAnswer | null>): Answer | null {
  const first = group.like ?? group
  let answer = judged.get(first)
  if (answer === undefined) {
    answer = judgeGroup(device, first.candidates)
    judged.set(first, answer)
  }
  if (answer === null) return null
  const statementAt = (at: number): Statement => group.candidates[at]!.statement
  return {
    ...answer,
    deciding: statementAt(answer.deciding),
    weighed: answer.weighed.map(statementAt),
    group,
  }
}

/** Who knows the product best speaks first. */
const RANKS: Readonly<Record<IssuerKind, number>> = {
  vendor: 0,
  cna: 1,
  coordinator: 2,
  regulator: 3,
  researcher: 4,
  nvd: 5,
}
const URGENCY: readonly GroupAnswer['verdict'][] = ['affected', 'open', 'fixed', 'not_affected']

function findingOf(
  device: Device,
  vulnerability: string,
  groups: readonly Group[],
  judged: Map<Group, GroupAnswer | null>,
): Finding | null {
  const answers = newest(groups.flatMap((group) => answerOf(device, group, judged) ?? []))
  const first = decide(answers)
  if (!first) return null
  const all = [first, ...answers.filter((answer) => answer !== first)]
  return {
    vulnerability,
    matter: first.deciding.matter,
    status: statusOf(first),
    certainty: certaintyOf(device, first),
    because: sentence(device, first),
    remedy: remedyOf(first.weighed),
    advisories: [...new Set(all.map(({ deciding }) => deciding.advisory.id))],
    statements: all.flatMap(({ deciding, group: { candidates } }) => [
      deciding,
      ...candidates.flatMap(({ statement }) => (statement === deciding ? [] : [statement])),
    ]),
  }
}

/** Without what one issuer said earlier of the same product in the same versions, in another document. */
function newest(answers: readonly Answer[]): readonly Answer[] {
  if (answers.length < 2 || new Set(answers.map(({ verdict }) => verdict)).size < 2) return answers
  return answers.filter((one) => !answers.some((other) => isLater(other.deciding, one.deciding)))
}

function isLater(a: Statement, b: Statement): boolean {
  const [now, before] = [
    a.advisory.updated ?? a.advisory.published,
    b.advisory.updated ?? b.advisory.published,
  ]
  return (
    now !== null &&
    before !== null &&
    now > before &&
    a.advisory.issuer.kind === b.advisory.issuer.kind &&
    a.advisory.issuer.name === b.advisory.issuer.name &&
    a.product.name === b.product.name &&
    a.product.vendor === b.product.vendor &&
    a.conditions.length + b.conditions.length === 0 &&
    describe(a.constraint) === describe(b.constraint)
  )
}

/**
 * An explicit "not affected" or "fixed" holds against issuers further from the product and against what another document
 * leaves open; else the more urgent answer.
 */
function decide(answers: readonly Answer[]): Answer | null {
  if (answers.length < 2) return answers[0] ?? null
  const rank = ({ deciding }: Answer) => RANKS[deciding.advisory.issuer.kind]
  const urgent = [...answers].sort(
    (a, b) => URGENCY.indexOf(a.verdict) - URGENCY.indexOf(b.verdict) || rank(a) - rank(b),
  )
  const first = urgent[0]!
  const clearing = answers.filter(
    (one) =>
      (one.verdict === 'fixed' || one.verdict === 'not_affected') &&
      ((one.explicit && first.verdict === 'open') ||
        ((one.explicit || one.verdict === 'fixed') && rank(one) < rank(first))),
  )
  return clearing.sort((a, b) => rank(a) - rank(b))[0] ?? first
}

function statusOf({ verdict }: Answer): Status {
  return verdict === 'open' ? 'under_investigation' : verdict
}

function certaintyOf({ profile }: Device, { verdict, deciding }: Answer): Certainty {
  if (verdict === 'open') return 'possible'
  const byVersion = deciding.constraint.kind !== 'all'
  return byVersion && profile.versionFrom === 'inferred' ? 'likely' : 'confirmed'
}

function sentence(
  { profile, version }: Device,
  { verdict, deciding: { advisory, product, constraint, status }, because }: Answer,
): string {
  const device = [
    profile.model ?? profile.product,
    version === null ? 'of unknown version' : `version ${version} (${profile.versionFrom})`,
  ].join(' ')
  const said = `${advisory.id} (${advisory.issuer.name}) says ${status.replaceAll('_', ' ')}: ${product.name}, ${describe(constraint)}`
  const answer = verdict === 'open' ? 'not settled' : verdict.replaceAll('_', ' ')
  return `${device} is ${answer}: ${because}. ${said}`.slice(0, 600)
}
