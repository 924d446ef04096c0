/** Products of words of kind alone, which inventories call by their maker: "Pixora" for the "DICOM Server" of Pixora. */
import type { DeviceName } from '../names/device-name.ts'
import type { Alternative } from '../names/product-name.ts'
import { sameWord, type Token } from '../names/tokens.ts'
import type { Named } from './device.ts'
import type { IndexedProduct } from './index.ts'
import type { ProductFit } from './product-fit.ts'

/** With a word of its kind it is this product; the maker's name alone may be another of its products. */
export function calledByMaker(
  { names }: Named,
  { name: product }: IndexedProduct,
  brands: ReadonlySet<string>,
): ProductFit | null {
  const unnamed = product.alternatives.filter(isUnnamed)
  if (unnamed.length === 0) return null
  let fit: ProductFit | null = null
  for (const name of names) {
    const kinds = name.guessed === 'no' ? kindsBesideBrand(name, brands) : null
    const said = kinds && unnamed.find(({ tokens }) => closes(kinds, tokens))
    if (!kinds || !said) continue
    const shared = new Set(kinds.map(({ text }) => text))
    if (kinds.length > 0) return { grade: 'exact', shared, brandOnly: true, model: 'yes' }
    fit = { grade: 'broader', shared, brandOnly: true, model: 'yes' }
  }
  return fit
}

const isUnnamed = ({ tokens, list }: Alternative): boolean =>
  !list && tokens.length > 1 && tokens.every(({ weight }) => weight !== 'strong')

/** What stands beside the maker's name, where all of it is of kind; `null` where the name is none of the maker. */
function kindsBesideBrand({ loud }: DeviceName, brands: ReadonlySet<string>): readonly Token[] | null {
  const rest = loud.filter(({ text }) => !brands.has(text))
  return rest.length < loud.length && rest.every(({ weight }) => weight === 'kind') ? rest : null
}

/** "Server" of the "DICOM Server": what is left out stands in front, as a "Patient Portal" is no "Patient Gateway Portal". */
const closes = (kinds: readonly Token[], tokens: readonly Token[]): boolean =>
  kinds.every((kind, i) => {
    const one = tokens[tokens.length - kinds.length + i]
    return one !== undefined && isSame(one, kind)
  })

const isSame = (one: Token, other: Token): boolean => one.words.some((word) => sameWord(word, other.text))
