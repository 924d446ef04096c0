/** Product status, and why a product is not affected. */
import type { Status } from '../../statement.ts'
import { allVersions } from '../../versions/constraint.ts'
import { type Json, object, objects, text, texts } from '../json.ts'
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

/** Product id to status; what is recommended counts as fixed only where nothing else is said of it. */
export function statusesOf(entry: Json): Map<string, { status: Status; word: string }> {
  const found = new Map<string, { status: Status; word: string }>()
  for (const [word, ids] of Object.entries(object(entry.product_status))) {
    const status = STATUSES[word]
    if (!status) continue
    for (const id of texts(ids)) if (!found.has(id) || word !== 'recommended') found.set(id, { status, word })
  }
  return found
}

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

/** The first affected version opens a range upwards, the last downwards; a product without versions is not affected in any. */
export function constraintOf(
  { constraint }: LeafReading,
  status: Status,
  word: string,
): LeafReading['constraint'] {
  if (constraint.kind === 'unstated')
    return status === 'not_affected' ? allVersions(constraint.raw) : constraint
  if (constraint.kind !== 'ranges') return constraint
  const end = word === 'first_affected' ? { to: null } : word === 'last_affected' ? { from: null } : null
  return end === null
    ? constraint
    : { ...constraint, ranges: constraint.ranges.map((range) => ({ ...range, ...end })) }
}
