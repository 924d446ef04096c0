/** Product status, and why a product is not affected. */
import type { Status } from '../../statement.ts'
import { allVersions } from '../../versions/constraint.ts'
import { entryOf, type Json, object, objects, text, texts } from '../json.ts'
import type { LeafReading } from './leaf.ts'
import { idsOf, type Tree } from './tree.ts'

/** CSAF's words for product status (3.2.3.9) in VEX's. */
const STATUSES: Readonly<Record<string, Status>> = {
  first_affected: 'affected',
  known_affected: 'affected',
  last_affected: 'affected',
  first_fixed: 'fixed',
  fixed: 'fixed',
  recommended: 'fixed',
  known_not_affected: 'not_affected',
  under_investigation: 'under_investigation',
  unknown: 'under_investigation',
}

/** Of several words on one product those in front are outweighed by others: ends of what is listed, and what is recommended. */
const LIGHT: readonly string[] = ['recommended', 'first_fixed', 'first_affected', 'last_affected']

/** Product id to status. */
export function statusesOf(entry: Json): Map<string, { status: Status; word: string }> {
  const found = new Map<string, { status: Status; word: string }>()
  for (const [word, ids] of Object.entries(object(entry.product_status))) {
    const status = entryOf(STATUSES, word)
    if (!status) continue
    const light = LIGHT.includes(word)
    for (const id of texts(ids))
      if (!light || !found.has(id)) found.set(id, { status, word })
      else if (areBothEnds(word, found.get(id)!.word)) found.set(id, { status, word: 'known_affected' })
  }
  return found
}

/**
 * And products that only remediations name, without a status anywhere. They are open, as they may have been left out on purpose; where a
 * status keeps one of ten and more, a conversion cut the list short.
 */
export function withRemedied(
  statuses: ReturnType<typeof statusesOf>,
  remedied: ReadonlySet<string>,
): ReturnType<typeof statusesOf> {
  const status = remedied.size >= 10 * statuses.size ? 'affected' : 'under_investigation'
  const added = [...remedied].map((product) => [product, { status, word: 'remediation' }] as const)
  return new Map([...statuses, ...added])
}

/** The only version of its line that is affected. */
const areBothEnds = (a: string, b: string): boolean =>
  (a === 'first_affected' && b === 'last_affected') || (a === 'last_affected' && b === 'first_affected')

/** Flags (3.2.3.5) and threats of the category impact say why a product is not affected. */
export function readJustifications(entry: Json, tree: Tree): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const threat of objects(entry.threats))
    if (text(threat.category) === 'impact')
      for (const id of idsOf(threat, tree)) found.set(id, (text(threat.details) ?? '').slice(0, 200))
  for (const flag of objects(entry.flags))
    for (const id of idsOf(flag, tree)) found.set(id, (text(flag.label) ?? '').replaceAll('_', ' '))
  return found
}

/** Whether every vulnerability has the same products, as conversions of prose have it; where not, the lists tell them apart. */
export function listsAreAlike(entries: readonly Json[]): boolean {
  const lists = entries.map((entry) =>
    [...statusesOf(entry)]
      .map(([id, { status }]) => `${id} ${status}`)
      .sort()
      .join('\n'),
  )
  return new Set(lists).size < 2
}

/** A product without versions is not affected in any. */
export const constraintOf = ({ constraint }: LeafReading, status: Status): LeafReading['constraint'] =>
  constraint.kind === 'unstated' && status === 'not_affected' ? allVersions(constraint.raw) : constraint
