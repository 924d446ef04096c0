/**
 * The one form in which every feed ends: *statements*. A statement says of one product, in some versions and under
 * some conditions, whether one vulnerability (or recall) concerns it. What is said of the vulnerability itself (scores,
 * exploitation, weakness class) stands once, in a `Vulnerability`. Readers share the objects inside statements:
 * a document with 20 CVEs and 30 products holds 30 product references, not 600.
 */
import type { Constraint } from './versions/constraint.ts'

/** Who speaks, from most to least telling about a product: its maker, ..., a list compiled by others. */
export type IssuerKind = 'vendor' | 'cna' | 'coordinator' | 'nvd' | 'regulator' | 'researcher'

export interface Issuer {
  readonly kind: IssuerKind
  /** As the document spells it. */
  readonly name: string
}

/** A document, or one entry of a feed that has an identifier of its own. A later revision replaces an earlier one. */
export interface Advisory {
  readonly id: string
  readonly revision: string | null
  readonly title: string | null
  readonly issuer: Issuer
  /** ISO 8601. */
  readonly published: string | null
  readonly updated: string | null
  readonly url: string | null
  /** Where it was read from, for messages. */
  readonly file: string
}

/** The four words of VEX. */
export type Status = 'affected' | 'not_affected' | 'fixed' | 'under_investigation'

/** CPE 2.3 part. */
export type ProductPart = 'application' | 'operating-system' | 'hardware'

/** A product as a document names it; `names/` makes sense of the spelling. */
export interface ProductReference {
  readonly vendor: string | null
  readonly name: string
  /** The longer human text, such as CSAF's full product name; it often repeats or corrects the version. */
  readonly fullName: string | null
  readonly part: ProductPart | null
  /** CPE 2.3 formatted strings or 2.2 URIs. */
  readonly cpes: readonly string[]
  readonly purls: readonly string[]
  /** `*` stands for any characters, `?` for one (CSAF 2.0, 3.1.3.3.5). */
  readonly modelNumbers: readonly string[]
  readonly serialNumbers: readonly string[]
  readonly skus: readonly string[]
  /** Models the name or version text lists and to which the statement is confined; empty: no such list. */
  readonly models: readonly string[]
  /** Words that the names of all products of the document share, where there are several: they tell none of them apart. */
  readonly familyWords: readonly string[]
  /** "SE", "G2": what stands behind this name in those of its sisters in the document. */
  readonly forms: readonly string[]
  /** Initials by which the document's own words call it; `null`: none. */
  readonly short: string | null
}

/** What must hold beside the version. What a profile does not tell leaves the answer open. */
export type Condition =
  /** A part inside the device, with its own versions. */
  | { readonly kind: 'component'; readonly name: string; readonly constraint: Constraint }
  /** `assumed`: it holds where nothing else is known. `example`: others may be meant as well. */
  | {
      readonly kind: 'os'
      readonly name: string
      readonly constraint: Constraint
      readonly assumed?: boolean
      readonly example?: true
    }
  | { readonly kind: 'option'; readonly name: string }
  | { readonly kind: 'region'; readonly name: string }
  /** Revisions of the hardware, beside the version of what runs on it. */
  | { readonly kind: 'hardware'; readonly revisions: Constraint }
  /** Serial numbers from, to (inclusive unless `exclusive`); `null` is open. */
  | {
      readonly kind: 'serial'
      readonly from: string | null
      readonly to: string | null
      readonly exclusive?: true
      /** Only so many characters of the serial number, from the first on, are compared. */
      readonly leading?: number
    }
  /** Serial numbers that begin with one of these. */
  | { readonly kind: 'serial-prefix'; readonly prefixes: readonly string[] }
  /** One of these serial numbers; `*` stands for any characters, `?` for one, and what has none may be the beginning. */
  | { readonly kind: 'serial-list'; readonly numbers: readonly string[] }
  /** ISO 8601 dates, maybe cut to month or year; `to` is exclusive when `before` is true, `from` when `after` is. */
  | {
      readonly kind: 'date'
      readonly of: 'manufactured' | 'shipped' | 'either'
      readonly from: string | null
      readonly to: string | null
      readonly before: boolean
      readonly after?: true
    }
  /** Another product it must run on or with (NVD configurations, CSAF relationships). */
  | { readonly kind: 'together-with'; readonly product: ProductReference; readonly constraint: Constraint }
  /** Something that is said and cannot be checked. */
  | { readonly kind: 'text'; readonly text: string }

