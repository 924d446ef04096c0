/**
 * Every vulnerability of a converted document mostly carries the same list of products, while its summary names fewer. The
 * summary wins: products it leaves out are dropped, versions it narrows are narrowed; where it contradicts the list, both
 * readings are kept.
 */

import type { Mention } from '../../prose/mentions.ts'
import type { Condition } from '../../statement.ts'
import type { Constraint, Range } from '../../versions/constraint.ts'
import type { LeafReading } from './leaf.ts'
import { within } from './spoken-versions.ts'
import { isOwn, namesOf, speaksOfPart } from './whose.ts'

export interface Scope {
  readonly spoken: readonly Constraint[]
  /** Whether the summary speaks of parts, or of nothing at all. */
  readonly parts: boolean
  /** Whether its versions are of parts. */
  readonly ofParts: boolean
  /** Names of products it speaks of. */
  readonly names: readonly string[]
  /** Of each of its versions the names of the products that they may be of. */
  readonly versionsOf: readonly (readonly string[])[]
  /**
   * What the summary says of the product of this name; `null` where it leaves it out. Silence about a name of which no summary
   * ever speaks means nothing.
   */
  of(name: string, reading: LeafReading, elsewhere: Elsewhere): LeafReading | null
}

/** What all summaries of the document speak of. */
export interface Elsewhere {
  readonly names: ReadonlySet<string>
  /** Some name no product, so those that name one with its versions mean that one alone. */
  readonly differently: boolean
}

export type Component = Extract<Condition, { kind: 'component' }>

interface Named {
  readonly mention: Mention
  /** Leaf names it speaks of; empty: of none in particular. */
  readonly names: readonly string[]
  readonly component: string | null
}

/** Names of products that a summary says, with versions or without. */
export interface Subject {
  /** In the subject of its first sentence, or in all of it where the subject names none. */
  readonly first: ReadonlySet<string>
  /** As one that is concerned, in any sentence: "The Flow Server is affected as well." */
  readonly any: ReadonlySet<string>
  /** As one that is not: "The Flow Viewer does not contain this vulnerability." */
  readonly acquitted: ReadonlySet<string>
}

const OF_NOBODY: Subject = { first: new Set(), any: new Set(), acquitted: new Set() }

/** `names`: of all products of the document; `components`: of parts its leaves depend on. */
export function scopeOf(
  found: readonly Mention[],
  names: readonly string[],
  components: readonly string[],
  brands: ReadonlySet<string>,
  subject: Subject = OF_NOBODY,
): Scope {
  const own = found.filter((one) => isOwn(one, names, components, brands))
  const named = own.map((mention): Named => {
    const component = components.find((one) => speaksOfPart(mention.name, one)) ?? null
    return {
      mention,
      component,
      names: component === null ? namesOf(mention.name, names, brands) : [],
    }
  })
  const spoken = named.length === 0 ? [] : [union(own.map(({ constraint }) => constraint))]
  return {
    spoken,
    parts: named.length === 0 || named.some(({ component }) => component !== null),
    ofParts: named.some(({ component }) => component !== null),
    names: [...named.flatMap((one) => one.names), ...subject.first],
    versionsOf: named.map((one) => one.names),
    of(name, reading, elsewhere) {
      if (subject.acquitted.has(name)) return null
      if (named.length === 0) return isLeftOut(name, subject, elsewhere) ? null : reading
      const isConcerned =
        subject.any.has(name) && named.every((one) => one.component === null && !one.names.includes(name))
      return narrowed(name, reading, named, elsewhere) ?? (isConcerned ? reading : null)
    },
  }
}

/** The subject of the summary names others of the document's products, and that of another vulnerability names this one. */
const isLeftOut = (name: string, { first, any }: Subject, elsewhere: Elsewhere): boolean =>
  first.size > 0 && !first.has(name) && !any.has(name) && elsewhere.names.has(name)

function narrowed(
  name: string,
  reading: LeafReading,
  named: readonly Named[],
  elsewhere: Elsewhere,
): LeafReading | null {
  const ofPart = named.filter(({ component }) => component !== null)
  const ofProduct = named.filter(({ component }) => component === null)
  const own = ofProduct.filter(({ names }) => names.includes(name) || names.length === 0)
  const parts = reading.conditions.filter(
    (one): one is Component => one.kind === 'component' && one.constraint.kind === 'ranges',
  )
  if (ofPart.length > 0 && ofProduct.length === 0) return parts.length > 0 ? withParts(reading, ofPart) : null
  if (own.length === 0) return elsewhere.names.has(name) || elsewhere.differently ? null : reading
  const narrow = within(reading, union(own.map(({ mention }) => mention.constraint)))
  // versions of nothing in particular that do not fit may be those of some library
  return narrow === null && own.every(({ names }) => names.length === 0) ? reading : narrow
}

/** The part's versions are those the summary names. */
function withParts(reading: LeafReading, named: readonly Named[]): LeafReading {
  const constraint = union(named.map(({ mention }) => mention.constraint))
  return {
    ...reading,
    conditions: reading.conditions.map((one) => (one.kind === 'component' ? { ...one, constraint } : one)),
  }
}

function union(constraints: readonly Constraint[]): Constraint {
  const first = constraints[0]!
  const list = constraints.flatMap((one): readonly Range[] => (one.kind === 'ranges' ? one.ranges : []))
  return first.kind === 'ranges' ? { ...first, ranges: list } : first
}
