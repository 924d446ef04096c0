/**
 * Statements by maker and by the words of their products, so that a profile meets only those that could be meant. Built
 * once for all statements in force, or for one new document.
 */
import type { Composition } from '../document-reader.ts'
import { isLead } from '../names/codes.ts'
import type { DeviceName } from '../names/device-name.ts'
import { house, type Maker, maker, tellingWords } from '../names/makers.ts'
import { type ProductName, productName } from '../names/product-name.ts'
import type { Token } from '../names/tokens.ts'
import type { ProductReference, Statement } from '../statement.ts'
import { brandsOfMaker } from './brands.ts'
import { contextsOf, namesInFront } from './context.ts'

/** One product under one spelling, with everything said of it. */
export interface IndexedProduct {
  readonly product: ProductReference
  readonly maker: Maker | null
  readonly name: ProductName
  /** Models the statement is confined to, as names. */
  readonly models: readonly ProductName[]
  readonly statements: readonly Statement[]
}

export interface StatementIndex {
  readonly products: number
  readonly statements: number
  readonly compositions: readonly Composition[]
  /** Keys of the makers that any statement names; `null` where one names none. */
  readonly makers: ReadonlySet<string | null>
  /** Products that share a word or the beginning of a code with the name, of this maker; of every maker for `null`. */
  candidates(name: DeviceName, maker: Maker | null): Iterable<IndexedProduct>
}

/** Letters of a code that a device must share at least with a pattern before its first wildcard. */
const MIN_PREFIX = 2
const ANY = ''

export function indexStatements(
  statements: Iterable<Statement>,
  compositions: readonly Composition[] = [],
): StatementIndex {
  const builder = new Builder()
  let count = 0
  for (const one of statements) {
    builder.add(one)
    count++
  }
  return builder.done(count, compositions)
}

interface Growing {
  product: ProductReference
  statements: Statement[]
}

class Builder {
  readonly #byRef = new Map<ProductReference, Growing>()
  readonly #bySpelling = new Map<string, Growing>()

  add(statement: Statement): void {
    let growing = this.#byRef.get(statement.product)
    if (!growing) {
      const { vendor, name, models, modelNumbers } = statement.product
      const key = `${vendor}\n${name}\n${models.join('\t')}\n${modelNumbers.join('\t')}`
      growing = this.#bySpelling.get(key)
      if (!growing) {
        growing = { product: statement.product, statements: [] }
        this.#bySpelling.set(key, growing)
      }
      this.#byRef.set(statement.product, growing)
    }
    growing.statements.push(statement)
  }

