/**
 * Does a device's name name a product of a statement? Words in common are not enough: every strong word and one of
 * the codes of the product must be in the device's name, or the device's name must be a shorter form of the product's.
 */

import { opensWithShortName } from './brackets.ts'
import type { DeviceName } from './device-name.ts'
import type { Grade } from './evidence.ts'
import { isMember, isShortened } from './find-token.ts'
import { gradeOf, gradeOfKinds } from './grade.ts'
import { type Held, hold, isAnother, sharedTokens } from './held.ts'
import { initialsOf } from './initials.ts'
import { type Alternative, type ProductName, wordsOf } from './product-name.ts'
import { isOfOtherSeries } from './series-letters.ts'
import { withoutBrands } from './telling.ts'
import { isKind, isQuantity, isRelease, isReleaseNumber, isStrong } from './token-kinds.ts'
import { sameWord, type Token } from './tokens.ts'
import { unexplained } from './unexplained.ts'

export type { Grade } from './evidence.ts'

export interface Fit {
  readonly grade: Grade
  /** Words and codes of the product found in the device's name; of two products the one with more is meant. */
  readonly shared: ReadonlySet<string>
  /** Nothing of the product's name is missing. */
  readonly complete: boolean
  /** The only thing of weight that is missing, where it is a number of one or two digits or a release: "11" of "Sentinel 11", "v16". */
  readonly lacks: string | null
  /** Words and codes of the device's that the product's name does not account for. */
  readonly unsaid: readonly string[]
  /** The product's name accounts for every code of the device's. */
  readonly codesSaid: boolean
  /** The product is told by a name of its maker alone: any other that fits is meant more exactly. */
  readonly brandOnly: boolean
  /** The alternative that fits, for what it says besides. */
  readonly alternative: Alternative
}

const NONE: ReadonlySet<string> = new Set()

/** "Venue, not including Venue 40": the device is one of those left out. */
export const isLeftOut = (
  device: DeviceName,
  product: ProductName,
  brands: ReadonlySet<string> = NONE,
): boolean =>
  product.without.some(
    (left) =>
      fitAlternative(device, isListed(product, left) ? left : withoutRelease(left), brands)?.grade ===
      'exact',
  )

/** `brands`: names of the maker, which tell its products not apart; `familyWords`: words that this product's sisters share with it. */
export function fitName(
  device: DeviceName,
  product: ProductName,
  brands: ReadonlySet<string> = NONE,
  familyWords: readonly string[] = [],
): Fit | null {
  if (isLeftOut(device, product, brands) || isOfOtherSeries(device.text, product.text)) return null
  let best: Fit | null = null
  for (const one of product.alternatives) {
    const fit = fitAlternative(device, one, brands, familyWords)
    if (fit && (!best || better(fit, best))) best = fit
  }
  return best
}

/** "Venue 40 R1-3" leaves out the Venue 40; which releases is told by versions. */
function withoutRelease(left: Alternative): Alternative {
  const tokens = left.tokens.filter(({ text }) => !/^r\d+$/.test(text))
  return { ...left, tokens, words: wordsOf(tokens, left.notes) }
}

/** "SB-200 and SB-400, except SB-400 R2": the code itself is among those meant, so the release tells what is left out. */
export const isListed = ({ alternatives }: ProductName, { tokens }: Alternative): boolean => {
  const codes = tokens.flatMap((token) => token.codes)
  const meant = alternatives.flatMap((one) => one.tokens.flatMap((token) => token.codes))
  return codes.some(
    ({ raw }) => raw.length >= 3 && !/^r\d+$/.test(raw) && meant.some((code) => code.raw === raw),
  )
}

const RANKS: Record<Grade, number> = { exact: 2, variant: 1, broader: 0 }
const better = (a: Fit, b: Fit): boolean =>
  RANKS[a.grade] !== RANKS[b.grade] ? RANKS[a.grade] > RANKS[b.grade] : a.shared.size > b.shared.size

function fitAlternative(
  device: DeviceName,
  product: Alternative,
  brands: ReadonlySet<string>,
  familyWords: readonly string[] = [],
): Fit | null {
  if (product.list) return fitList(device, product)
  if (isAnother(device, product)) return null
  const held = hold(device, product, brands)
  // most candidates end here: nothing telling is shared
  if (!held.strong && !held.bracketed && held.missing.length > 0) return fitByKinds(held)
  return fitByName(held, familyWords)
}

/** Nothing telling is shared, but words of kind are. */
function fitByKinds(held: Held): Fit | null {
  const { device, product, brands, needed, found, brandsOnly } = held
  const grade = gradeOfKinds(needed, found, saysLine(device, product, brands))
  if (grade === null || unexplained(device, product, brands).length > 0) return null
  return {
    grade,
    shared: sharedTokens(held),
    complete: false,
    lacks: null,
    unsaid: [],
    codesSaid: true,
    brandOnly: brandsOnly,
    alternative: product,
  }
}

