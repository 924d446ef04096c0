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

/** "SE" and "G2" of "Vista Ultra", which stands beside "Vista Ultra SE" and "Vista Ultra G2": by the shorter name. */
export function formsOf(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const all = new Set(names)
  const forms = new Map<string, string[]>()
  for (const name of all) {
    const [, stem, form] = FORM.exec(name) ?? []
    if (stem === undefined || form === undefined || !all.has(stem)) continue
    const known = forms.get(stem)
    if (known) known.push(form)
    else forms.set(stem, [form])
  }
  return forms
}

/** Letters, or a letter and a digit, behind a name. */
const FORM = /^(.{3,200}) ([A-Z]{2,3}|[A-Z]\d)$/

/** Lists of models that several products have alike, joined: they tell none of them apart, and confine none. */
export function modelsOfSeveral(
  lists: readonly (readonly [name: string, models: readonly string[]])[],
): ReadonlySet<string> {
  const names = Map.groupBy(lists, ([, models]) => models.join('|'))
  return new Set(
    [...names].flatMap(([models, of]) => (new Set(of.map(([name]) => name)).size > 1 ? [models] : [])),
  )
}
