/** What every reader of advisories, records and bills of material implements. */
import type { Advisory, ProductReference, Statement, Vulnerability } from './statement.ts'
import type { Constraint } from './versions/constraint.ts'

/** A document, or a part of one, that is set aside while the rest goes on. */
export interface Rejection {
  readonly file: string
  /** Where in it: a CVE id, a JSON path, a line. */
  readonly where: string | null
  readonly because: string
}

export interface Component {
  readonly name: string
  readonly vendor: string | null
  readonly version: string | null
  readonly cpe: string | null
  readonly purl: string | null
}

/** What a bill of material says a product is built of. */
export interface Composition {
  readonly source: Advisory
  readonly product: ProductReference
  readonly constraint: Constraint
  readonly components: readonly Component[]
}

export interface Reading {
  /** The documents read: one for a CSAF file, one an entry for feeds. */
  readonly advisories: readonly Advisory[]
  readonly statements: readonly Statement[]
  readonly vulnerabilities: readonly Vulnerability[]
  readonly compositions: readonly Composition[]
  readonly rejected: readonly Rejection[]
}

export const EMPTY_READING: Reading = {
  advisories: [],
  statements: [],
  vulnerabilities: [],
  compositions: [],
  rejected: [],
}

/** Never throws on input: what cannot be read is in `rejected`. */
export interface DocumentReader {
  /** `csaf`, `cve-record`, `nvd`, `kev`, `epss`, `openvex`, `cyclonedx`, `spdx`, `openfda`. */
  readonly name: string
  /** Cheap: looks at a few members. `value` is parsed JSON, or the text itself of what is not JSON (CSV, XML). */
  recognises(value: unknown): boolean
  read(value: unknown, file: string): Reading
}

/** The document itself is unusable. */
export function rejectedDocument(file: string, because: string): Reading {
  return { ...EMPTY_READING, rejected: [{ file, where: null, because }] }
}
