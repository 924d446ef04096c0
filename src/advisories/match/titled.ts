/** Devices named as the title of a document names its subject, while its products have names of their own. */
import { productName } from '../names/product-name.ts'
import { withoutBrands } from '../names/telling.ts'
import type { Token } from '../names/tokens.ts'
import type { Statement } from '../statement.ts'
import type { Device } from './device.ts'
import type { ProductFit } from './product-fit.ts'
import { read } from './reading.ts'

/** The title names the device, and each product of the document would be affected: so it is, whichever it may be. */
export function isAnyOf(
  device: Device,
  candidates: readonly { readonly statement: Statement; readonly fit: ProductFit }[],
): boolean {
  if (!candidates.every(({ fit, statement }) => fit.titled?.has(statement.advisory.id))) return false
  const products = Map.groupBy(
    candidates.map(({ statement }) => statement),
    ({ product }) => product.name,
  )
  const [only, ...others] = products.keys()
  // "Cadenza 300" may be one of several, though the title says no more than "Cadenza"
  if (only !== undefined && others.length === 0 && saysMore(only, device)) return false
  return [...products.values()].every((statements) => {
    const fixedIn = statements.flatMap(({ remedy }) => remedy.fixedIn)
    return read(device, statements, fixedIn).verdict === 'inside'
  })
}

/** The product's name has more words of weight than each of the device's. */
function saysMore(product: string, { names, brands }: Device): boolean {
  const strong = (tokens: readonly Token[]): number =>
    withoutBrands(tokens, brands).filter(({ weight }) => weight === 'strong').length
  return productName(product).alternatives.every(({ tokens }) =>
    names.every((own) => strong(tokens) > strong(own.tokens)),
  )
}
