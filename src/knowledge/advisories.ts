/** Facts of published advisories that come with the program, for those who have no feed yet. */
import { filesIn, load } from './load.ts'
import type { Checked } from './schema.ts'

export type AdvisoryFacts = Checked<'advisories'>
export type AdvisoryEntry = AdvisoryFacts['advisories'][number]
export type ConcernedProduct = AdvisoryEntry['products'][string]
export type ConcerningVulnerability = AdvisoryEntry['vulnerabilities'][number]

export interface AdvisoryFile extends AdvisoryFacts {
  /** Relative to `knowledge/`. */
  readonly file: string
}

let files: readonly AdvisoryFile[] | null = null

/** Every file of `knowledge/advisories/`, by name. Throws `KnowledgeError` if one is wrong. */
export function advisoryFacts(): readonly AdvisoryFile[] {
  files ??= filesIn('advisories').map((file) => ({ file, ...load('advisories', file) }))
  return files
}

/** The oldest state among them: what came later is not known here. ISO 8601 date. */
export function advisoryFactsAsOf(): string {
  return advisoryFacts()
    .map(({ asOf }) => asOf)
    .sort()[0]!
}
