/** Products by the words and codes of their names, of one maker or of all. */
import { isLead } from '../names/codes.ts'
import type { DeviceName } from '../names/device-name.ts'
import { pairs, withoutPlus } from '../names/find-token.ts'
import { initialsOf } from '../names/initials.ts'
import { LongWords } from '../names/one-letter.ts'
import type { Alternative } from '../names/product-name.ts'
import { withoutBrands } from '../names/telling.ts'
import type { Token } from '../names/tokens.ts'
import { brandsOfMaker } from './brands.ts'
import { contextsOf } from './context.ts'
import type { IndexedProduct } from './index.ts'

/** Letters of a code that a device must share at least with what follows the letters of a maker or line in front of a pattern. */
const MIN_PREFIX = 2

/** First letters of a name's words that a product may be written with: two are those of too many. */
const MIN_SHORT = 3

/** Letters that stand for a whole name. */
const MIN_ACRONYM = 3

/** What a name is looked up by. */
export interface LookUp {
  readonly words: ReadonlySet<string>
  /** Beginnings of its codes. */
  readonly prefixes: ReadonlySet<string>
}

/** All ways in which a device could be written, in one. */
export function lookUpOf(names: readonly DeviceName[]): LookUp {
  const words = new Set<string>()
  const prefixes = new Set<string>()
  for (const name of names) {
    for (const pair of name.joined) words.add(pair)
    for (const short of name.initials) if (short.length >= MIN_SHORT) words.add(short)
    for (const token of name.all) addWords(words, token)
    if (name.loud.every(isLittle)) for (const { text } of name.loud) words.add(ALONE + text)
    for (const { raw, parts } of name.codes) {
      for (const part of parts) words.add(part)
      for (let length = 1; length <= raw.length; length++) prefixes.add(raw.slice(0, length))
    }
  }
  return { words, prefixes }
}

function addWords(words: Set<string>, { text, words: all }: Token): void {
  words.add(text)
  for (const word of all) {
    words.add(word)
    words.add(word.endsWith('s') ? word.slice(0, -1) : `${word}s`)
  }
  for (const part of [/^([a-z]+)\d/.exec(text)?.[1], withoutPlus(text)]) if (part) words.add(part)
  // "2090W" may be the 2090, "MMT722K" the 722K
  const number = /^(\d{4,})[a-z]$|^[a-z]{2,4}(\d{3,}[a-z]+)$/.exec(text)
  if (number) words.add(number[1] ?? number[2]!)
}

