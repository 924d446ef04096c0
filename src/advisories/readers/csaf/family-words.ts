/** Words that all products of a document have in their names: "Vista" of "Vista A200" and "Vista B300". */
import { productName } from '../../names/product-name.ts'

/** Empty for a document on one product. */
export function familyWords(names: readonly string[]): readonly string[] {
  const [first, ...others] = names.map(
    (name) => new Set(productName(name).alternatives.flatMap(({ tokens }) => tokens.map(({ text }) => text))),
  )
  if (first === undefined || others.length === 0) return []
  return [...first].filter((word) => others.every((words) => words.has(word)))
}
