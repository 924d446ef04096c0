/** One statement on one device of "Acme", and the answer: for tests of matching. */

import { EMPTY_PROFILE, type Profile } from '../src/advisories/finding.ts'
import { indexStatements, match } from '../src/advisories/match/match.ts'
import {
  type Advisory,
  type IssuerKind,
  productReference,
  type Statement,
  statement,
} from '../src/advisories/statement.ts'
import { allVersions } from '../src/advisories/versions/constraint.ts'
import { readVersions } from '../src/advisories/versions/read.ts'
import { advisoryHead } from './made-advisory-head.ts'

export const CVE = 'CVE-2026-0001'

export const advisory = (kind: IssuerKind, id = `ADV-${kind}`): Advisory =>
  advisoryHead({ id, title: 'Acme Infusor pumps', issuer: { kind, name: kind } })

export function says(name: string, versions: string, known: Partial<Statement> = {}): Statement {
  const { constraint } = versions === '*' ? { constraint: allVersions() } : readVersions(versions)
  return statement({
    advisory: advisory('coordinator'),
    vulnerability: CVE,
    product: productReference(name, { vendor: 'Acme' }),
    constraint,
    status: 'affected',
    ...known,
  })
}

export const profile = (known: Partial<Profile>): Profile => ({
  ...EMPTY_PROFILE,
  vendor: 'Acme',
  model: 'Infusor 3',
  ...known,
})

/** `status certainty` of the one finding, or `silent`. */
export function answer(known: Partial<Profile>, ...statements: Statement[]): string {
  const [finding] = match(profile(known), indexStatements(statements))
  return finding ? `${finding.status} ${finding.certainty}` : 'silent'
}
