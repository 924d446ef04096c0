/** Devices named as the title of a document names its subject, or by a model of which its products are the forms. */
import { says } from '../names/device-name.ts'
import { findCode } from '../names/find-token.ts'
import { productName } from '../names/product-name.ts'
import { withoutBrands } from '../names/telling.ts'
import { EDITION } from '../names/token-kinds.ts'
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
  const isTitled = candidates.every(({ fit, statement }) => fit.titled?.has(statement.advisory.id))
  if (!isTitled && !isStemOfSeveral(device, candidates)) return false
  const products = Map.groupBy(
    candidates.map(({ statement }) => statement),
    ({ product }) => withoutRelease(product.name),
  )
  const [only, ...others] = products.keys()
  // "Cadenza 300" may be one of several, though the title says no more than "Cadenza"
  if (only !== undefined && others.length === 0 && (!isTitled || saysMore(only, device))) return false
  return [...products.values()].every((statements) => {
    const fixedIn = statements.flatMap(({ remedy }) => remedy.fixedIn)
    return read(device, statements, fixedIn).verdict === 'inside'
  })
}

/** "AX-200" of the AX-200A, AX-200E and AX-200J: the model without the letter that tells its forms apart. */
const isStemOfSeveral = (
  { names }: Device,
  candidates: readonly { readonly statement: Statement; readonly fit: ProductFit }[],
): boolean =>
  candidates.length > 1 &&
  candidates.every(
    ({ fit, statement: { product } }) =>
      fit.grade === 'variant' &&
      productName(product.name).alternatives.every(({ tokens }) =>
        names.some(
          ({ guessed, codes }) =>
            guessed === 'no' &&
            tokens.some((token) => token.codes.some(({ raw }) => codes.some((own) => isForm(raw, own.raw)))),
        ),
      ),
  )

const isForm = (code: string, stem: string): boolean =>
  code.length === stem.length + 1 && code.startsWith(stem) && /\d[a-z]$/.test(code)

/** "Flow (1.24.xx level)" and "Flow (1.25.xx level)" are one product in two lines, which its versions tell apart. */
const withoutRelease = (name: string): string =>
  productName(name).release === null ? name : name.replace(/\s*\([^)]*\)/g, '')

/** The product is a model or an edition that the device does not say; "7" of "Flow 7" is a release. */
function saysMore(product: string, { names, brands }: Device): boolean {
  return productName(product).alternatives.every(({ tokens }) => {
    const telling = withoutBrands(tokens, brands).filter(isModel)
    return names.every((own) =>
      telling.some(({ text, codes }) =>
        codes.length > 0 ? findCode(own, codes) === 'missing' : !says(own, text),
      ),
    )
  })
}

const isModel = ({ text, codes }: Token): boolean =>
  codes.length > 0 ? !/^\d{1,2}$/.test(text) : EDITION.test(text)