function fitByName(held: Held, familyWords: readonly string[]): Fit | null {
  const { device, product, brands, needed, brandsOnly } = held
  const left = unexplained(device, product, brands)
  // a family has members with numbers of their own
  const isOfMembers = product.family && needed.every(({ codes }) => codes.length === 0)
  const extra = isOfMembers ? left.filter((own) => !isMemberNumber(own, needed)) : left
  // the maker's own name may be left out where nothing else speaks against it
  const missing =
    brandsOnly && extra.every(isReleaseNumber) ? withoutBrands(held.missing, brands) : held.missing
  const grade =
    gradeOfHeld(held, missing, extra, familyWords) ?? (opensWithShortName(device, product) ? 'broader' : null)
  return (
    grade && {
      grade,
      shared: sharedTokens(held),
      complete: missing.length === 0,
      lacks: numberLacked(missing, extra),
      unsaid: left.map(({ text }) => text),
      codesSaid: left.every((one) => one.codes.length === 0 || isRelease(one)),
      brandOnly: brandsOnly,
      alternative: product,
    }
  )
}

function gradeOfHeld(
  held: Held,
  missing: readonly Token[],
  extra: readonly Token[],
  familyWords: readonly string[],
): Grade | null {
  if (held.bracketed) return 'exact'
  // "Viewer Pro 14" of the "Acme Viewer Pro": a release, or a sister
  if (missing.length < held.missing.length && extra.length > 0) return 'broader'
  const named = held.needed.filter(isStrong)
  return gradeOf(held.device, {
    ...held,
    missing,
    extra,
    familyWords,
    quantityOnly: named.length > 0 && named.every(isQuantity),
    shortened: missing.length === 0 && isSaidInShort(held, named, extra),
  })
}

/** All that tells the product is said by letters that its words could be shortened to. */
const isSaidInShort = (
  { device, product }: Held,
  named: readonly Token[],
  extra: readonly Token[],
): boolean =>
  (named.length > 0 && extra.some(isStrong) && named.every((token) => isShortened(device, token, product))) ||
  isThreeLetters(device, product)

function isMemberNumber({ text, codes }: Token, needed: readonly Token[]): boolean {
  const first = codes[0]?.parts[0] ?? ''
  return (
    /^(?:[a-z]{2})?\d{1,4}[a-z]?$/.test(text) ||
    // "OCTO 8M-6PoE"
    /^\d{1,2}[a-z]{1,3}$/.test(first) ||
    needed.some((token) => isMember(text, token.text) || isMember(first, token.text))
  )
}

/** The only thing of weight that is missing, where it is a number that a version may say. */
function numberLacked(missing: readonly Token[], extra: readonly Token[]): string | null {
  const [lacking, ...others] = missing.filter(isStrong)
  return lacking !== undefined &&
    others.length === 0 &&
    extra.every(isKind) &&
    /^(?:\d{1,2}|\d{4}|v\d{1,4})$/.test(lacking.text)
    ? lacking.text
    : null
}

/** "TLC" for the "Therapy Link Client": letters of other words than of kind, which the document itself does not use, may stand for something else. */
function isThreeLetters({ loud }: DeviceName, { tokens, own, short }: Alternative): boolean {
  const [only, ...others] = loud.filter(({ codes }) => codes.length === 0)
  if (only === undefined || others.length > 0 || only.text.length !== 3 || !short.has(only.text)) return false
  if (own.some(({ text }) => text === only.text)) return false
  if (tokens.some(({ codes, words }) => codes.length > 0 || words.some((word) => sameWord(word, only.text))))
    return false
  return initialsOf(tokens.filter(({ weight }) => weight === 'kind')) !== only.text
}

/** "Alaris" of "Alaris 8015 PC unit": the product's name begins with a line of its maker, which the device says too. */
const saysLine = (device: DeviceName, { tokens }: Alternative, brands: ReadonlySet<string>): boolean =>
  tokens[0] !== undefined && brands.has(tokens[0].text) && device.tokens[0]?.text === tokens[0].text

/** "RSP RSPE MSP": families; a device is of one when its code is the family and a number. */
function fitList(device: DeviceName, product: Alternative): Fit | null {
  const family = product.tokens.find(({ text }) =>
    device.tokens.some((own) => own.text === text || new RegExp(`^${text}\\d`).test(own.text)),
  )
  return family
    ? {
        grade: 'exact',
        shared: new Set([family.text]),
        complete: true,
        lacks: null,
        unsaid: [],
        codesSaid: true,
        brandOnly: false,
        alternative: product,
      }
    : null
}
