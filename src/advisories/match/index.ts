/**
 * Statements by maker and by the words of their products, so that a profile meets only those that could be meant. Built
 * once for all statements in force, or for one new document.
 */
import { tidyCompany } from '../../knowledge/company.ts'
import type { Composition } from '../document-reader.ts'
import { tellingWords } from '../names/company-words.ts'
import type { DeviceName } from '../names/device-name.ts'
import { houses, initialsOfMaker, type Maker, maker } from '../names/makers.ts'
import { LongWords } from '../names/one-letter.ts'
import { type ProductName, productName } from '../names/product-name.ts'
import { squeeze } from '../names/tokens.ts'
import { kindWords } from '../names/words.ts'
import type { ProductReference, Statement } from '../statement.ts'
import { namesInFront } from './context.ts'
import { lookUpOf, WordIndex } from './word-index.ts'

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
  /** Products that share a word or the beginning of a code with a name, of this maker; of every maker for `null`. */
  candidates(names: readonly DeviceName[], maker: Maker | null): ReadonlySet<IndexedProduct>
  /** Words of this maker's products, and words of kind, one of whose letters a word has otherwise; none for a word that is known. */
  nearWords(word: string, maker: Maker): readonly string[]
}

const ANY = ''

const kinds = new LongWords(kindWords)

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
      const { vendor, name, short, models, modelNumbers, forms } = statement.product
      const key = `${vendor}\n${name}\n${short}\n${models.join('\t')}\n${modelNumbers.join('\t')}\n${forms.join('\t')}`
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
    const products = Array.from(
      this.#bySpelling.values(),
      ({ product, statements }) => new LazyProduct(product, statements),
    )
    return new Index(products, count, compositions)
  }
}

/** One statement's product by itself, without an index. */
export const productOf = (statement: Statement): IndexedProduct =>
  new LazyProduct(statement.product, [statement])

/** "Multiple (open source)": what stands where documents on products of several makers have to name one. */
const NOBODY =
  /^\s*(?:multiple|various|several|open[\s-]source)(?:[\s(]+(?:open[\s-]source|vendors?|manufacturers?|makers?|projects?|communit(?:y|ies))\)?)*\s*$/i

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
    this.maker = product.vendor === null || NOBODY.test(product.vendor) ? null : maker(product.vendor)
  }

  get name(): ProductName {
    const { name, short } = this.product
    this.#name ??= productName(short === null ? name : `${name} (${short})`)
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
  readonly #all: readonly IndexedProduct[]
  /** A product is in one index of words, which all the keys of its maker lead to. */
  readonly #byMaker = new Map<string, WordIndex[]>()
  readonly #ofMaker = new WeakMap<Maker, ReadonlySet<WordIndex>>()
  #ofAny: WordIndex | null = null

  get makers(): ReadonlySet<string | null> {
    return new Set([...this.#byMaker.keys()].map((key) => (key === ANY ? null : key)))
  }

  constructor(products: readonly IndexedProduct[], statements: number, compositions: readonly Composition[]) {
    this.#all = products
    this.products = products.length
    this.statements = statements
    this.compositions = compositions
    const indexes = new Map<string, WordIndex>()
    for (const product of products) {
      const keys = keysOf(product)
      const all = keys.join('\t')
      let index = indexes.get(all)
      if (!index) {
        index = new WordIndex()
        indexes.set(all, index)
        for (const key of keys) this.#enter(key, index)
      }
      index.add(product)
    }
  }

  #enter(key: string, index: WordIndex): void {
    const list = this.#byMaker.get(key)
    if (list) list.push(index)
    else this.#byMaker.set(key, [index])
  }

  candidates(names: readonly DeviceName[], who: Maker | null): ReadonlySet<IndexedProduct> {
    const asked = lookUpOf(names)
    const found = new Set<IndexedProduct>()
    if (who === null) this.#ofAnyMaker().find(asked, found)
    else for (const index of this.#of(who)) index.find(asked, found)
    return found
  }

  nearWords(word: string, who: Maker): readonly string[] {
    if ([...this.#of(who)].some((index) => index.has(word))) return []
    const own = new Set(makerKeys(who).flatMap((key) => this.#byMaker.get(key) ?? []))
    return [...new Set([kinds, ...[...own].map((index) => index.long)].flatMap((words) => words.near(word)))]
  }

  #of(who: Maker): ReadonlySet<WordIndex> {
    let indexes = this.#ofMaker.get(who)
    if (!indexes) {
      indexes = new Set([...makerKeys(who), ANY].flatMap((key) => this.#byMaker.get(key) ?? []))
      this.#ofMaker.set(who, indexes)
    }
    return indexes
  }

  /** One index of all for devices without a maker: asking that of each of thousands of makers took 14 ms a name. */
  #ofAnyMaker(): WordIndex {
    if (this.#ofAny === null) {
      this.#ofAny = new WordIndex()
      for (const product of this.#all) this.#ofAny.add(product)
    }
    return this.#ofAny
  }
}

const keysOf = (product: IndexedProduct): readonly string[] =>
  product.maker === null ? [ANY] : [...makerKeys(product.maker), ...namedMaker(product)]

/** A program that some write into the maker's column as well. */
const ONE_WORD = /^\p{L}{5,}$/u

/** Keys of makers other than the vendor, by whose names the product or the title begins. */
function namedMaker(indexed: IndexedProduct): string[] {
  const { vendor, name } = indexed.product
  const called = ONE_WORD.test(name) ? [name] : []
  const keys = [...called, ...namesInFront(indexed)].flatMap((first) => makerKeys(maker(first)))
  const own = vendor === null ? [] : makerKeys(maker(vendor))
  return keys.filter((key) => !own.includes(key))
}

const firstWord = (name: string): string[] => tellingWords(name).slice(0, 1)

const makersKeys = new WeakMap<Maker, readonly string[]>()

/** Houses of known vendors; of others the first telling word, the last, and all in one. */
export function makerKeys(who: Maker): readonly string[] {
  let keys = makersKeys.get(who)
  if (!keys) {
    keys = readMakerKeys(who)
    makersKeys.set(who, keys)
  }
  return keys
}

/** "DarioHealth" of Dario Health, "ONT" of Oxford Nanopore Technologies. */
const ownKeys = (who: Maker): readonly string[] =>
  [squeeze(tidyCompany(who.spelled)), ...initialsOfMaker(who)].filter((key) => key.length > 2)

function readMakerKeys(who: Maker): readonly string[] {
  const keys = who.known.flatMap((vendor) => [
    ...houses(vendor).map((house) => `=${house}`),
    ...firstWord(vendor.name),
  ])
  return [
    ...new Set([
      ...keys,
      ...firstWord(who.spelled),
      ...(who.known.length === 0 ? ownKeys(who) : []),
      // "Sonte Soft" is written "Sontesoft" as well
      ...who.words.flatMap((words) => [words[0]!, words.at(-1)!, words.join('')]),
    ]),
  ]
}
