/**
 * Does a device's name name a product of a statement? Words in common are not enough: every strong word and one of
 * the codes of the product must be in the device's name, or the device's name must be a shorter form of the product's.
 */

import {
  hasOtherPart,
  isBracketed,
  isOtherMember,
  opensWithShortName,
  saysOwnCode,
  saysShortForm,
} from './brackets.ts'
import { type DeviceName, says } from './device-name.ts'
import { findCode, findToken, isMember, isShortened, leadsCode } from './find-token.ts'
import { type Found, type Grade, gradeOf, gradeOfKinds } from './grade.ts'
import { initialsOf } from './initials.ts'
import { type Alternative, type ProductName, wordsOf } from './product-name.ts'
import { telling, withoutBrands } from './telling.ts'
import { isQuantity, isRelease, isReleaseNumber } from './token-kinds.ts'
import { sameWord, type Token } from './tokens.ts'
import { unexplained } from './unexplained.ts'

export type { Grade } from './grade.ts'

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
  if (isLeftOut(device, product, brands)) return null
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
  if (
    product.aside !== null &&
    device.absent.some(({ text }) => product.notes.some((note) => sameWord(note.text, text)))
  )
    return null
  if (hasOtherPart(device.codes, product)) return null
  if (product.family && isOtherMember(device, product)) return null
  if (saysAnotherWord(device, product)) return null
  const { needed, brandsOnly } = telling(product.tokens, brands)
  const found = needed.map((token, i) =>
    leadsCode(device, token, product)
      ? 'same'
      : findToken(device, token, product, needed[i - 1], needed[i + 1]),
  )
  // "MP Series (including MX700)": the model in brackets is of it, whatever the series is called
  const isMemberOf = device.codes.some(
    ({ raw }) =>
      /^[a-z]{1,4}\d/.test(raw) &&
      product.notes.some((note) => note.codes.some((code) => !code.series && code.raw === raw)),
  )
  const allMissing = needed.filter(
    ({ text, codes }, i) =>
      found[i] === 'missing' &&
      !(isMemberOf && (codes.some(({ series }) => series) || (product.family && text.length === 1))),
  )
  const strong =
    needed.some((token, i) => found[i] !== 'missing' && (brandsOnly || token.weight === 'strong')) ||
    (!found.includes('missing') && saysShortForm(device, product))
  const bracketed = isBracketed(device, product) || saysOwnCode(device, product)
  // most candidates end here: nothing telling is shared
  if (!strong && !bracketed && allMissing.length > 0) {
    const grade = gradeOfKinds(needed, found, saysLine(device, product, brands))
    if (grade === null || unexplained(device, product, brands).length > 0) return null
    const shared = sharedTokens(device, product, needed, found)
    return {
      grade,
      shared,
      complete: false,
      lacks: null,
      unsaid: [],
      codesSaid: true,
      brandOnly: brandsOnly,
      alternative: product,
    }
  }
  const unexplainedTokens = unexplained(device, product, brands)
  // a family has members with numbers of their own
  const extra =
    product.family && needed.every(({ codes }) => codes.length === 0)
      ? unexplainedTokens.filter(
          ({ text, codes }) =>
            !/^(?:[a-z]{2})?\d{1,4}[a-z]?$/.test(text) &&
            // "OCTO 8M-6PoE"
            !/^\d{1,2}[a-z]{1,3}$/.test(codes[0]?.parts[0] ?? '') &&
            !needed.some(
              (token) => isMember(text, token.text) || isMember(codes[0]?.parts[0] ?? '', token.text),
            ),
        )
      : unexplainedTokens
  const shared = sharedTokens(device, product, needed, found)
  // the maker's own name may be left out where nothing else speaks against it
  const missing = brandsOnly && extra.every(isReleaseNumber) ? withoutBrands(allMissing, brands) : allMissing
  const named = needed.filter(({ weight }) => weight === 'strong')
  const quantityOnly = named.length > 0 && named.every(isQuantity)
  const graded: Grade | null = bracketed
    ? 'exact'
    : // "Viewer Pro 14" of the "Acme Viewer Pro": a release, or a sister
      missing.length < allMissing.length && extra.length > 0
      ? 'broader'
      : gradeOf(device, {
          needed,
          found,
          missing,
          extra,
          strong,
          brandsOnly,
          quantityOnly,
          familyWords,
          shortened:
            missing.length === 0 &&
            ((named.length > 0 &&
              extra.some(({ weight }) => weight === 'strong') &&
              named.every((token) => isShortened(device, token, product))) ||
              isThreeLetters(device, product)),
        })
  const grade = graded ?? (opensWithShortName(device, product) ? 'broader' : null)
  const complete = missing.length === 0
  const [lacking, ...others] = missing.filter(({ weight }) => weight === 'strong')
  const lacks =
    lacking &&
    others.length === 0 &&
    extra.every(({ weight }) => weight === 'kind') &&
    /^(?:\d{1,2}|\d{4}|v\d{1,4})$/.test(lacking.text)
      ? lacking.text
      : null
  const codesSaid = unexplainedTokens.every((one) => one.codes.length === 0 || isRelease(one))
  const unsaid = unexplainedTokens.map(({ text }) => text)
  return (
    grade && {
      grade,
      shared,
      complete,
      lacks,
      unsaid,
      codesSaid,
      brandOnly: brandsOnly,
      alternative: product,
    }
  )
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

/** "AMX Machinery Manager" is no "AMX Device Manager": between the same words each has one of its own, if only a word of noise. */
function saysAnotherWord({ tokens: own }: DeviceName, { tokens }: Alternative): boolean {
  return tokens.some(({ weight, text }, i) => {
    const [before, after] = [tokens[i - 1], tokens[i + 1]]
    if (text.length < 4 || !before || !after) return false
    // "Flow Machine Expert" beside "Flow Process Expert"
    const isKind = weight === 'kind' && before.weight === 'strong' && after.weight === 'strong'
    if (weight !== 'noise' && !isKind) return false
    const at = own.findIndex(
      (token, k) => k > 0 && token.text === after.text && (isKind || own[k - 1]!.weight === 'strong'),
    )
    const word = own[at - 1]
    return (
      word !== undefined &&
      own[at - 2]?.text === before.text &&
      word.codes.length === 0 &&
      word.text !== before.text &&
      tokens.every((token) => token.text !== word.text)
    )
  })
}

function sharedTokens(
  device: DeviceName,
  product: Alternative,
  needed: readonly Token[],
  found: readonly Found[],
): ReadonlySet<string> {
  const shared = new Set<string>()
  needed.forEach((token, i) => {
    if (found[i] !== 'missing') shared.add(token.text)
  })
  for (const note of product.notes)
    if (note.codes.length > 0 ? findCode(device, note.codes) === 'same' : says(device, note.text))
      shared.add(note.text)
  return shared
}

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
