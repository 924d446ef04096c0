/**
 * Does a device's name name a product of a statement? Words in common are not enough: every strong word and one of
 * the codes of the product must be in the device's name, or the device's name must be a shorter form of the product's.
 */
import { type CodeFit, type CodePattern, fitCode } from './codes.ts'
import { type DeviceName, says } from './device-name.ts'
import { type Found, type Grade, gradeOf, gradeOfKinds, isQuantity } from './grade.ts'
import type { Alternative, ProductName } from './product-name.ts'

import { telling, withoutBrands } from './telling.ts'
import { sameWord, type Token } from './tokens.ts'

export type { Grade } from './grade.ts'

export interface Fit {
  readonly grade: Grade
  /** Words and codes of the product found in the device's name; of two products the one with more is meant. */
  readonly shared: ReadonlySet<string>
  /** Nothing of the product's name is missing. */
  readonly complete: boolean
  /** The product is told by a name of its maker alone: any other that fits is meant more exactly. */
  readonly brandOnly: boolean
  /** The alternative that fits, for what it says besides. */
  readonly alternative: Alternative
}

const NONE: ReadonlySet<string> = new Set()

/** `brands`: names of the maker, which tell its products not apart. */
export function fitName(
  device: DeviceName,
  product: ProductName,
  brands: ReadonlySet<string> = NONE,
): Fit | null {
  const isLeftOut = (left: Alternative) =>
    fitAlternative(device, isListed(product, left) ? left : withoutRelease(left), brands)?.grade === 'exact'
  if (product.without.some(isLeftOut)) return null
  let best: Fit | null = null
  for (const one of product.alternatives) {
    const fit = fitAlternative(device, one, brands)
    if (fit && (!best || better(fit, best))) best = fit
  }
  return best
}

/** "Venue 40 R1-3" leaves out the Venue 40; which releases is told by versions. */
const withoutRelease = (left: Alternative): Alternative => ({
  ...left,
  tokens: left.tokens.filter(({ text }) => !/^r\d+$/.test(text)),
})

/** "SB-200 and SB-400, except SB-400 R2": the code itself is among those meant, so the release tells what is left out. */
const isListed = ({ alternatives }: ProductName, { tokens }: Alternative): boolean => {
  const codes = tokens.flatMap((token) => token.codes)
  const meant = alternatives.flatMap((one) => one.tokens.flatMap((token) => token.codes))
  return codes.some(
    ({ raw }) => raw.length >= 3 && !/^r\d+$/.test(raw) && meant.some((code) => code.raw === raw),
  )
}

const RANKS: Record<Grade, number> = { exact: 2, variant: 1, broader: 0 }
const better = (a: Fit, b: Fit): boolean =>
  RANKS[a.grade] !== RANKS[b.grade] ? RANKS[a.grade] > RANKS[b.grade] : a.shared.size > b.shared.size

