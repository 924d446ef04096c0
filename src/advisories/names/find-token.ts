/** Whether one token of a product's name is said by a device's name: in its own word, written as one, in short, as a code. */
import { type CodeFit, type CodePattern, fitCode, isOfHundred } from './codes.ts'
import { type DeviceName, says } from './device-name.ts'
import type { Found } from './evidence.ts'
import type { Alternative } from './product-name.ts'
import { PLUS, type Token } from './tokens.ts'

/** The letters before "(MX400-550)" in "Monitors MX (MX400-550)", where the device's code is one of those in brackets. */
export function leadsCode(device: DeviceName, { raw, text, codes }: Token, product: Alternative): boolean {
  if (codes.length > 0 || device.codes.length === 0 || product.notes.length === 0) return false
  if (!/^[A-Z]{2,5}$/.test(raw)) return false
  return device.codes.some(
    (own) =>
      own.raw.startsWith(text) &&
      product.notes.some((note) => note.codes.some((code) => fitCode(code, own) === 'same')),
  )
}

export function findToken(
  device: DeviceName,
  token: Token,
  product: Alternative,
  before: Token | undefined,
  after: Token | undefined,
): Found {
  if (token.codes.length > 0) {
    const found = findCode(device, token.codes)
    if (found === 'same') return found
    if (token.codes.some(({ raw, pattern }) => pattern === null && saysApart(device, raw))) return 'same'
    if (found !== 'missing') return found
    // "400 ES" for the 400ES
    if (token.text.length >= 4 && device.joined.has(token.text)) return 'same'
    if (before && before.codes.length === 0 && pairs(before, token).some((pair) => writes(device, pair)))
      return 'same'
    if (shortBefore(device, product).some((number) => number === token.text)) return 'same'
    if (found === 'missing' && isLineNumber(device, token, product))
      return wordsSaid(device, product) > 1 ? 'same' : 'variant'
    if (differsByPlus(device, token.text)) return 'variant'
    return (!/\d/.test(token.text) || /^[2-4]$/.test(token.text)) && says(device, token.text) ? 'same' : found
  }
  if (token.words.some((word) => says(device, word))) return 'same'
  if (differsByPlus(device, token.text)) return 'variant'
  if (
    isSystemOfApp(token, product) &&
    says(device, 'app') &&
    !device.all.some(({ text }) => SYSTEM.test(text))
  )
    return 'same'
  if (token.weight === 'kind' && token.text.length > 4 && endsWord(device, token.text)) return 'same'
  if (token.weight === 'kind' && token.text.length > 2 && opensCode(device, token.text)) return 'same'
  if (
    (before && writes(device, before.text + token.text)) ||
    (after && pairs(token, after).some((pair) => writes(device, pair)))
  )
    return 'same'
  // "RUT955" of "RUT model routers"
  if (
    product.family &&
    /^[A-Z]{2,6}$/.test(token.raw) &&
    device.codes.some(({ raw, parts }) => isMember(raw, token.text) || isMember(parts[0] ?? '', token.text))
  )
    return 'same'
  const abbreviated =
    device.all.some(
      ({ text, weight }) =>
        weight === 'strong' &&
        shortens(text, token) &&
        product.short.has(text) &&
        !saysTwice(text, product, device),
    ) ||
    (token.weight === 'strong' && shortBefore(device, product).length > 0)
  return abbreviated || (token.text.length > 2 && device.initials.has(token.text)) ? 'same' : 'missing'
}

/** "Vista Veo MMT-754" for the "Vista Veo 554/754": letters of the line before the three digits of a model, where all words agree. */
export const isLineNumber = (device: DeviceName, { codes }: Token, product: Alternative): boolean =>
  wordsSaid(device, product) > 0 &&
  device.codes.some(({ raw }) => {
    const number = /^[a-z]{2,4}(\d{3})$/.exec(raw)?.[1]
    return number !== undefined && codes.some((code) => code.raw === number)
  })

/** How many words of weight the product's name has, all of which the device says; 0 where it does not. */
function wordsSaid(device: DeviceName, { tokens }: Alternative): number {
  const words = tokens.filter(({ weight, codes }) => weight === 'strong' && codes.length === 0)
  return words.every((token) => token.words.some((word) => says(device, word))) ? words.length : 0
}

/** "SC" and "SC+": mostly two products; an inventory may leave the sign out, or the advisory. */
const differsByPlus = (device: DeviceName, word: string): boolean => {
  const bare = withoutPlus(word)
  return bare === undefined ? device.hasPlus && says(device, word + PLUS) : says(device, bare)
}

/** "trax" of "Trax+", which may be the Trax or not; `undefined` without the sign. */
export const withoutPlus = (word: string): string | undefined =>
  word.endsWith(PLUS) && word.length > PLUS.length ? word.slice(0, -PLUS.length) : undefined

const SYSTEM = /^(?:android|ios|ipados|windows|macos)$/

