/** What an entry of the product tree says of its product, beside its versions. */
import { type ProductReference, productReference } from '../../statement.ts'
import { text, texts } from '../json.ts'
import type { Leaf } from './tree.ts'

/** `shared`: other products have the same models, so they tell none of them. */
export function readProduct(
  leaf: Leaf,
  models: readonly string[],
  shared: boolean,
  familyWords: readonly string[],
): ProductReference {
  const { helper } = leaf
  const cpe = text(helper.cpe)
  return productReference(leaf.name, {
    vendor: leaf.vendor,
    fullName: leaf.fullName,
    cpes: cpe === null ? [] : [cpe],
    purls: [text(helper.purl), ...texts(helper.purls)].filter((purl) => purl !== null),
    modelNumbers: [...numbersOf(helper.model_numbers), ...numbersOf(helper.skus), ...(shared ? models : [])],
    serialNumbers: texts(helper.serial_numbers),
    skus: texts(helper.skus),
    models: shared ? [] : models,
    familyWords,
  })
}

/** A wildcard for one character is written as names have it; a backslash only says that what follows is none (3.1.3.3.5). */
const numbersOf = (value: unknown): readonly string[] =>
  texts(value).map((number) =>
    number.replace(/\\(.)|\?/g, (_, escaped: string | undefined) => escaped ?? 'x'),
  )
