/** Whether a device is the product of a statement: maker, name, models. */

import { fitCode } from '../names/codes.ts'
import { type DeviceName, deviceName } from '../names/device-name.ts'
import { type Fit, fitName, type Grade, isLeftOut } from '../names/fit.ts'
import { kinship } from '../names/makers.ts'
import type { ProductName } from '../names/product-name.ts'
import { sameWord, squeeze, type Token, tokensOf } from '../names/tokens.ts'
import { weightOf } from '../names/words.ts'
import { brandsOfMaker, brandsOfTwo, withFront } from './brands.ts'
import { type Context, contextsOf, namesInFront, titledAs } from './context.ts'
import type { Device } from './device.ts'
import { withMaker } from './front-maker.ts'
import type { IndexedProduct } from './index.ts'
import { orderNumber } from './order-number.ts'
import { isModelNumbered, singlesOf } from './part-version.ts'

export interface ProductFit {
  readonly grade: Grade
  readonly shared: ReadonlySet<string>
  /** Nothing of the product's name is missing in the device's. */
  readonly complete?: boolean
  /** A number of the product's name that the device's name lacks, and maybe its version says. */
  readonly lacks?: string | null
  readonly brandOnly: boolean
  /** Told by the document's title or words around the product, not by its name. */
  readonly byContext?: ReadonlySet<string>
  /** Documents whose title names their subject just as the device is named: it is one of their products, whichever. */
  readonly titled?: ReadonlySet<string>
  /** Whether the device is one of the models the statement is confined to; `yes` without such a list. */
  readonly model: 'yes' | 'no' | 'unknown'
}

export function fitProduct(device: Device, indexed: IndexedProduct): ProductFit | null {
  return fitOfMaker(withMaker(device, indexed), indexed)
}

function fitOfMaker(device: Device, indexed: IndexedProduct): ProductFit | null {
  if (!sameMaker(device, indexed)) return null
  const byName = withTitle(device, indexed, bestName(device, indexed) ?? byContext(device, indexed))
  if (indexed.models.length === 0) return byName && acceptable(device, indexed, byName)
  const byModel = bestModel(device, indexed)
  const number = byName?.grade === 'exact' ? null : orderNumber(device, indexed)
  if (number !== null) return { grade: 'exact', shared: new Set([number]), brandOnly: false, model: 'yes' }
  if (
    byModel?.grade === 'exact' &&
    (byName?.grade === 'exact' ||
      (!hasOwnCode(indexed) && [...byModel.shared].some((word) => tellsModel(word, byName, device, indexed))))
  )
    return acceptable(device, indexed, {
      grade: 'exact',
      // a listed model does not make this product a better one than its sister without a list
      shared: byName?.grade === 'exact' ? byName.shared : byModel.shared,
      brandOnly: false,
      model: 'yes',
    })
  if (!byName) return null
  // numbers a helper lists are mostly not complete for the inventory's way of writing them
  if (indexed.product.models.length === 0) return acceptable(device, indexed, byName)
  if (byName.grade === 'exact' && byModel === null && hasOwnCode(indexed))
    return acceptable(device, indexed, byName)
  const other = byModel === null && hasOtherModel(device, indexed)
  return acceptable(device, indexed, { ...byName, model: other ? 'no' : 'unknown' })
}

/** "FlowLogix 5370", where the title speaks of it and the products are its L1, L2 and L3. */
function withTitle(device: Device, indexed: IndexedProduct, fit: ProductFit | null): ProductFit | null {
  if (fit !== null && fit.grade !== 'broader') return fit
  for (const name of device.names) {
    const titled = titledAs(name, indexed, brandsOfBoth(device, indexed))
    if (titled.size === 0) continue
    if (fit !== null) return { ...fit, titled }
    const shared = new Set(name.loud.map(({ text }) => text))
    return { grade: 'broader', shared, brandOnly: false, byContext: titled, titled, model: 'yes' }
  }
  return fit
}