  done(count: number, compositions: readonly Composition[]): StatementIndex {
    const index = new Index([...this.#bySpelling.values()].map(indexed), count, compositions)
    return index
  }
}

function indexed({ product, statements }: Growing): IndexedProduct {
  return new LazyProduct(product, statements)
}

/** One statement's product by itself, without an index. */
export const productOf = (statement: Statement): IndexedProduct =>
  new LazyProduct(statement.product, [statement])

/** Names are taken apart when first looked at: most products are of makers that no profile has. */
class LazyProduct implements IndexedProduct {
  readonly product: ProductReference
  readonly statements: readonly Statement[]
  readonly maker: Maker | null
  #name: ProductName | undefined
  #models: readonly ProductName[] | undefined

  constructor(product: ProductReference, statements: readonly Statement[]) {
    this.product = product
    this.statements = statements
    this.maker = product.vendor === null ? null : maker(product.vendor)
  }

  get name(): ProductName {
    this.#name ??= productName(this.product.name)
    return this.#name
  }

  get models(): readonly ProductName[] {
    const { name, models, modelNumbers } = this.product
    this.#models ??= [...models, ...modelNumbers].flatMap((text) => modelNames(text, name))
    return this.#models
  }
}

/** "882471 Gemini TF 64": by article number or by name. */
function modelNames(text: string, product: string): ProductName[] {
  const [, number, name] = /^(\d{5,})\s+(\D.*)$/.exec(text.trim()) ?? []
  if (number && name) return [productName(number), productName(name)]
  // "Q-Series" says something only behind its product's name
  const own = productName(text)
  const telling = own.alternatives.some(({ tokens }) => tokens.some(({ weight }) => weight === 'strong'))
  return telling ? [own] : [own, productName(`${product} ${text}`)]
}

class Index implements StatementIndex {
  readonly products: number
  readonly statements: number
  readonly compositions: readonly Composition[]
  readonly #byMaker = new Map<string, MakerIndex>()

  get makers(): ReadonlySet<string | null> {
    return new Set([...this.#byMaker.keys()].map((key) => (key === ANY ? null : key)))
  }

  constructor(products: readonly IndexedProduct[], statements: number, compositions: readonly Composition[]) {
    this.products = products.length
    this.statements = statements
    this.compositions = compositions
    for (const product of products)
      for (const key of product.maker === null
        ? [ANY]
        : [...makerKeys(product.maker), ...namedMaker(product)]) {
        const index = this.#byMaker.get(key) ?? new MakerIndex()
        index.add(product)
        this.#byMaker.set(key, index)
      }
  }

  *candidates(name: DeviceName, who: Maker | null): Iterable<IndexedProduct> {
    if (who === null) {
      for (const index of this.#byMaker.values()) yield* index.candidates(name)
      return
    }
    const seen = new Set<IndexedProduct>()
    for (const key of [...makerKeys(who), ANY])
      for (const product of this.#byMaker.get(key)?.candidates(name) ?? [])
        if (!seen.has(product)) {
          seen.add(product)
          yield product
        }
  }
}

/** Keys of makers other than the vendor, by whose names the product or the title begins. */
function namedMaker(indexed: IndexedProduct): string[] {
  const { vendor } = indexed.product
  const keys = namesInFront(indexed).flatMap((first) => makerKeys(maker(first)))
  const own = vendor === null ? [] : makerKeys(maker(vendor))
  return keys.filter((key) => !own.includes(key))
}

const firstWord = (name: string): string[] => tellingWords(name).slice(0, 1)

/** Houses of known vendors; the first telling word of others. */
export function makerKeys(who: Maker): string[] {
  const keys = who.known.flatMap((vendor) => [`=${house(vendor)}`, ...firstWord(vendor.name)])
  return [
    ...new Set([
      ...keys,
      ...firstWord(who.spelled),
      ...who.words.flatMap((words) => [words[0]!, words.at(-1)!]),
    ]),
  ]
}

class MakerIndex {
  readonly #waiting: IndexedProduct[] = []
  readonly #words = new Map<string, IndexedProduct[]>()
  /** Products whose code is a pattern, by what stands before the wildcard. */
  readonly #prefixes = new Map<string, IndexedProduct[]>()
  readonly #anyName: IndexedProduct[] = []

  add(product: IndexedProduct): void {
    this.#waiting.push(product)
  }

  *candidates(name: DeviceName): Iterable<IndexedProduct> {
    this.#settle()
    const seen = new Set<IndexedProduct>(this.#anyName)
    yield* this.#anyName
    for (const list of this.#lists(name))
      for (const product of list)
        if (!seen.has(product)) {
          seen.add(product)
          yield product
        }
  }

  *#lists(name: DeviceName): Iterable<readonly IndexedProduct[]> {
    const words = new Set<string>([...name.joined, ...name.initials])
    for (const { text, words: all } of [...name.tokens, ...name.besides]) {
      words.add(text)
      for (const word of all) {
        words.add(word)
        words.add(word.endsWith('s') ? word.slice(0, -1) : `${word}s`)
      }
      const letters = /^([a-z]+)\d/.exec(text)?.[1]
      if (letters) words.add(letters)
    }
    for (const code of name.codes) for (const part of code.parts) words.add(part)
    for (const word of words) {
      const list = this.#words.get(word)
      if (list) yield list
    }
    for (const { raw: text } of name.codes)
      for (let length = MIN_PREFIX; length <= text.length; length++) {
        const list = this.#prefixes.get(text.slice(0, length))
        if (list) yield list
      }
  }

  #settle(): void {
    for (const product of this.#waiting.splice(0)) this.#enter(product)
  }

  #enter(product: IndexedProduct): void {
    const named = [product.name, ...product.models].flatMap(({ alternatives }) =>
      alternatives.flatMap((one) => [...one.tokens, ...one.notes]),
    )
    const around = new Set([...contextsOf(product).values()].flatMap((one) => one.tokens))
    const tokens = [...named, ...around]
    if (tokens.length > MAX_TOKENS) return
    const strong = tokens.some(({ weight }) => weight === 'strong')
    const least = !strong ? 0 : toldByKind(product) ? 1 : 2
    for (const token of tokens) if (WEIGHTS[token.weight] >= least) this.#enterToken(product, token)
    for (const key of named.length > 2 ? shortCodes(named) : []) put(this.#words, key, product)
    // "SupplyRoller" is looked up under "Supply Roller" as well
    for (let i = 1; i < tokens.length; i++) put(this.#words, tokens[i - 1]!.text + tokens[i]!.text, product)
  }

  #enterToken(product: IndexedProduct, token: Token): void {
    for (const word of token.words) put(this.#words, word, product)
    for (const { pattern, series, text, parts } of token.codes) {
      if (pattern || series) {
        put(this.#prefixes, text.length >= MIN_PREFIX ? text : '', product)
        // "SD6C220" for "DH-SD6CXX"
        const [lead = ''] = parts
        if (parts.length > 1 && isLead(lead) && text.length - lead.length >= MIN_PREFIX)
          put(this.#prefixes, text.slice(lead.length), product)
      } else {
        put(this.#words, text, product)
        if (text.length >= 5 || /^[a-z]{1,2}\d{2,3}$/.test(text)) put(this.#prefixes, text, product)
      }
      for (const part of parts) if (part.length >= 3) put(this.#words, part, product)
      if (text.length < MIN_PREFIX && (pattern || series)) this.#anyName.push(product)
    }
  }
}

/** "pb980" of "Puritan Bennett 980". */
function shortCodes(tokens: readonly Token[]): readonly string[] {
  const number = tokens.findIndex(({ codes }) => codes.length > 0)
  if (number < 2 || number > 4) return []
  return [
    tokens
      .slice(0, number)
      .map(({ text }) => text.slice(0, 1))
      .join('') + tokens[number]!.text,
  ]
}

const WEIGHTS = { noise: 0, kind: 1, strong: 2 } as const

/**
 * Whether words of kind can be all by which a device is told to be this product: where nothing in one of its names is
 * stronger but the names of its maker. Else who shares no more than "pump" with it need not be asked.
 */
function toldByKind({ name, models, product, maker: who }: IndexedProduct): boolean {
  if (who === null && product.vendor !== null) return true
  const brands = who === null ? new Set<string>() : brandsOfMaker(who)
  return [name, ...models].some(({ alternatives }) =>
    alternatives.some(
      ({ tokens }) => !tokens.some((one) => one.weight === 'strong' && !brands.has(one.text)),
    ),
  )
}

/** A name of more tokens is a text, not a name; it is not indexed. */
const MAX_TOKENS = 400

function put(map: Map<string, IndexedProduct[]>, key: string, product: IndexedProduct): void {
  const list = map.get(key)
  if (!list) map.set(key, [product])
  else if (list.at(-1) !== product) list.push(product)
}
