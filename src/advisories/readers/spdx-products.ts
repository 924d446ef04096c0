/** What each of several products of one document is built of, and which words on parts are said of it. Documents may be made to be endless. */
import type { Rejection } from '../document-reader.ts'
import { type Json, text, texts } from './json.ts'
import type { SpdxRelations } from './spdx-relations.ts'

/** Parts of all products taken together: some hundred products of thousands each. */
const MOST_PARTS = 1_000_000

export const idOf = (one: Json): string => text(one.SPDXID) ?? ''

export const cutShort = (file: string): Rejection => ({
  file,
  where: 'the last of its products',
  because: 'more is told of all of them than is read',
})

/**
 * Of one product all packages but tools; of several those that relationships lead to, and what belongs to none of them may belong to
 * each. Fewer lists than there are roots where all of them together are too long.
 */
export function partsOfEach(
  roots: readonly Json[],
  packages: readonly Json[],
  relations: SpdxRelations,
): readonly (readonly Json[])[] {
  const entries = new Set(roots)
  const all = packages.filter((one) => !entries.has(one) && !relations.isTool(idOf(one)))
  if (roots.length === 1) return [all]
  const reached: ReadonlySet<string>[] = []
  const owned = new Set<string>()
  let left = MOST_PARTS
  for (const root of roots) {
    const own = relations.partsOf(idOf(root))
    left -= own.size
    if (left < 0) break
    reached.push(own)
    for (const id of own) owned.add(id)
  }
  const isOfAny = (id: string) => owned.has(id) || reached.length < roots.length
  left = MOST_PARTS
  const lists: (readonly Json[])[] = []
  for (const own of reached) {
    const parts = all.filter((one) => own.has(idOf(one)) || !isOfAny(idOf(one)))
    left -= parts.length
    if (left < 0) break
    lists.push(parts)
  }
  return lists
}

/** Words on vulnerabilities (of the security profile) by the packages they are said of. */
export class SpdxAssessments {
  readonly #all: readonly Json[]
  readonly #byPackage = new Map<string, number[]>()

  constructor(all: readonly Json[]) {
    this.#all = all
    for (const [i, one] of all.entries())
      for (const id of new Set(texts(one.of))) {
        const known = this.#byPackage.get(id)
        if (known) known.push(i)
        else this.#byPackage.set(id, [i])
      }
  }

  /** In the order of the document. */
  of(packages: readonly Json[]): readonly Json[] {
    const found = new Set<number>()
    for (const one of packages) for (const i of this.#byPackage.get(idOf(one)) ?? []) found.add(i)
    return [...found].sort((a, b) => a - b).map((i) => this.#all[i]!)
  }
}
