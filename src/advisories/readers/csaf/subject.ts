/** Which of a document's products some words of a summary name: "The 24950 monitors contain ...", "... of the Flow Server". */
import { fitCode } from '../../names/codes.ts'
import { type DeviceName, deviceName, says } from '../../names/device-name.ts'
import { fitName } from '../../names/fit.ts'
import { productName } from '../../names/product-name.ts'
import { withoutBrands } from '../../names/telling.ts'
import type { Token } from '../../names/tokens.ts'
import { acquittedIn } from '../../prose/acquittals.ts'
import { concernedIn, subjectOf } from '../../prose/mentions.ts'
import type { Subject } from './narrow.ts'

/**
 * Those of which a telling word is said, or all words of kind where there are no others. Of two names the words may say more of
 * one: "VitalBridge Server" is no word about the VitalBridge Gateway. `brands`: names of the maker, which tell nothing.
 */
export function namedIn(
  words: string,
  names: readonly string[],
  brands: ReadonlySet<string>,
): readonly string[] {
  const said = deviceName(words)
  const all = { ...said, besides: [...said.tokens, ...said.besides] }
  const found = names.map((name) => saidOf(all, name, brands))
  return names.filter((_, i) => found[i]!.size > 0 && !found.some((other) => isWithin(found[i]!, other)))
}

/** Of whom a summary speaks. Of a document's only product every summary speaks, whatever it names. */
export function subjectOfSummary(
  summary: string,
  names: readonly string[],
  brands: ReadonlySet<string>,
): Subject {
  if (names.length < 2) return { first: new Set(), any: new Set(), acquitted: new Set() }
  const loosely = (words: string) => (words.trim() === '' ? [] : namedIn(words, names, brands))
  const wholly = (words: string) => namedWhollyIn(words, names, brands)
  const acquitted = new Set(acquittedIn(summary).flatMap(wholly))
  const kept = (found: readonly string[]) => new Set(found.filter((name) => !acquitted.has(name)))
  const sentences = concernedIn(summary)
  const before = loosely(subjectOf(summary))
  return {
    first: kept(before.length > 0 ? before : wholly(sentences[0]?.whole ?? '')),
    any: kept(sentences.flatMap(({ whole, part }) => [...loosely(part), ...wholly(whole)])),
    acquitted: acquitted.size < names.length ? acquitted : new Set(),
  }
}

/**
 * Those of which all that tells them from the document's others is said, anywhere in a sentence. Stricter than `namedIn`, as
 * sentences say many words.
 */
function namedWhollyIn(
  words: string,
  names: readonly string[],
  brands: ReadonlySet<string>,
): readonly string[] {
  // in a sentence "not" is no word about parts
  const said = deviceName(words.replace(/\b(?:no|not|without)\b/gi, ' '))
  const all = { ...said, besides: [...said.tokens, ...said.besides] }
  const sharing = sharingOf(names)
  const found = names.map((name) => {
    if (!whollySaid(words, all, name, brands, sharing)) return NOTHING
    const own = saidOf(all, name, brands)
    return own.size > 0 ? own : new Set([name])
  })
  return names.filter((_, i) => found[i]!.size > 0 && !found.some((other) => isWithin(found[i]!, other)))
}

const NOTHING: ReadonlySet<string> = new Set()

function whollySaid(
  words: string,
  all: DeviceName,
  name: string,
  brands: ReadonlySet<string>,
  sharing: Sharing,
): boolean {
  return productName(name).alternatives.some(({ tokens, own }) => {
    if (own.some((short) => isSaid(all, short))) return true
    const telling = withoutBrands(tokens, brands).filter(({ weight }) => weight === 'strong')
    const single = telling.filter((token) => sharing.isOfOne(token))
    if (single.length === 0 && saysKindAlone(words, tokens, sharing)) return true
    const needed = single.length > 0 ? single : telling
    if (needed.length > 0 && needed.every((token) => isSaid(all, token))) return true
    // "the Flow" is the Flow 1000 and the Flow 2000, where others of the document are called otherwise
    const family = telling.filter((token) => token.codes.length === 0 && !sharing.isOfAll(token))
    return (
      family.length > 0 &&
      single.every(({ codes }) => codes.length > 0) &&
      family.every((token) => isSaid(all, token))
    )
  })
}

/** "In the Base ..." of the products "Flow App" and "Flow Base": the only word that tells it, with a capital. */
function saysKindAlone(words: string, tokens: readonly Token[], sharing: Sharing): boolean {
  const single = tokens.filter((token) => token.weight === 'kind' && sharing.isOfOne(token))
  return single.some(
    ({ raw }) => /^[A-Z][a-z]{3,}$/.test(raw) && new RegExp(`\\b(?:the|of|in)\\s+${raw}\\b`).test(words),
  )
}

/** How many of a document's names have a word. */
class Sharing {
  readonly #names: number
  readonly #having = new Map<string, number>()

  constructor(names: readonly string[]) {
    this.#names = names.length
    for (const name of names) {
      const words = productName(name).alternatives.flatMap(({ tokens }) => tokens.map(({ text }) => text))
      for (const word of new Set(words)) this.#having.set(word, (this.#having.get(word) ?? 0) + 1)
    }
  }

  isOfOne({ text }: Token): boolean {
    return this.#having.get(text) === 1
  }

  isOfAll({ text }: Token): boolean {
    return this.#having.get(text) === this.#names
  }
}

const sharings = new WeakMap<readonly string[], Sharing>()

/** Counted once for a document, since every sentence of its summaries asks. */
function sharingOf(names: readonly string[]): Sharing {
  let known = sharings.get(names)
  if (!known) {
    known = new Sharing(names)
    sharings.set(names, known)
  }
  return known
}

/** The words of the name that are said: of the alternative of which most are. */
function saidOf(all: DeviceName, name: string, brands: ReadonlySet<string>): ReadonlySet<string> {
  let most: ReadonlySet<string> = new Set()
  for (const { tokens, own: short } of productName(name).alternatives) {
    const own = withoutBrands(tokens, brands).filter(({ weight }) => weight !== 'noise')
    const telling = own.filter(({ weight }) => weight === 'strong')
    const shortened = short.filter((token) => isSaid(all, token))
    const said = [...own.filter((token) => isSaid(all, token)), ...shortened]
    const enough =
      shortened.length > 0 ||
      (telling.length > 0 ? telling.some((token) => said.includes(token)) : said.length === own.length)
    if (enough && said.length > most.size) most = new Set(said.map(({ text }) => text))
  }
  return most
}

const isWithin = (inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean =>
  inner.size < outer.size && inner.isSubsetOf(outer)

const isSaid = (all: DeviceName, token: Token): boolean =>
  token.codes.length > 0
    ? all.codes.some((own) => token.codes.some((code) => fitCode(code, own) === 'same'))
    : token.words.some((word) => says(all, word))

/** Whether a device of this name would be taken for another of the names, which says more. */
export function isWithinLonger(name: string, names: readonly string[], brands: ReadonlySet<string>): boolean {
  const device = deviceName(name)
  return names.some(
    (other) => other !== name && fitName(device, productName(other), brands)?.grade === 'exact',
  )
}
