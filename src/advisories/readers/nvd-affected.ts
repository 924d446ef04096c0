/**
 * `affected[]` of NVD's records: what the CNA and data publishers say in the fields of the CVE record, passed on as they said it. It is all
 * there is before NVD's own analysis, and names products beside it that the analysis leaves out.
 */
import { squeeze } from '../names/tokens.ts'
import type { Advisory, Issuer, Statement } from '../statement.ts'
import { statementsOf } from './cve-record/affected.ts'
import { joined, namedIn } from './cve-record/containers.ts'
import { statementsOfDescription } from './described.ts'
import { type Json, list, objects, text } from './json.ts'

/** Sources of one record; real ones have at most three. */
const MOST_SOURCES = 16

/** Products of an analysis that others are held against; what is named beyond them is told twice. */
const MOST_NAMED = 512

export interface Passed {
  /** Of the CNA that assigned the id. */
  readonly own: readonly Statement[]
  readonly added: readonly Statement[]
}

export function passedOn(
  cve: Json,
  id: string,
  advisory: Advisory,
  description: string | null,
  issuerOf: (source: string) => Issuer,
): Passed {
  const own: Statement[] = []
  const added: Statement[] = []
  for (const one of objects(cve.affected).slice(0, MOST_SOURCES)) {
    const source = text(one.source) ?? ''
    const container: Json = { affected: list(one.affectedData), descriptions: list(cve.descriptions) }
    const statements = statementsOf(id, container, { ...advisory, issuer: issuerOf(source) }, description)
    ;(source === text(cve.sourceIdentifier) ? own : added).push(...statements)
  }
  return { own, added }
}

/** NVD's analysis and what others say of products that it does not name; without an analysis, what they and the description say. */
export function together(
  configured: readonly Statement[],
  { own, added }: Passed,
  description: string | null,
  id: string,
  advisory: Advisory,
): readonly Statement[] {
  if (configured.length === 0)
    return joined(own, added, namedIn(description), () => statementsOfDescription(description, id, advisory))
  const others = [...own, ...added].filter(({ constraint }) => constraint.kind !== 'unstated')
  if (others.length === 0) return configured
  const named = [...new Set(configured.map(({ product }) => bare(product.name)))].slice(0, MOST_NAMED)
  return [...configured, ...others.filter(({ product }) => !isNamed(bare(product.name), named))]
}

const bare = (name: string): string => squeeze(name).replace(/firmware$/, '')

/** Under the same name, or one that is part of it: "Flow 100 and Flow 200" of which NVD names each. */
const isNamed = (name: string, named: readonly string[]): boolean =>
  named.some((one) => name === one || holds(name, one) || holds(one, name))

/** "ios" stands in "axios" as well. */
const holds = (long: string, short: string): boolean => short.length > 4 && long.includes(short)
