/** Tables to a library. */
import { Solution } from '../../advisories/readers/cve-record/solution.ts'
import { wordedRemedy } from '../../advisories/readers/cve-record/worded-remedy.ts'
import type {
  Advisory,
  ProductReference,
  Remedy,
  Statement,
  Vulnerability,
} from '../../advisories/statement.ts'
import { type Bound, type Constraint, exactly, type Range } from '../../advisories/versions/constraint.ts'
import type { Library } from '../library.ts'
import {
  type BoundRow,
  COLUMNS,
  COMPONENT,
  type Compiled,
  type ConstraintRow,
  type ProductRow,
  type RangeRow,
  RECALL,
  type RemedyRow,
  STATUSES,
  type Tables,
  type VulnerabilityRow,
} from './tables.ts'

export function unpack({ tables, statements }: Compiled): Library {
  const vulnerabilities = new Map<string, Vulnerability>()
  for (const row of tables.vulnerabilities) vulnerabilities.set(row[0], vulnerabilityOf(row, tables))
  return {
    documents: tables.documents,
    kinds: tables.kinds,
    rejected: tables.rejected,
    compositions: tables.compositions,
    vulnerabilities,
    statements: statementsOf(tables, statements),
  }
}

function statementsOf(tables: Tables, numbers: Int32Array): readonly Statement[] {
  const advisories = tables.advisories.map((row) => advisoryOf(row, tables))
  const products = tables.products.map(productOf)
  const constraints = tables.constraints.map(constraintOf)
  const solutions = tables.solutions.map((words) => new Solution(words))
  const remedies = tables.remedies.map((row) => remedyOf(row, solutions, constraints))
  const width = COLUMNS.length
  const out = new Array<Statement>(numbers.length / width)
  for (let i = 0, at = 0; i < out.length; i++, at += width) {
    const flags = numbers[at + 8]!
    out[i] = {
      advisory: advisories[numbers[at]!]!,
      matter: flags & RECALL ? 'recall' : 'vulnerability',
      vulnerability: tables.subjects[numbers[at + 1]!]!,
      product: products[numbers[at + 2]!]!,
      constraint: constraints[numbers[at + 3]!]!,
      otherReadings: tables.otherReadings[numbers[at + 4]!]!,
      conditions: tables.conditions[numbers[at + 5]!]!,
      status: STATUSES[flags & 3]!,
      justification: tables.justifications[numbers[at + 7]!]!,
      remedy: remedies[numbers[at + 6]!]!,
      component: (flags & COMPONENT) !== 0,
    }
  }
  return out
}

function advisoryOf(row: Tables['advisories'][number], { issuers, files }: Tables): Advisory {
  const [id, revision, title, issuer, published, updated, url, file] = row
  return { id, revision, title, issuer: issuers[issuer]!, published, updated, url, file: files[file]! }
}

const NONE: readonly string[] = Object.freeze([])

function productOf(row: ProductRow): ProductReference {
  const [vendor, name, part, fullName = null, cpes = NONE, purls = NONE] = row
  const [
    ,
    ,
    ,
    ,
    ,
    ,
    modelNumbers = NONE,
    serialNumbers = NONE,
    skus = NONE,
    models = NONE,
    familyWords = NONE,
    short = null,
    forms = NONE,
  ] = row
  return {
    vendor,
    name,
    fullName,
    part,
    cpes,
    purls,
    modelNumbers,
    serialNumbers,
    skus,
    models,
    familyWords,
    forms,
    short,
  }
}

function constraintOf(row: ConstraintRow): Constraint {
  switch (row[0]) {
    case 0:
      return { kind: 'all', raw: row[1] }
    case 1:
      return { kind: 'unstated', raw: row[1] }
    case 2:
      return { kind: 'unreadable', raw: row[1], why: row[2] }
    case 3:
      return { kind: 'ranges', raw: row[1], scheme: row[2], ranges: row[3].map(rangeOf) }
  }
}

function remedyOf(
  row: RemedyRow,
  solutions: readonly Solution[],
  constraints: readonly Constraint[],
): Remedy {
  if (!isWorded(row)) return row
  const [state, text, solution, name, constraint] = row
  return wordedRemedy(
    { state, text },
    { solution: solutions[solution]!, name, affected: constraints[constraint]! },
  )
}

const isWorded = (row: RemedyRow): row is Exclude<RemedyRow, Remedy> => Array.isArray(row)

function rangeOf(row: RangeRow): Range {
  if (typeof row === 'string') return exactly(row)
  return { from: boundOf(row[0]), to: boundOf(row[1]), line: row[2] }
}

function boundOf(row: BoundRow | null): Bound | null {
  return row === null ? null : { version: row[0], inclusive: row[1] === 1 }
}

function vulnerabilityOf(row: VulnerabilityRow, { issuers }: Tables): Vulnerability {
  const [id, title, scores, cwes, kev, epss, published, updated, withdrawn, told] = row
  return {
    id,
    title,
    scores: scores.map(([version, vector, base, severity, issuer]) => ({
      version,
      vector,
      base,
      severity,
      issuer: issuers[issuer]!,
    })),
    cwes,
    kev,
    epss,
    published,
    updated,
    withdrawn: withdrawn === 1,
    ...told,
  }
}
