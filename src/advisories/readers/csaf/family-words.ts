/** What several products of a document have alike, which tells none of them apart. */
import { productName } from '../../names/product-name.ts'

/** Words that all products have in their names: "Vista" of "Vista A200" and "Vista B300"; empty for a document on one product. */
export function familyWords(names: readonly string[]): readonly string[] {
  const [first, ...others] = names.map(
    (name) => new Set(productName(name).alternatives.flatMap(({ tokens }) => tokens.map(({ text }) => text))),
  )
  if (first === undefined || others.length === 0) return []
  return [...first].filter((word) => others.every((words) => words.has(word)))
}

/** Lists of models that several products have alike, joined: they tell none of them apart, and confine none. */
export function modelsOfSeveral(
  lists: readonly (readonly [name: string, models: readonly string[]])[],
): ReadonlySet<string> {
  const names = Map.groupBy(lists, ([, models]) => models.join('|'))
  return new Set(
    [...names].flatMap(([models, of]) => (new Set(of.map(([name]) => name)).size > 1 ? [models] : [])),
  )
}
