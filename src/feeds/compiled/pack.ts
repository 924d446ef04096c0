/** A library to tables. */
import type { Solution, SolutionWords } from '../../advisories/readers/cve-record/solution.ts'
import { fixSourceOf } from '../../advisories/readers/cve-record/worded-remedy.ts'
import type {
  Advisory,
  Issuer,
  ProductReference,
  Remedy,
  Score,
  Vulnerability,
} from '../../advisories/statement.ts'
import type { Bound, Constraint, Range } from '../../advisories/versions/constraint.ts'
import type { Library } from '../library.ts'
import {
  type AdvisoryRow,
  type BoundRow,
  COLUMNS,
  COMPONENT,
  type Compiled,
  type ConstraintRow,
  type ProductRow,
  type RangeRow,
  RECALL,
  type RemedyRow,
  type ScoreRow,
  STATUSES,
  type VulnerabilityRow,
} from './tables.ts'

/** Numbers things: the same object gets the same number. */
class Numbered<T, Row> {
  readonly rows: Row[] = []
  private readonly byObject = new Map<T, number>()
  private readonly row: (one: T) => Row

  constructor(row: (one: T) => Row) {
    this.row = row
  }

  of(one: T): number {
    let number = this.byObject.get(one)
    if (number === undefined) {
      number = this.add(this.row(one))
      this.byObject.set(one, number)
    }
    return number
  }

  protected add(row: Row): number {
    return this.rows.push(row) - 1
  }
}

/** What reads the same gets the same number, too. */
class NumberedAlike<T, Row> extends Numbered<T, Row> {
  private readonly byText = new Map<string, number>()

  protected override add(row: Row): number {
    const text = JSON.stringify(row)
    let number = this.byText.get(text)
    if (number === undefined) {
      number = super.add(row)
      this.byText.set(text, number)
    }
    return number
  }
}

const same = <T>(one: T): T => one

export function pack(library: Library): Compiled {
  const issuers = new NumberedAlike<Issuer, Issuer>(same)
  const files = new Numbered<string, string>(same)
  const subjects = new Numbered<string, string>(same)
  // each is of a document of its own
  const advisories = new Numbered((one: Advisory) => advisoryRow(one, issuers, files))
  const products = new NumberedAlike(productRow)
  const constraints = new NumberedAlike(constraintRow)
  const conditions = new NumberedAlike(same<Library['statements'][number]['conditions']>)
  const otherReadings = new NumberedAlike(same<Library['statements'][number]['otherReadings']>)
  const solutions = new Numbered<Solution, SolutionWords>(({ words }) => words)
  const remedies = new NumberedAlike((one: Remedy) => remedyRow(one, solutions, constraints))
  const justifications = new Numbered<string | null, string | null>(same)
  const statements = new Int32Array(library.statements.length * COLUMNS.length)
  let at = 0
  for (const one of library.statements) {
    statements[at++] = advisories.of(one.advisory)
    statements[at++] = subjects.of(one.vulnerability)
    statements[at++] = products.of(one.product)
    statements[at++] = constraints.of(one.constraint)
    statements[at++] = otherReadings.of(one.otherReadings)
    statements[at++] = conditions.of(one.conditions)
    statements[at++] = remedies.of(one.remedy)
    statements[at++] = justifications.of(one.justification)
    statements[at++] =
      STATUSES.indexOf(one.status) | (one.matter === 'recall' ? RECALL : 0) | (one.component ? COMPONENT : 0)
  }
  const vulnerabilities = [...library.vulnerabilities.values()].map((one) => vulnerabilityRow(one, issuers))
  return {
    statements,
    tables: {
      issuers: issuers.rows,
      files: files.rows,
      advisories: advisories.rows,
      products: products.rows,
      constraints: constraints.rows,
      conditions: conditions.rows,
      otherReadings: otherReadings.rows,
      solutions: solutions.rows,
      remedies: remedies.rows,
      justifications: justifications.rows,
      subjects: subjects.rows,
      vulnerabilities,
      compositions: library.compositions,
      rejected: library.rejected,
      documents: library.documents,
      kinds: library.kinds,
    },
  }
}

function advisoryRow(
  one: Advisory,
  issuers: Numbered<Issuer, Issuer>,
  files: Numbered<string, string>,
): AdvisoryRow {
  const { id, revision, title, issuer, published, updated, url, file } = one
  return [id, revision, title, issuers.of(issuer), published, updated, url, files.of(file)]
}

function productRow(one: ProductReference): ProductRow {
  const {
    vendor,
    name,
    part,
    fullName,
    cpes,
    purls,
    modelNumbers,
    serialNumbers,
    skus,
    models,
    familyWords,
    forms,
    short,
  } = one
  const rest = [cpes, purls, modelNumbers, serialNumbers, skus, models, familyWords] as const
  if (forms.length > 0) return [vendor, name, part, fullName, ...rest, short, forms]
  if (fullName === null && short === null && rest.every((list) => list.length === 0))
    return [vendor, name, part]
  return short === null
    ? [vendor, name, part, fullName, ...rest]
    : [vendor, name, part, fullName, ...rest, short]
}

function remedyRow(
  one: Remedy,
  solutions: Numbered<Solution, SolutionWords>,
  constraints: Numbered<Constraint, ConstraintRow>,
): RemedyRow {
  const source = fixSourceOf(one)
  if (source === null) return one
  const { solution, name, affected } = source
  return [one.state, one.text, solutions.of(solution), name, constraints.of(affected)]
}

function constraintRow(one: Constraint): ConstraintRow {
  switch (one.kind) {
    case 'all':
      return [0, one.raw]
    case 'unstated':
      return [1, one.raw]
    case 'unreadable':
      return [2, one.raw, one.why]
    case 'ranges':
      return [3, one.raw, one.scheme, one.ranges.map(rangeRow)]
  }
}

function rangeRow({ from, to, line }: Range): RangeRow {
  if (line === null && from && to && from.version === to.version && from.inclusive && to.inclusive)
    return from.version
  return [boundRow(from), boundRow(to), line]
}

function boundRow(bound: Bound | null): BoundRow | null {
  return bound === null ? null : [bound.version, bound.inclusive ? 1 : 0]
}

function vulnerabilityRow(one: Vulnerability, issuers: Numbered<Issuer, Issuer>): VulnerabilityRow {
  const scores = one.scores.map((score) => scoreRow(score, issuers))
  const told = {
    ...(one.ssvc === undefined ? {} : { ssvc: one.ssvc }),
    ...(one.firstExploited === undefined ? {} : { firstExploited: one.firstExploited }),
  }
  const row = [
    one.id,
    one.title,
    scores,
    one.cwes,
    one.kev,
    one.epss,
    one.published,
    one.updated,
    one.withdrawn ? 1 : 0,
  ] as const
  return Object.keys(told).length === 0 ? row : [...row, told]
}

function scoreRow(
  { version, vector, base, severity, issuer }: Score,
  issuers: Numbered<Issuer, Issuer>,
): ScoreRow {
  return [version, vector, base, severity, issuers.of(issuer)]
}