/** A fix, a mitigation, and "there is none" are three different things; so is silence. */
export interface Remedy {
  readonly state: 'fix' | 'mitigation' | 'none' | 'unknown'
  /** Versions that hold the fix, as spelt. */
  readonly fixedIn: readonly string[]
  /** One short line for people. */
  readonly text: string | null
  /** What must be started anew for it, and how: "machine", "none", "service: the viewer's". */
  readonly restart?: string
  /** Contracts and licences without which it is not to be had. */
  readonly entitlements?: readonly string[]
}

export const NO_REMEDY: Remedy = { state: 'unknown', fixedIn: [], text: null }

export interface Statement {
  readonly advisory: Advisory
  readonly matter: 'vulnerability' | 'recall'
  /** `CVE-...` where there is one, else the issuer's own id. */
  readonly vulnerability: string
  readonly product: ProductReference
  readonly constraint: Constraint
  /**
   * Other readings of the same statement, where the document contradicts itself (range field against name or prose).
   * A version on which the readings part is under investigation.
   */
  readonly otherReadings: readonly Constraint[]
  readonly conditions: readonly Condition[]
  readonly status: Status
  /** Why not affected, in the words of VEX or the document's own; `null` if not said. */
  readonly justification: string | null
  readonly remedy: Remedy
  /** The statement concerns whatever is built with this product (a library, stack, system), not a device as such. */
  readonly component: boolean
}

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'none'

export interface Score {
  readonly version: '2.0' | '3.0' | '3.1' | '4.0'
  readonly vector: string
  readonly base: number
  readonly severity: Severity
  readonly issuer: Issuer
}

export interface Exploitation {
  /** ISO 8601 date of entry into the catalogue. */
  readonly added: string | null
  readonly due: string | null
  readonly ransomware: boolean
}

export interface Epss {
  /** Probability of exploitation within 30 days, 0-1. */
  readonly probability: number
  readonly percentile: number | null
  readonly asOf: string | null
}

/** Answers to the questions of a decision tree (SSVC of CERT/CC and CISA), by question: `Exploitation`: `Active`. */
export interface Ssvc {
  readonly selections: Readonly<Record<string, string>>
  readonly asOf: string | null
}

/** What is known of a vulnerability whatever the product. Every reader adds what it has; `vulnerabilities.ts` merges. */
export interface Vulnerability {
  readonly id: string
  readonly title: string | null
  readonly scores: readonly Score[]
  /** `CWE-79`. */
  readonly cwes: readonly string[]
  /** Entry of CISA's catalogue of exploited vulnerabilities. */
  readonly kev: Exploitation | null
  readonly epss: Epss | null
  readonly ssvc?: Ssvc
  /** Earliest time at which an issuer knows it to have been exploited, ISO 8601. */
  readonly firstExploited?: string
  readonly published: string | null
  readonly updated: string | null
  /** Withdrawn by its issuer: statements about it no longer count. */
  readonly withdrawn: boolean
}

/** A vulnerability of which nothing is known yet, to spread over. */
export function vulnerability(id: string, known: Partial<Omit<Vulnerability, 'id'>> = {}): Vulnerability {
  return {
    id,
    title: null,
    scores: [],
    cwes: [],
    kev: null,
    epss: null,
    published: null,
    updated: null,
    withdrawn: false,
    ...known,
  }
}

/** A product reference of which only some is known, to spread over. */
export function productReference(
  name: string,
  known: Partial<Omit<ProductReference, 'name'>> = {},
): ProductReference {
  return {
    vendor: null,
    name,
    fullName: null,
    part: null,
    cpes: [],
    purls: [],
    modelNumbers: [],
    serialNumbers: [],
    skus: [],
    models: [],
    familyWords: [],
    forms: [],
    short: null,
    ...known,
  }
}

/** A statement of which only the least is known, to spread over. */
export function statement(
  known: Pick<Statement, 'advisory' | 'vulnerability' | 'product' | 'constraint' | 'status'> &
    Partial<Statement>,
): Statement {
  return {
    matter: 'vulnerability',
    otherReadings: [],
    conditions: [],
    justification: null,
    remedy: NO_REMEDY,
    component: false,
    ...known,
  }
}
