/** Whether a document's title, or its words around a product, say what a device is called. */
import { type CodePattern, fitCode } from '../names/codes.ts'
import { type DeviceName, deviceName, says } from '../names/device-name.ts'
import { fitName } from '../names/fit.ts'
import type { ProductName } from '../names/product-name.ts'
import { sameWord, type Token } from '../names/tokens.ts'
import { type Context, contextsOf } from './context.ts'
import type { Named } from './device.ts'
import type { IndexedProduct } from './index.ts'
import type { ProductFit } from './product-fit.ts'

/** The document's title or its words around the product say all of the device's name: it is of that family, at least. */
export function byContext(device: Named, indexed: IndexedProduct): ProductFit | null {
  let fit: ProductFit | null = null
  const documents = new Set<string>()
  for (const [advisory, context] of contextsOf(indexed)) {
    const strong = coveredBy(context, device, indexed)
    if (strong === null) continue
    if (isSister(device, indexed)) return null
    documents.add(advisory)
    const shared = new Set(strong.map(({ text }) => text))
    const grade =
      saysAll(device, indexed) || fitsWithoutContext(device, indexed, context) ? 'exact' : 'broader'
    fit ??= { grade, shared, brandOnly: false, byContext: documents, model: 'yes' }
  }
  return fit
}

/** "Flow RIS Client" for the "RIS Client Builds", in a document on the Flow RIS: nothing of the product's own name is missing. */
const saysAll = ({ names }: Named, { name }: IndexedProduct): boolean =>
  name.alternatives.some(({ tokens }) => {
    const loud = tokens.filter(({ weight }) => weight !== 'noise')
    return (
      loud.length > 1 &&
      names.some(
        (own) => own.guessed === 'no' && loud.every(({ words }) => words.some((one) => says(own, one))),
      )
    )
  })

/** "Translora Nexum panel" for the "Nexum Control Panel" of a document on the Translora: without the words of the title in front it is named exactly. */
const fitsWithoutContext = (
  device: Named,
  { name: product, product: { familyWords } }: IndexedProduct,
  { tokens }: Context,
): boolean =>
  device.names.some((name) => {
    const at = name.tokens.findIndex(({ text, weight }) => weight === 'strong' && isOf(text, product))
    const front = name.tokens.slice(0, Math.max(at, 0))
    if (name.guessed !== 'no' || front.length === 0) return false
    if (!front.every(({ text }) => tokens.some((token) => sameWord(token.text, text)))) return false
    const bare = deviceName(
      name.tokens
        .slice(at)
        .map(({ raw }) => raw)
        .join(' '),
    )
    return fitName(bare, product, device.brands, familyWords)?.grade === 'exact'
  })

const isOf = (text: string, { alternatives }: ProductName): boolean =>
  alternatives.some(({ tokens }) => tokens.some((token) => sameWord(token.text, text)))

/** The words of weight of one of its names, all of which the context says; `null` where it does not. */
function coveredBy(context: Context, device: Named, indexed: IndexedProduct): readonly Token[] | null {
  for (const name of device.names) {
    if (name.guessed !== 'no') continue
    const shortened = context.tokens
      .filter(({ text }) => text.length > 2 && name.initials.has(text))
      .map(({ text }) => text)
    const own = name.loud.filter(
      ({ text, codes }) =>
        !device.brands.has(text) &&
        // letters stand for words, not for a code
        (codes.length > 0 || !shortened.some((word) => word.includes(text.slice(0, 1)))),
    )
    const strong = own.filter(({ weight }) => weight === 'strong')
    if (strong.length + shortened.length === 0) continue
    // codes first: most candidates end here
    const codesSaid = own.every(({ codes }) => codes.length === 0 || saysCode(context, codes))
    if (
      codesSaid &&
      own.every(({ text, codes }) => codes.length > 0 || saysWord(context, text)) &&
      !isOtherNumber(name, indexed)
    )
      return strong
  }
  return null
}

const saysCode = ({ tokens }: Context, own: readonly CodePattern[]): boolean =>
  tokens.some(({ codes }) => codes.some((code) => own.some((one) => fitCode(code, one) === 'same')))

const saysWord = (context: Context, own: string): boolean =>
  context.tokens.some(({ words }) => words.some((word) => sameWord(word, own))) ||
  (own.length > 2 && context.short.has(own))

/** "DDC4400" beside "DDC4002", whatever series the title speaks of: models numbered alike, each of its own. */
function isOtherNumber({ tokens }: DeviceName, { name }: IndexedProduct): boolean {
  const own = tokens.flatMap((token) => token.codes)
  const codes = name.alternatives.flatMap((one) => one.tokens.flatMap((token) => token.codes))
  return (
    codes.every(({ series }) => !series) &&
    codes.some((code) => own.some((one) => areNumberedAlike(code, one)))
  )
}

/** "DDC4400" and "DDC4002"; "750-880" and "750-8202". */
function areNumberedAlike(a: CodePattern, b: CodePattern): boolean {
  if (a.raw === b.raw) return false
  if (isNumbered(a.raw) && isNumbered(b.raw)) return stem(a.raw) === stem(b.raw)
  const [line, model] = a.parts
  const [own, other] = b.parts
  return line === own && [line, model, other].every((part) => part !== undefined && /^\d{3,4}$/.test(part))
}

const isNumbered = (code: string): boolean => /^[a-z]{2,}\d{3,}[a-z]?$/.test(code)
const stem = (code: string): string => /^[a-z]*/.exec(code)![0]

/** "MiniMed 780G" for the 630G: a model of the same line, whatever series a title speaks of. */
const isSister = (device: Named, { name }: IndexedProduct): boolean =>
  device.names.some(({ tokens: own }) =>
    name.alternatives.some(
      ({ tokens }) =>
        tokens.some(({ codes }) => codes.length > 0) &&
        tokens.every(({ codes }) => codes.every(({ series }) => !series)) &&
        tokens.every(
          ({ weight, text, codes }) =>
            weight !== 'strong' ||
            own.some((other) =>
              codes.length > 0
                ? other.codes.length > 0 && isModelNumber(text) && shape(other.text) === shape(text)
                : sameWord(other.text, text),
            ),
        ),
    ),
  )

/** Digits and a letter: bare numbers are of families as often as of models. */
const isModelNumber = (text: string): boolean => /\d{2,}/.test(text) && /[a-z]/.test(text)

const shape = (code: string): string => code.replace(/\d/g, '0').replace(/[a-z]/g, 'a')