/** "IGS" alone may be anything, and so may a short number beside another product's name: "Vista IGS 620" is no "Flow 620". */
const tellsModel = (
  word: string,
  byName: ProductFit | null,
  device: Device,
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
const hasOwnCode = ({ name }: IndexedProduct): boolean =>
  name.alternatives.every(({ tokens }) =>
    tokens.some(({ text, codes }) => codes.length > 0 && text.length >= 4 && /[a-z]/.test(text)),
  )

/** Without a maker on both sides only a name that tells much will do. */
function acceptable(device: Device, indexed: IndexedProduct, fit: ProductFit): ProductFit | null {
  if (device.maker !== null && (indexed.maker !== null || namesMaker(device, indexed))) return fit
  // "OpenScape 4000 Assistant" of nobody is no "Medfusion 4000"
  if (device.maker !== null && fit.complete === false) return null
  const telling = [...fit.shared].filter((word) => word.length >= 4 && weightOf(word) === 'strong')
  return fit.grade === 'exact' && telling.length > 0 && saysNothingElse(device, indexed, fit) ? fit : null
}

/** One of its names has no word of weight that the product lacks: "script alert" is no "e-Alert". */
function saysNothingElse(device: Device, indexed: IndexedProduct, { shared }: ProductFit): boolean {
  const brands = indexed.maker === null ? device.brands : brandsOfMaker(indexed.maker)
  return device.names.some(({ tokens }) =>
    tokens.every(
      ({ weight, text, codes }) =>
        weight !== 'strong' ||
        codes.length > 0 ||
        brands.has(text) ||
        [...shared].some((word) => sameWord(word, text)),
    ),
  )
}

function sameMaker(device: Device, indexed: IndexedProduct): boolean {
  if (device.maker === null || indexed.maker === null) return true
  const kin = kinship(device.maker, indexed.maker)
  return kin === 'same' || kin === 'related' || namesMaker(device, indexed) || isCalledAlike(device, indexed)
}

/** "Collab" by "Collab": programs of makers that nobody knows stand in the maker's column by their own name. */
function isCalledAlike({ maker: who }: Device, { product: { name } }: IndexedProduct): boolean {
  return who !== null && who.known.length === 0 && name.length > 4 && squeeze(who.spelled) === squeeze(name)
}

/** The product's name, or the title of what is said of it, begins with the device's maker, or with a brand of it that the title tells. */
function namesMaker({ maker: who }: Device, indexed: IndexedProduct): boolean {
  if (who === null) return false
  const title = (indexed.statements[0]!.advisory.title ?? '').toLowerCase()
  return namesInFront(indexed)
    .map(squeeze)
    .some(
      (first) =>
        first.length >= 4 &&
        (squeeze(who.spelled).startsWith(first) ||
          who.known.some(({ name }) => squeeze(name) === first) ||
          (title.includes(first) &&
            who.known.some(({ aliases }) => aliases.some((one) => squeeze(one) === first)))),
    )
}

/** The document's title or its words around the product say all of the device's name: it is of that family, at least. */
function byContext(device: Device, indexed: IndexedProduct): ProductFit | null {
  if (isSister(device, indexed)) return null
  let fit: ProductFit | null = null
  const documents = new Set<string>()
  for (const [advisory, context] of contextsOf(indexed)) {
    const strong = coveredBy(context, device, indexed)
    if (strong === null) continue
    documents.add(advisory)
    const shared = new Set(strong.map(({ text }) => text))
    fit ??= { grade: 'broader', shared, brandOnly: false, byContext: documents, model: 'yes' }
  }
  return fit
}

/** The words of weight of one of its names, all of which the context says; `null` where it does not. */
function coveredBy(whole: Context, device: Device, indexed: IndexedProduct): readonly Token[] | null {
  const { tokens: context } = whole
  const covers = (token: Token): boolean =>
    token.codes.length > 0
      ? context.some(({ codes }) =>
          codes.some((code) => token.codes.some((own) => fitCode(code, own) === 'same')),
        )
      : context.some(({ words }) => words.some((word) => sameWord(word, token.text))) ||
        (token.text.length > 2 && whole.short.has(token.text))
  for (const name of device.names) {
    if (name.guessed !== 'no' || isOtherNumber(name, indexed)) continue
    const shortened = context
      .filter(({ text }) => text.length > 2 && name.initials.has(text))
      .map(({ text }) => text)
    const own = name.tokens.filter(
      ({ weight, text }) =>
        weight !== 'noise' &&
        !device.brands.has(text) &&
        !shortened.some((word) => word.includes(text.slice(0, 1))),
    )
    const strong = own.filter(({ weight }) => weight === 'strong')
    if (strong.length + shortened.length > 0 && own.every(covers)) return strong
  }
  return null
}

/** "DDC4400" beside "DDC4002", whatever series the title speaks of: models numbered alike, each of its own. */
function isOtherNumber({ tokens }: DeviceName, { name }: IndexedProduct): boolean {
  const own = tokens.filter(({ text, codes }) => codes.length > 0 && isNumbered(text)).map(({ text }) => text)
  const codes = name.alternatives.flatMap((one) => one.tokens.flatMap((token) => token.codes))
  return (
    codes.every(({ series }) => !series) &&
    codes.some(({ text }) => isNumbered(text) && own.some((one) => stem(one) === stem(text) && one !== text))
  )
}

const isNumbered = (code: string): boolean => /^[a-z]{2,}\d{3,}[a-z]?$/.test(code)
const stem = (code: string): string => /^[a-z]*/.exec(code)![0]

/** What was guessed of how a name is written tells a product only where it tells it well. */
function isSound({ guessed, tokens }: DeviceName, { grade, codesSaid, lacks, shared }: Fit): boolean {
  if (guessed === 'no') return true
  if (guessed !== 'release') return grade !== 'broader' && (codesSaid || guessed !== 'cut')
  const isSaid = (text: string): boolean => [...shared].some((word) => sameWord(word, text))
  return (
    grade === 'exact' &&
    lacks === null &&
    tokens.every(({ weight, text }) => weight !== 'strong' || isSaid(text))
  )
}

function bestName(device: Device, indexed: IndexedProduct): ProductFit | null {
  const brands = brandsOfBoth(device, indexed)
  // one way of writing it is enough to be among those that the product's name leaves out
  if (device.names.some((name) => isLeftOut(name, indexed.name, brands))) return null
  let best: ProductFit | null = null
  for (const name of device.names) {
    if (best?.grade === 'exact' && name.guessed !== 'no') break
    const fit = fitName(withoutModels(name, indexed), indexed.name, brands, indexed.product.familyWords)
    if (
      fit &&
      isSound(name, fit) &&
      (!best ||
        RANK[fit.grade] > RANK[best.grade] ||
        (fit.grade === best.grade && fit.shared.size > best.shared.size))
    )
      best = {
        grade: fit.grade,
        shared: fit.shared,
        complete: fit.complete,
        lacks: fit.lacks,
        brandOnly: fit.brandOnly,
        model: 'yes',
      }
  }
  return best
}

const numberings = new WeakMap<IndexedProduct, ReadonlySet<string>>()

/** Single values of the version fields that are numbers of models. */
function modelsOfVersions(indexed: IndexedProduct): ReadonlySet<string> {
  let known = numberings.get(indexed)
  if (!known) {
    known = new Set(
      indexed.statements
        .slice(0, MAX_STATEMENTS)
        .flatMap(({ constraint }) => singlesOf(constraint))
        .filter(isModelNumbered)
        .map(squeeze),
    )
    numberings.set(indexed, known)
  }
  return known
}

const MAX_STATEMENTS = 100

/** "Vista 24950" for the "Vista Monitor" of which 24950 and 24952 are meant: the number is told by the versions, not by the name. */
function withoutModels(name: DeviceName, indexed: IndexedProduct): DeviceName {
  if (name.codes.length === 0) return name
  const models = modelsOfVersions(indexed)
  if (models.size === 0) return name
  const model = name.tokens.find(({ text, codes }) => codes.length > 0 && models.has(text))
  return model === undefined || name.tokens.length < 2
    ? name
    : deviceName(name.text.replace(model.raw, ' '), [], name.guessed)
}

/**
 * A maker may be spelled in two ways ("ABL WebKontrol" of "Automated Building Logic Corporation (ABL)"), or be the house to which
 * the device's own went over ("Baxter Connex Portal", of Hillrom).
 */
function brandsOfBoth({ maker: who, brands }: Device, indexed: IndexedProduct): ReadonlySet<string> {
  if (indexed.maker === null) return brands
  if (who === null) return withFront(brandsOfMaker(indexed.maker), indexed.product.name)
  const both = who.spelled === indexed.maker.spelled ? brands : brandsOfTwo(who, indexed.maker)
  return withFront(both, indexed.product.name)
}

const RANK: Record<Grade, number> = { exact: 2, variant: 1, broader: 0 }

/** One of the models by code or by name; some inventories keep the model in the version column. */
function bestModel(
  device: Device,
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

function byNumber({ profile }: Device, model: string): { grade: Grade; shared: ReadonlySet<string> } | null {
  const number = profile.modelNumber?.trim().toLowerCase()
  return number && number === model.trim().toLowerCase()
    ? { grade: 'exact', shared: new Set([number]) }
    : null
}

/** The device names a model of its own, written like those listed, that is none of them. */
function hasOtherModel(device: Device, indexed: IndexedProduct): boolean {
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
  const own = [...device.names.flatMap(({ tokens }) => tokens), ...tokensOf(device.profile.modelNumber ?? '')]
  return own.some(({ text, codes }) => codes.length > 0 && !ofName.has(text) && shapes.has(loosely(text)))
}

/** "MiniMed 780G" for the 630G: a model of the same line, whatever series a title speaks of. */
const isSister = (device: Device, { name }: IndexedProduct): boolean =>
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

/** Models of one list are numbered in three digits and in four. */
const loosely = (code: string): string => code.replace(/\d+/g, '0').replace(/[a-z]/g, 'a')
