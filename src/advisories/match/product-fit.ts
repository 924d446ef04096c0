/** Whether a device is the product of a statement: maker, name, models. */

import { type DeviceName, deviceName } from '../names/device-name.ts'
import { type Fit, fitName, type Grade, isLeftOut } from '../names/fit.ts'
import { isBuiltWithout } from '../names/held.ts'
import { kinship } from '../names/makers.ts'
import { sameWord, squeeze } from '../names/tokens.ts'
import { weightOf } from '../names/words.ts'
import { brandsOfMaker, brandsOfTwo, withFront } from './brands.ts'
import { calledByMaker } from './called-by-maker.ts'
import { namesInFront, titledAs } from './context.ts'
import { byContext } from './context-fit.ts'
import type { Named } from './device.ts'
import { withMaker } from './front-maker.ts'
import type { IndexedProduct } from './index.ts'
import { leftOut, type Releases } from './left-out.ts'
import { bestModel, bySeries, hasOtherModel, hasOwnCode, isAnotherModel, tellsModel } from './model-fit.ts'
import { ofSystem } from './of-system.ts'
import { orderNumber } from './order-number.ts'
import { isModelNumbered, singlesOf } from './part-version.ts'

export interface ProductFit {
  readonly grade: Grade
  readonly shared: ReadonlySet<string>
  /** Nothing of the product's name is missing in the device's. */
  readonly complete?: boolean
  /** A number of the product's name that the device's name lacks, and maybe its version says. */
  readonly lacks?: string | null
  /** Others of the document are named by a release, which the device's name need not say. */
  readonly besideReleases?: true
  readonly brandOnly: boolean
  /** Only where the device's name is written otherwise than it is. */
  readonly guessed?: boolean
  /** Only where a letter of a word in the device's name is wrong. */
  readonly misspelt?: true
  /** Told by the document's title or words around the product, not by its name. */
  readonly byContext?: ReadonlySet<string>
  /** Documents whose title names their subject just as the device is named: it is one of their products, whichever. */
  readonly titled?: ReadonlySet<string>
  /** Releases of the device that the product's name leaves out. */
  readonly exceptIn?: Releases
  /** Whether the device is one of the models the statement is confined to; `yes` without such a list. */
  readonly model: 'yes' | 'no' | 'unknown'
}

export function fitProduct(device: Named, indexed: IndexedProduct): ProductFit | null {
  return fitOfMaker(withMaker(device, indexed), indexed)
}

