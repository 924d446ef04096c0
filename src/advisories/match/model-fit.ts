/** Whether a device is one of the models that a statement is confined to. */
import { type CodePattern, fitCode } from '../names/codes.ts'
import type { DeviceName } from '../names/device-name.ts'
import { fitName, type Grade } from '../names/fit.ts'
import type { ProductName } from '../names/product-name.ts'
import { seriesLetters } from '../names/series-letters.ts'
import { isRelease } from '../names/token-kinds.ts'
import { sameWord, squeeze, type Token, tokensOf } from '../names/tokens.ts'
import type { Named } from './device.ts'
import type { IndexedProduct } from './index.ts'
import type { ProductFit } from './product-fit.ts'

/** One of the models by code or by name; some inventories keep the model in the version column. */
export function bestModel(
  device: Named,
  { models }: IndexedProduct,
): { grade: Grade; shared: ReadonlySet<string> } | null {
  const stated = device.versionAsModel
  let best: { grade: Grade; shared: ReadonlySet<string> } | null = null
  for (const model of models) {
    if (stated && stated.toLowerCase() === model.text.toLowerCase())
      return { grade: 'exact', shared: new Set([model.text.toLowerCase()]) }
    for (const name of device.names) {
      // "CR-IR357" for "CR-IR 357"
      const code = squeeze(model.text)
      if (code.length >= 5 && /\d/.test(code) && name.codes.some(({ raw }) => raw === code))
        return { grade: 'exact', shared: new Set([code]) }
      const byName = fitName(name, model, device.brands)
      // "7ZK7543 9MX00" is not the 7ZK7543-6WX00, which shares its first half
      const isWhole = byName === null || name.guessed === 'no' || byName.codesSaid
      const fit = isWhole ? (byName ?? byNumber(device, model.text)) : null
      if (fit?.grade === 'exact') return fit
      if (fit) best = fit
    }
  }
  return best
}

/** Where only series of the product are meant, "Series A": whether the device is of one; `null` where other models are. */
export function bySeries(
  device: Named,
  { product: { models, modelNumbers } }: IndexedProduct,
): ProductFit['model'] | null {
  if (models.length === 0 || modelNumbers.length > 0) return null
  const letters = models.map(seriesLetters)
  if (letters.some(({ size }) => size === 0)) return null
  const stated = device.versionAsModel?.trim() ?? ''
  const said = /^[A-Z]$/i.test(stated) ? `series ${stated}` : stated
  const own = [...device.names.map(({ text }) => text), said].flatMap((text) => [...seriesLetters(text)])
  if (own.length === 0) return 'unknown'
  return own.some((letter) => letters.some((meant) => meant.has(letter))) ? 'yes' : 'no'
}

function byNumber(
  { modelNumber }: Named,
  model: string,
): { grade: Grade; shared: ReadonlySet<string> } | null {
  const number = modelNumber?.trim().toLowerCase()
  return number && number === model.trim().toLowerCase()
    ? { grade: 'exact', shared: new Set([number]) }
    : null
}

/** The device names a model of its own, written like those listed, that is none of them. */
export function hasOtherModel(device: Named, indexed: IndexedProduct): boolean {
  const shapes = new Set(
    indexed.models.flatMap(({ text }) =>
      tokensOf(text)
        .filter(({ codes }) => codes.length > 0)
        .map(({ text: code }) => loosely(code)),
    ),
  )
  const ofName = new Set(
    indexed.name.alternatives.flatMap(({ tokens, notes }) => [...tokens, ...notes].map(({ text }) => text)),
  )
  const own = [...device.names.flatMap(({ tokens }) => tokens), ...tokensOf(device.modelNumber ?? '')]
  // "R12" is a release beside models A10 and B20
  const numberedSo = indexed.models.some(({ text }) => tokensOf(text).some(isRelease))
  return own.some(
    (token) =>
      token.codes.length > 0 &&
      !ofName.has(token.text) &&
      shapes.has(loosely(token.text)) &&
      (numberedSo || !isRelease(token)),
  )
}

/** "Monitor, model 24950" where the device's own number is 25000: written alike, and another. */
export function isAnotherModel({ modelNumber, names }: Named, { name }: IndexedProduct): boolean {
  if (modelNumber === null || !/\d/.test(modelNumber)) return false
  const own = tokensOf(modelNumber).flatMap(({ codes }) => codes)
  return (
    name.alternatives.length > 0 &&
    name.alternatives.every(({ tokens, notes }) => {
      const told = [...toldAsModels(tokens), ...toldAsModels(notes)]
      return (
        told.length > 0 &&
        told.every(
          (code) =>
            own.some(({ raw }) => shape(raw) === shape(code.raw)) &&
            own.every((one) => fitCode(code, one) === 'other') &&
            // the number is of an order, maybe, where its name says the model
            !names.some(({ codes }) => codes.some((one) => fitCode(code, one) === 'same')),
        )
      )
    })
  )
}

const shape = (code: string): string => code.replace(/\d/g, '0').replace(/[a-z]/g, 'a')

/** Codes behind the word "model". */
const toldAsModels = (tokens: readonly Token[]): readonly CodePattern[] =>
  tokens.flatMap(({ codes }, i) =>
    tokens.slice(Math.max(0, i - 2), i).some(({ raw }) => /^models?$/i.test(raw)) ? codes : [],
  )

/** Models of one list are numbered in three digits and in four, and some have a letter behind them. */
const loosely = (code: string): string =>
  code
    .replace(/(?<=\d{3})[a-z]$/, '')
    .replace(/\d+/g, '0')
    .replace(/[a-z]/g, 'a')

/** "IGS" alone may be anything, and so may a short number beside another product's name: "Vista IGS 620" is no "Flow 620". */
export const tellsModel = (
  word: string,
  byName: ProductFit | null,
  device: Named,
  { name }: IndexedProduct,
): boolean =>
  /^\d{1,4}$/.test(word)
    ? byName !== null || !device.names.some((own) => hasNameOfItsOwn(own, device.brands, name))
    : word.length > 3 || /\d/.test(word)

/** A strong word that the product's name does not say. */
const hasNameOfItsOwn = (
  { tokens }: DeviceName,
  brands: ReadonlySet<string>,
  { alternatives }: ProductName,
): boolean =>
  tokens.some(
    ({ text, weight, codes }) =>
      weight === 'strong' &&
      codes.length === 0 &&
      text.length > 2 &&
      !/^\d/.test(text) &&
      !brands.has(text) &&
      !alternatives.some((one) => one.tokens.some((token) => sameWord(token.text, text))),
  )

/** "MMT-503 Remote Controller" for the pump MMT-508: the product is a model itself, those listed are what it goes with. */
export const hasOwnCode = ({ name }: IndexedProduct): boolean =>
  name.alternatives.every(({ tokens }) =>
    tokens.some(({ text, codes }) => codes.length > 0 && text.length >= 4 && /[a-z]/.test(text)),
  )