/** "Android" of "Vista Android App": an inventory that tells no system means the app all the same. */
const isSystemOfApp = ({ text }: Token, { tokens }: Alternative): boolean =>
  /^(?:android|ios)$/.test(text) && tokens.some((one) => one.text === 'app')

export const isMember = (code: string, family: string): boolean =>
  code.startsWith(family) && /^\d{2,4}[a-z]{0,2}$/.test(code.slice(family.length))

/** "PB980" for the "Puritan Bennett 980", "V500" for the "Vista 500": numbers of the product behind the first letters of its words. */
export function shortBefore(device: DeviceName, { tokens, short }: Alternative): readonly string[] {
  if (device.shortCodes.length === 0) return NONE
  return device.shortCodes.flatMap(({ letters, number }) => {
    if (!tokens.some(({ text, codes }) => codes.length > 0 && text === number)) return []
    const words = tokens.filter(({ codes }) => codes.length === 0)
    if (letters.length === 1)
      return number.length > 2 &&
        words.length === 1 &&
        words[0]!.weight === 'strong' &&
        words[0]!.text[0] === letters
        ? [number]
        : []
    return short.has(letters) &&
      words
        .slice(0, letters.length)
        .map(({ text }) => text[0])
        .join('') === letters
      ? [number]
      : []
  })
}

const NONE: readonly string[] = []

/** "DICOM" of "MicroDicom". */
const endsWord = (device: DeviceName, kind: string): boolean =>
  device.all.some(({ text, codes }) => codes.length === 0 && text.length > kind.length && text.endsWith(kind))

/** Said by nothing but a short form, which the name itself does not give in brackets. */
export const isShortened = (device: DeviceName, token: Token, { own, short }: Alternative): boolean =>
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

/** A word and what stands behind it in one: "FLOWC1" of "FLOW-C1/T1". */
export const pairs = ({ text }: Token, { text: behind, codes }: Token): readonly string[] =>
  codes.length > 1 ? codes.map(({ raw }) => text + raw) : [text + behind]

/** Two words of the product in one: letter by letter, since a plural is another word here. */
const writes = (device: DeviceName, joined: string): boolean => device.written.has(joined)

/** "c 501" of the c501, in two words; longer ones may be written in one as well. */
const saysApart = (device: DeviceName, code: string): boolean =>
  code.length > 4
    ? writes(device, code)
    : code.length > 3 && device.guessed === 'no' && device.joined.has(code)

/** "CS" of "Connecta CS" is of other words than the "Connecta Spot Monitor", the first of which it says already. */
export const saysTwice = (short: string, { tokens }: Alternative, device: DeviceName): boolean =>
  short.length === 2 &&
  tokens.some(
    ({ text, words }, i) =>
      short === text.slice(0, 1) + tokens[i + 1]?.text.slice(0, 1) &&
      words.some((word) => says(device, word)),
  )

/** The letters of a short form that stand for this word: its first, or all of it. */
const shortens = (short: string, { text }: Token): boolean =>
  short.includes(text.slice(0, 1)) && (text.length > 4 || short.includes(text) || short.length <= 5)

export function findCode(device: DeviceName, codes: readonly CodePattern[]): Found {
  if (codes.length > 1 && device.codes.length > 1 && saysAnotherModel(device, codes)) return 'missing'
  let found: Found = 'missing'
  for (const own of device.codes) {
    const fit = fitAny(codes, own)
    if (fit === 'same') return 'same'
    if (fit === 'variant') found = 'variant'
  }
  return found
}

/** "W748-1 RJ45" is no "W786-1 RJ45", though it says the second of its codes. */
const saysAnotherModel = (device: DeviceName, codes: readonly CodePattern[]): boolean =>
  device.codes.some(
    (own) =>
      codes.some((code) => shapeOf(code) === shapeOf(own)) &&
      codes.every((code) => fitCode(code, own) === 'other'),
  )

/** Its letters, and how many digits stand between them up to three. */
const shapeOf = ({ raw }: CodePattern): string => raw.replace(/\d{3,}/g, '000').replace(/\d/g, '0')

/** How a device's code stands to the nearest of several. */
export function fitAny(codes: readonly CodePattern[], own: CodePattern): CodeFit {
  let nearest: CodeFit = 'other'
  for (const code of codes) {
    const fit = fitCode(code, own)
    if (fit === 'same') return 'same'
    if (fit === 'variant' && !(isOfHundred(code.raw, own.raw) && listsSingles(codes))) nearest = 'variant'
  }
  return nearest === 'other' && listsEndings(codes, own) ? 'variant' : nearest
}

/** "660" beside "660-B/C/S": one of those, if no other has the number. */
const listsEndings = (codes: readonly CodePattern[], { raw }: CodePattern): boolean =>
  codes.length > 1 && codes.every(({ parts }) => parts.length > 1 && parts[0] === raw)

/** "8000, 8015 and 8100": where one number of a hundred stands beside the round one, the round ones are no lines. */
const listsSingles = (codes: readonly CodePattern[]): boolean =>
  codes.length > 1 &&
  codes.some((one) => codes.some((other) => one !== other && isOfHundred(one.raw, other.raw)))