function fitOfMaker(device: Named, indexed: IndexedProduct): ProductFit | null {
  if (!sameMaker(device, indexed) || isAnotherModel(device, indexed)) return null
  if (device.names.some((name) => isBuiltWithout(name, indexed.name))) return null
  const byName = withTitle(
    device,
    indexed,
    bestName(device, indexed) ??
      byContext(device, indexed) ??
      ofSystem(device, indexed) ??
      calledByMaker(device, indexed, brandsOfBoth(device, indexed)),
  )
  if (indexed.models.length === 0) return byName && acceptable(device, indexed, byName)
  const series = bySeries(device, indexed)
  if (series !== null) return byName && acceptable(device, indexed, { ...byName, model: series })
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
function withTitle(device: Named, indexed: IndexedProduct, fit: ProductFit | null): ProductFit | null {
  if (fit !== null && fit.grade !== 'broader') return fit
  for (const name of device.names) {
    const titled = titledAs(name, indexed, brandsOfBoth(device, indexed), fit?.brandOnly === true)
    if (titled.size === 0) continue
    if (fit !== null) return { ...fit, titled }
    const shared = new Set(name.loud.map(({ text }) => text))
    return { grade: 'broader', shared, brandOnly: false, byContext: titled, titled, model: 'yes' }
  }
  return fit
}

/** Without a maker on both sides only a name that tells much will do. */
function acceptable(device: Named, indexed: IndexedProduct, fit: ProductFit): ProductFit | null {
  if (device.maker !== null && (indexed.maker !== null || namesMaker(device, indexed))) return fit
  // "OpenScape 4000 Assistant" of nobody is no "Medfusion 4000"
  if (device.maker !== null && fit.complete === false) return null
  const telling = [...fit.shared].filter((word) => word.length >= 4 && weightOf(word) === 'strong')
  const isTold = telling.length > 0 || isSameText(device, indexed.product.name)
  return fit.grade === 'exact' && isTold && saysNothingElse(device, indexed, fit) ? fit : null
}

/** "rx/TCP-IP" and "rx-TCP-IP": nothing in it tells much, but all of it together. */
function isSameText({ names }: Named, product: string): boolean {
  const whole = squeeze(product)
  return whole.length > 6 && names.some(({ text }) => squeeze(text) === whole)
}

/** One of its names has no word of weight that the product lacks: "script alert" is no "e-Alert". */
function saysNothingElse(device: Named, indexed: IndexedProduct, { shared }: ProductFit): boolean {
  const brands = indexed.maker === null ? device.brands : brandsOfMaker(indexed.maker)
  return device.names.some(({ tokens }) =>
    tokens.every(
      ({ weight, text, codes }) =>
        weight !== 'strong' ||
        brands.has(text) ||
        // "Archer C50" is no "Archer Platform", which names no code
        [...shared].some((word) => sameWord(word, text) || (codes.length > 0 && /\d/.test(word))),
    ),
  )
}

function sameMaker(device: Named, indexed: IndexedProduct): boolean {
  if (device.maker === null || indexed.maker === null) return true
  const kin = kinship(device.maker, indexed.maker)
  return kin === 'same' || kin === 'related' || namesMaker(device, indexed) || isCalledAlike(device, indexed)
}

/** "Collab" by "Collab": programs of makers that nobody knows stand in the maker's column by their own name. */
function isCalledAlike({ maker: who }: Named, { product: { name } }: IndexedProduct): boolean {
  return who !== null && who.known.length === 0 && name.length > 4 && squeeze(who.spelled) === squeeze(name)
}

/** The product's name, or the title of what is said of it, begins with the device's maker, or with a brand of it that the title tells. */
function namesMaker({ maker: who }: Named, indexed: IndexedProduct): boolean {
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

/** What was guessed of how a name is written tells a product only where it tells it well. `written`: the name as it is. */
function isSound({ guessed, tokens }: DeviceName, fit: Fit, written: DeviceName): boolean {
  const { grade, codesSaid, lacks, shared } = fit
  if (guessed === 'no') return true
  if (guessed !== 'release')
    return grade !== 'broader' && (codesSaid || guessed !== 'cut') && !isContradicted(tokens, fit, written)
  const isSaid = (text: string): boolean => [...shared].some((word) => sameWord(word, text))
  return (
    grade === 'exact' &&
    lacks === null &&
    tokens.every(({ weight, text }) => weight !== 'strong' || isSaid(text))
  )
}

/**
 * What was cut apart or put together, and stands otherwise in the product: "C 950" for the C950 is no X950, of which the C is left over,
 * "H110M WW" no H110M-A, and "SR650-V3" no "SR650 V2".
 */
function isContradicted(
  tokens: DeviceName['tokens'],
  { alternative, unsaid, shared }: Fit,
  written: DeviceName,
): boolean {
  const codes = alternative.tokens.flatMap((token) => token.codes).filter(({ series }) => !series)
  const made = tokens.filter(({ text }) => !written.texts.has(text))
  const opens = (one: string, other: string): boolean => other.length > one.length && other.startsWith(one)
  const lacked = alternative.tokens.findLastIndex(
    ({ text, weight }) => weight === 'strong' && !shared.has(text),
  )
  const before = alternative.tokens.slice(0, Math.max(0, lacked)).flatMap((token) => token.codes)
  if (made.some(({ text }) => before.some(({ raw, series }) => !series && opens(raw, text)))) return true
  const left = made.filter(({ text }) => unsaid.includes(text))
  if (left.length === 0) return false
  // "Trace SC360" is no "Trace SC", while longer numbers may order what the letters name
  if (left.some(({ text }) => /^\d{1,3}$/.test(text))) return true
  const last = tokens.findLastIndex(({ text }) => !unsaid.includes(text))
  const isFrontLeft = tokens.slice(0, last).some((one) => unsaid.includes(one.text) && made.includes(one))
  return (
    (isFrontLeft && codes.some(({ raw }) => /^[a-z]+\d/.test(raw))) ||
    made.some(({ text }) => /\d/.test(text) && codes.some(({ raw }) => opens(text, raw)))
  )
}

function bestName(device: Named, indexed: IndexedProduct): ProductFit | null {
  const brands = brandsOfBoth(device, indexed)
  // one way of writing it is enough to be among those that the product's name leaves out
  const { name: product, releases } = leftOut(device.names, indexed.name, brands)
  if (device.names.some((name) => isLeftOut(name, product, brands))) return null
  let best: ProductFit | null = null
  for (const name of device.names) {
    if (best?.grade === 'exact' && name.guessed !== 'no') break
    const fit = fitName(withoutModels(name, indexed), product, brands, indexed.product.familyWords)
    if (
      fit &&
      isSound(name, fit, device.names[0]!) &&
      (!best ||
        RANK[fit.grade] > RANK[best.grade] ||
        (fit.grade === best.grade && fit.shared.size > best.shared.size))
    )
      best = {
        grade: isOtherForm(fit, indexed) ? 'broader' : fit.grade,
        shared: fit.shared,
        complete: fit.complete,
        lacks: fit.lacks,
        brandOnly: fit.brandOnly,
        guessed: name.guessed !== 'no' && name.guessed !== 'kind',
        model: 'yes',
        ...(releases === null ? {} : { exceptIn: releases }),
      }
  }
  return best
}

/** "Vista Ultra LT" of the "Vista Ultra", where the document tells that from the "Vista Ultra SE": a sister of which nothing is said, maybe. */
const isOtherForm = ({ unsaid }: Fit, { product: { forms } }: IndexedProduct): boolean =>
  forms.length > 0 &&
  unsaid.some((own) => weightOf(own) === 'strong' && forms.some((form) => shapeOf(form) === shapeOf(own)))

/** Of what tells forms: letters alone, or the letter before a digit. */
const shapeOf = (form: string): string | undefined =>
  /^[a-z]{2,3}$/i.test(form) ? 'letters' : (/^([a-z])\d$/i.exec(form)?.[1]?.toLowerCase() ?? form)

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
function brandsOfBoth({ maker: who, brands }: Named, indexed: IndexedProduct): ReadonlySet<string> {
  if (indexed.maker === null) return brands
  if (who === null) return withFront(brandsOfMaker(indexed.maker), indexed.product.name)
  const both = who.spelled === indexed.maker.spelled ? brands : brandsOfTwo(who, indexed.maker)
  return withFront(both, indexed.product.name)
}

const RANK: Record<Grade, number> = { exact: 2, variant: 1, broader: 0 }
