/**
 * The library in tables: equal parts of statements stand once and are pointed at by number, so that 100,000 statements
 * come back in a fraction of the time that reading their documents takes. Rows are tuples in the order written here.
 */
import type { Composition, Rejection } from '../../advisories/document-reader.ts'
import type { SolutionWords } from '../../advisories/readers/cve-record/solution.ts'
import type {
  Condition,
  Issuer,
  ProductReference,
  Remedy,
  Score,
  Vulnerability,
} from '../../advisories/statement.ts'
import type { Constraint } from '../../advisories/versions/constraint.ts'

/** Changes whenever the tables or the numbers do. */
export const FORMAT = 'wardline-compiled/5'

export type AdvisoryRow = readonly [
  id: string,
  revision: string | null,
  title: string | null,
  issuer: number,
  published: string | null,
  updated: string | null,
  url: string | null,
  file: number,
]

/** The lists behind the first three are left out when all are empty, as they mostly are. */
export type ProductRow = readonly [
  vendor: string | null,
  name: string,
  part: ProductReference['part'],
  fullName?: string | null,
  cpes?: readonly string[],
  purls?: readonly string[],
  modelNumbers?: readonly string[],
  serialNumbers?: readonly string[],
  skus?: readonly string[],
  models?: readonly string[],
  familyWords?: readonly string[],
  short?: string | null,
  forms?: readonly string[],
]

export type ScoreRow = readonly [
  version: Score['version'],
  vector: string,
  base: number,
  severity: Score['severity'],
  issuer: number,
]

export type VulnerabilityRow = readonly [
  id: string,
  title: string | null,
  scores: readonly ScoreRow[],
  cwes: readonly string[],
  kev: Vulnerability['kev'],
  epss: Vulnerability['epss'],
  published: string | null,
  updated: string | null,
  withdrawn: 0 | 1,
  /** Where something is told of it. */
  told?: Pick<Vulnerability, 'ssvc' | 'firstExploited'>,
]

/** Bounds as `[version, inclusive]`; a range that is one exact version is that text alone. */
export type RangeRow = string | readonly [from: BoundRow | null, to: BoundRow | null, line: string | null]
export type BoundRow = readonly [version: string, inclusive: 0 | 1]
export type ConstraintRow =
  | readonly [kind: 0 | 1, raw: string]
  | readonly [kind: 2, raw: string, why: string]
  | readonly [
      kind: 3,
      raw: string,
      scheme: Extract<Constraint, { kind: 'ranges' }>['scheme'],
      ranges: readonly RangeRow[],
    ]

/** A remedy, or the words that its fixed versions are to be read from. */
export type RemedyRow =
  | Remedy
  | readonly [
      state: Remedy['state'],
      text: string | null,
      solution: number,
      productName: string,
      constraint: number,
    ]

export interface Tables {
  readonly issuers: readonly Issuer[]
  readonly files: readonly string[]
  readonly advisories: readonly AdvisoryRow[]
  readonly products: readonly ProductRow[]
  readonly constraints: readonly ConstraintRow[]
  readonly conditions: readonly (readonly Condition[])[]
  readonly otherReadings: readonly (readonly Constraint[])[]
  readonly solutions: readonly SolutionWords[]
  readonly remedies: readonly RemedyRow[]
  readonly justifications: readonly (string | null)[]
  readonly subjects: readonly string[]
  readonly vulnerabilities: readonly VulnerabilityRow[]
  readonly compositions: readonly Composition[]
  readonly rejected: readonly Rejection[]
  readonly documents: number
  readonly kinds: Readonly<Record<string, number>>
}

/** What the numbers of one statement mean, in order. */
export const COLUMNS = [
  'advisory',
  'subject',
  'product',
  'constraint',
  'otherReadings',
  'conditions',
  'remedy',
  'justification',
  'flags',
] as const
/** `flags`: status in the low two bits, then recall, then component. */
export const STATUSES = ['affected', 'not_affected', 'fixed', 'under_investigation'] as const
export const RECALL = 4
export const COMPONENT = 8

export interface Compiled {
  readonly tables: Tables
  /** `COLUMNS.length` numbers a statement. */
  readonly statements: Int32Array
}