/** Names are taken apart when the first device is looked up: most makers are of no device. */
export class WordIndex {
  readonly #waiting: IndexedProduct[] = []
  readonly #words = new Map<string, IndexedProduct[]>()
  /** Products whose code is a pattern, by what stands before the wildcard. */
  readonly #prefixes = new Map<string, IndexedProduct[]>()
  readonly #anyName: IndexedProduct[] = []
  readonly long = new LongWords(() => this.#words.keys())

  add(product: IndexedProduct): void {
    this.#waiting.push(product)
  }

  /** Adds those that share something with what is asked for. */
  find({ words, prefixes }: LookUp, found: Set<IndexedProduct>): void {
    this.#settle()
    addAll(this.#anyName, found)
    for (const word of words) addAll(this.#words.get(word), found)
    for (const prefix of prefixes) addAll(this.#prefixes.get(prefix), found)
  }

  has(word: string): boolean {
    this.#settle()
    return this.#words.has(word) || this.#words.has(word.endsWith('s') ? word.slice(0, -1) : `${word}s`)
  }

  #settle(): void {
    if (this.#waiting.length === 0) return
    for (const product of this.#waiting.splice(0)) this.#enter(product)
  }

  #enter(product: IndexedProduct): void {
    const brands = product.maker === null ? NO_BRANDS : brandsOfMaker(product.maker)
    const alternatives = [product.name, ...product.models].flatMap((one) => one.alternatives)
    const named = alternatives.flatMap((one) => [...one.tokens, ...one.notes])
    const around = new Set([...contextsOf(product).values()].flatMap((one) => one.tokens))
    const tokens = [...named, ...around]
    if (tokens.length > MAX_TOKENS) return
    const own = [
      ...alternatives.flatMap((one) => [...telling(one.tokens, brands), ...one.notes]),
      ...telling([...around], brands),
    ]
    const strong = own.some(({ weight }) => weight === 'strong')
    const least = !strong ? 0 : toldByKind(product) ? 1 : 2
    const told = own.some((token) => token.weight === 'strong' && !isLittle(token))
    for (const token of own) {
      if (WEIGHTS[token.weight] < least) continue
      if (told && isLittle(token)) put(this.#words, ALONE + token.text, product)
      else this.#enterToken(product, token)
    }
    for (const key of named.length > 1 ? shortCodes(named) : []) put(this.#words, key, product)
    for (const one of product.name.alternatives)
      for (const short of [...acronyms(one.tokens, brands), ...longerAcronyms(one)])
        put(this.#words, short, product)
    // "SupplyRoller" is looked up under "Supply Roller" as well
    for (let i = 1; i < tokens.length; i++) {
      const [one, next] = [tokens[i - 1]!, tokens[i]!]
      if (brands.has(one.text) && brands.has(next.text)) continue
      for (const pair of pairs(one, next)) put(this.#words, pair, product)
    }
  }

  #enterToken(product: IndexedProduct, token: Token): void {
    for (const word of token.words) put(this.#words, word, product)
    const bare = withoutPlus(token.text)
    if (bare !== undefined) put(this.#words, bare, product)
    for (const { pattern, series, text, parts } of token.codes) {
      if (pattern || series) {
        put(this.#prefixes, text, product)
        // "SD6C220" for "DH-SD6CXX"
        const [lead = ''] = parts
        if (parts.length > 1 && isLead(lead) && text.length - lead.length >= MIN_PREFIX)
          put(this.#prefixes, text.slice(lead.length), product)
      } else {
        put(this.#words, text, product)
        // "722K" for "MMT722K"
        const short = /^[a-z]{2,4}(\d{3,}[a-z]+)$/.exec(text)?.[1]
        if (short !== undefined) put(this.#words, short, product)
        // "AE200" for "AE200J"
        const stem = /^([a-z]{1,3}\d{2,4})[a-z]$/.exec(text)?.[1]
        if (stem !== undefined) put(this.#words, stem, product)
        if (text.length >= 5 || /^[a-z]{1,2}\d{2,3}$/.test(text)) put(this.#prefixes, text, product)
      }
      for (const part of parts) if (part.length >= 3) put(this.#words, part, product)
      if (text === '' && (pattern || series)) this.#anyName.push(product)
    }
  }
}

/** "10", "rev": so many names have it that who shares no more with a product is another, unless it is called nothing else. */
const isLittle = ({ text }: Token): boolean => /^(?:v?\d{1,2}|rev)$/.test(text)

/** In front of such a word where a product has others. */
const ALONE = '\n'

const NO_BRANDS: ReadonlySet<string> = new Set()

/** Without names of the maker, which all its products share, unless nothing else tells the product. */
function telling(tokens: readonly Token[], brands: ReadonlySet<string>): readonly Token[] {
  const own = withoutBrands(tokens, brands)
  return own.some(({ weight }) => weight === 'strong') ? own : tokens
}

/** "iscv" of "IntelliSpace Cardiovascular", "ise" of "Acme Identity Services Engine Software". */
function acronyms(tokens: readonly Token[], brands: ReadonlySet<string>): readonly string[] {
  const own = withoutBrands(
    tokens.filter(({ weight }) => weight !== 'noise'),
    brands,
  )
  // the first word may be a name of the maker that only its products say; of three letters it is another product's as often
  return [initialsOf(own), initialsOf(tokens), initialsOf(own.slice(1))].filter(
    ({ length }, i) => length >= (i === 2 ? MIN_ACRONYM + 1 : MIN_ACRONYM),
  )
}

/** "pcu" of the "Vista 8015 PC Unit", "vspacs" of "VistaSpace PACS": letters of a name that has letters of its own stay together. */
const longerAcronyms = (name: Alternative): readonly string[] =>
  name.tokens.some(({ raw, codes }) => codes.length === 0 && /^[A-Z]{2,4}$/.test(raw))
    ? [...name.short].filter(({ length }) => length >= MIN_ACRONYM)
    : []

/** "pb980" of "Puritan Bennett 980", "v500" of "Vista 500". */
function shortCodes(tokens: readonly Token[]): readonly string[] {
  const number = tokens.findIndex(({ codes }) => codes.length > 0)
  if (number < 1 || number > 4 || (number === 1 && !isNumbered(tokens))) return []
  return [
    tokens
      .slice(0, number)
      .map(({ text }) => text.slice(0, 1))
      .join('') + tokens[number]!.text,
  ]
}

const isNumbered = ([word, number]: readonly Token[]): boolean =>
  word!.weight === 'strong' && /^\d{3,}/.test(number!.text)

const WEIGHTS = { noise: 0, kind: 1, strong: 2 } as const

/**
 * Whether words of kind can be all by which a device is told to be this product: where nothing in one of its names is
 * stronger but the names of its maker. Else who shares no more than "pump" with it need not be asked.
 */
function toldByKind({ name, models, product, maker: who }: IndexedProduct): boolean {
  if (who === null && product.vendor !== null) return true
  const brands = who === null ? NO_BRANDS : brandsOfMaker(who)
  return [name, ...models].some(({ alternatives }) =>
    alternatives.some(
      ({ tokens }) => !withoutBrands(tokens, brands).some(({ weight }) => weight === 'strong'),
    ),
  )
}

/** A name of more tokens is a text, not a name; it is not indexed. */
const MAX_TOKENS = 400

function addAll(list: readonly IndexedProduct[] | undefined, found: Set<IndexedProduct>): void {
  if (list) for (const product of list) found.add(product)
}

function put(map: Map<string, IndexedProduct[]>, key: string, product: IndexedProduct): void {
  const list = map.get(key)
  if (!list) map.set(key, [product])
  else if (list.at(-1) !== product) list.push(product)
}
