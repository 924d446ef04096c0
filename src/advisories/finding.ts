/** What the matcher is asked and what it answers. */
import type { Component } from './document-reader.ts'
import type { Remedy, Statement, Status } from './statement.ts'

/**
 * What is known of a kind of device: many devices share one profile, and matching is done once for it. `null` and
 * empty lists mean not known, not absent.
 */
export interface Profile {
  /** Any spelling; the matcher knows the aliases. */
  readonly vendor: string | null
  readonly model: string | null
  /** The marketing name, where it is told beside the model. */
  readonly product: string | null
  readonly version: string | null
  /** `inferred`: concluded from something else than the device's own word. */
  readonly versionFrom: 'observed' | 'declared' | 'inferred'
  /** Type id of the taxonomy. */
  readonly type: string | null
  readonly os: {
    readonly name: string
    readonly version: string | null
    readonly build: string | null
  } | null
  readonly components: readonly Component[]
  readonly modelNumber: string | null
  readonly serial: string | null
  readonly options: readonly string[]
  readonly region: string | null
  /** ISO 8601, maybe cut to month or year. */
  readonly manufactured: string | null
  readonly shipped: string | null
}

export const EMPTY_PROFILE: Profile = {
  vendor: null,
  model: null,
  product: null,
  version: null,
  versionFrom: 'declared',
  type: null,
  os: null,
  components: [],
  modelNumber: null,
  serial: null,
  options: [],
  region: null,
  manufactured: null,
  shipped: null,
}

/**
 * `confirmed`: product and version known and in range, or every version is meant. `likely`: product exact, version
 * inferred. `possible`: product exact, version (or module, option, date) unknown. `potential`: only a family, component
 * or stack fits.
 */
export type Certainty = 'confirmed' | 'likely' | 'possible' | 'potential'

/** One vulnerability of one profile. Scores and exploitation are joined from the vulnerabilities by the caller. */
export interface Finding {
  readonly vulnerability: string
  readonly matter: Statement['matter']
  readonly status: Status
  readonly certainty: Certainty
  /** One sentence: which statement, which constraint, which version was seen, on which evidence. */
  readonly because: string
  readonly remedy: Remedy
  /** Ids, the deciding one first. */
  readonly advisories: readonly string[]
  /** The statements that were judged to concern the profile, the deciding one first. */
  readonly statements: readonly Statement[]
}

/** What concerns a profile, by what was said of. */
export interface Matched {
  /** Of the product itself. */
  readonly own: readonly Finding[]
  /** Of its parts: `potential` all of them. Profiles with equal parts mostly share one list. */
  readonly parts: readonly Finding[]
}
