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
    modelNumbers: [...texts(helper.model_numbers), ...(shared ? models : [])],
    serialNumbers: texts(helper.serial_numbers),
    skus: texts(helper.skus),
    models: shared ? [] : models,
    familyWords,
  })
}