function fitAlternative(device: DeviceName, product: Alternative, brands: ReadonlySet<string>): Fit | null {
  if (product.list) return fitList(device, product)
  if (
    product.aside !== null &&
    device.absent.some(({ text }) => product.notes.some((note) => sameWord(note.text, text)))
  )
    return null
  const { needed, brandsOnly } = telling(product.tokens, brands)
  const found = needed.map((token, i) =>
    leadsCode(device, token, product)
      ? 'same'
      : findToken(device, token, product, [needed[i - 1], needed[i + 1]]),
  )
  // "MP Series (including MX700)": the model in brackets is of it, whatever the series is called
  const isListed = device.codes.some(
    ({ raw }) =>
      /^[a-z]{1,4}\d{2,}/.test(raw) &&
      product.notes.some((note) => note.codes.some((code) => !code.series && code.raw === raw)),
  )
  const allMissing = needed.filter(
    ({ codes }, i) => found[i] === 'missing' && !(isListed && codes.some(({ series }) => series)),
  )
  const strong =
    needed.some((token, i) => found[i] !== 'missing' && (brandsOnly || token.weight === 'strong')) ||
    (!found.includes('missing') && saysShortForm(device, product))
  const bracketed = isBracketed(device, product)
  // most candidates end here: nothing telling is shared
  if (!strong && !bracketed && allMissing.length > 0) {
    const grade = gradeOfKinds(needed, found)
    if (grade === null || unexplained(device, product, brands).length > 0) return null
    const shared = sharedTokens(device, product, needed, found)
    return { grade, shared, complete: false, brandOnly: brandsOnly, alternative: product }
  }
  const unexplainedTokens = unexplained(device, product, brands)
  // a family has members with numbers of their own
  const extra =
    product.family && needed.every(({ codes }) => codes.length === 0)
      ? unexplainedTokens.filter(
          ({ text }) => !/^\d{1,4}[a-z]?$/.test(text) && !needed.some((token) => isMember(text, token.text)),
        )
      : unexplainedTokens
  const shared = sharedTokens(device, product, needed, found)
  // the maker's own name may be left out where nothing else speaks against it
  const missing = brandsOnly && extra.length === 0 ? withoutBrands(allMissing, brands) : allMissing
  const named = needed.filter(({ weight }) => weight === 'strong')
  const quantityOnly = named.length > 0 && named.every(isQuantity)
  const grade = bracketed
    ? 'exact'
    : gradeOf(device, {
        needed,
        found,
        missing,
        extra,
        strong,
        brandsOnly,
        quantityOnly,
        shortened:
          missing.length === 0 &&
          named.length > 0 &&
          extra.some(({ weight }) => weight === 'strong') &&
          named.every((token) => isShortened(device, token, product)),
      })
  const complete = missing.length === 0
  return grade && { grade, shared, complete, brandOnly: brandsOnly, alternative: product }
}

/** "MiniMed 670G insulin pump (MMT-1780)", "IntelliSpace Cardiovascular (ISCV)": what stands in brackets is a name of its own. */
function isBracketed({ loud }: DeviceName, { own }: Alternative): boolean {
  if (own.length === 0) return false
  // "PIC iX" for "(PICiX)"
  const joined = loud.length === 2 ? loud.map(({ text }) => text).join('') : null
  if (joined !== null && own.some(({ text }) => text === joined)) return true
  const [only, ...others] = loud
  return (
    only !== undefined &&
    others.length === 0 &&
    own.some(({ text, codes }) =>
      codes.length > 0
        ? text.length >= 5 && codes.some((code) => only.codes.some((is) => fitCode(code, is) === 'same'))
        : text === only.text,
    )
  )
}

/** "DB Controller" for "Database (DB) Controller". */
const saysShortForm = ({ tokens }: DeviceName, { own }: Alternative): boolean =>
  own.some(({ text, codes }) => codes.length === 0 && tokens.some((token) => token.text === text))

/** The letters before "(MX400-550)" in "Monitors MX (MX400-550)", where the device's code is one of those in brackets. */
function leadsCode(device: DeviceName, { raw, text, codes }: Token, product: Alternative): boolean {
  if (codes.length > 0 || device.codes.length === 0 || product.notes.length === 0) return false
  if (!/^[A-Z]{2,5}$/.test(raw)) return false
  return device.codes.some(
    (own) =>
      own.raw.startsWith(text) &&
      product.notes.some((note) => note.codes.some((code) => fitCode(code, own) === 'same')),
  )
}

function findToken(
  device: DeviceName,
  token: Token,
  product: Alternative,
  [before, after]: readonly [Token | undefined, Token | undefined],
): Found {
  if (token.codes.length > 0) {
    const found = findCode(device, token.codes)
    if (found === 'same') return found
    if (token.codes.some(({ raw, pattern }) => pattern === null && raw.length > 4 && writes(device, raw)))
      return 'same'
    if (found !== 'missing') return found
    if (before && before.codes.length === 0 && writes(device, before.text + token.text)) return 'same'
    return !/\d/.test(token.text) && says(device, token.text) ? 'same' : found
  }
  if (token.words.some((word) => says(device, word))) return 'same'
  if (token.weight === 'kind' && token.text.length > 4 && endsWord(device, token.text)) return 'same'
  if (token.weight === 'kind' && token.text.length > 2 && opensCode(device, token.text)) return 'same'
  if (
    (before && writes(device, before.text + token.text)) ||
    (after && writes(device, token.text + after.text))
  )
    return 'same'
  // "RUT955" of "RUT model routers"
  if (
    product.family &&
    /^[A-Z]{2,6}$/.test(token.raw) &&
    device.codes.some(({ raw }) => isMember(raw, token.text))
  )
    return 'variant'
  const abbreviated = device.all.some(({ text }) => shortens(text, token) && product.short.has(text))
  return abbreviated || (token.text.length > 2 && device.initials.has(token.text)) ? 'same' : 'missing'
}

const isMember = (code: string, family: string): boolean =>
  code.startsWith(family) && /^\d{2,4}[a-z]{0,2}$/.test(code.slice(family.length))

/** "DICOM" of "MicroDicom". */
const endsWord = (device: DeviceName, kind: string): boolean =>
  device.all.some(({ text, codes }) => codes.length === 0 && text.length > kind.length && text.endsWith(kind))

/** Said by nothing but a short form, which the name itself does not give in brackets. */
const isShortened = (device: DeviceName, token: Token, { own, short }: Alternative): boolean =>
  token.codes.length === 0 &&
  !token.words.some((word) => says(device, word)) &&
  device.all.some(
    ({ text }) => short.has(text) && shortens(text, token) && !own.some((one) => one.text === text),
  )

/** "PDU" of "iBoot-PDU8A": the kind in front of a number in a code. */
const opensCode = (device: DeviceName, kind: string): boolean =>
  device.codes.some(({ parts }) =>
    parts.some((part) => part.startsWith(kind) && /^\d/.test(part.slice(kind.length))),
  )

/** Two words of the product in one: letter by letter, since a plural is another word here. */
const writes = (device: DeviceName, joined: string): boolean => device.written.has(joined)

/** The letters of a short form that stand for this word: its first, or all of it. */
const shortens = (short: string, { text }: Token): boolean =>
  short.includes(text.slice(0, 1)) && (text.length > 4 || short.includes(text) || short.length <= 5)

function findCode(device: DeviceName, codes: readonly CodePattern[]): Found {
  let found: Found = 'missing'
  for (const own of device.codes)
    for (const code of codes) {
      const fit: CodeFit = fitCode(code, own)
      if (fit === 'same') return 'same'
      if (fit === 'variant') found = 'variant'
    }
  return found
}

/** Telling tokens of the device that the product's name does not account for. */
function unexplained(device: DeviceName, product: Alternative, brands: ReadonlySet<string>): Token[] {
  const all = [...product.tokens, ...product.notes]
  const joined = new Set(all.slice(1).map((token, i) => all[i]!.text + token.text))
  return withoutBrands(device.loud, brands).filter(({ text, raw, codes }) => {
    if (codes.length > 0)
      return (
        // a release, not a model: "ABUS 2.0"
        !/^v?\d{1,2}\.\d{1,2}$/i.test(raw) &&
        !joined.has(text) &&
        !all.some((token) => token.codes.some((code) => codes.some((own) => fitCode(code, own) !== 'other')))
      )
    return (
      !all.some((token) => token.words.some((word) => sameWord(word, text))) &&
      !joined.has(text) &&
      !product.short.has(text) &&
      !splits(text, all, device)
    )
  })
}

/** The first half of a word that the product writes in one: "Supply" of "SupplyRoller". */
const splits = (text: string, all: readonly Token[], device: DeviceName): boolean =>
  all.some(
    (token) => token.text.length > text.length && token.text.includes(text) && device.joined.has(token.text),
  )

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
        brandOnly: false,
        alternative: product,
      }
    : null
}
