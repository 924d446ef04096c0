/** What a document calls its subject around the product's own name: its title, the name in full. */

import { tellingWords } from '../names/company-words.ts'
import type { DeviceName } from '../names/device-name.ts'
import { initials } from '../names/initials.ts'
import { productName } from '../names/product-name.ts'
import { ownWithoutBrands, withoutBrands } from '../names/telling.ts'
import { MAX_NAME, sameWord, squeeze, type Token } from '../names/tokens.ts'
import type { Advisory } from '../statement.ts'
import type { IndexedProduct } from './index.ts'

/** All tokens of what a document calls its subject, and the short forms of its words. */
export interface Context {
  readonly tokens: readonly Token[]
  readonly short: ReadonlySet<string>
}

/** Short forms are made when a name is held against them, which few come to. */
class LazyContext implements Context {
  readonly tokens: readonly Token[]
  #short: ReadonlySet<string> | undefined

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  get short(): ReadonlySet<string> {
    this.#short ??= new Set(initials(this.tokens.filter(({ codes }) => codes.length === 0)))
    return this.#short
  }
}

/** A context of more tokens is prose. */
const MAX_CONTEXT = 80
/** Documents on one product whose titles are read; those of feeds of many are named after single flaws. */
const MAX_DOCUMENTS = 24
const contexts = new WeakMap<IndexedProduct, ReadonlyMap<string, Context>>()

/** By document: product name, its title and the full name together. What one document calls its subject says nothing of another's. */
export function contextsOf(indexed: IndexedProduct): ReadonlyMap<string, Context> {
  let known = contexts.get(indexed)
  if (!known) {
    known = readContexts(indexed)
    contexts.set(indexed, known)
  }
  return known
}

function readContexts({ statements, product, name }: IndexedProduct): ReadonlyMap<string, Context> {
  const found = new Map<string, Context>()
  for (const { advisory } of statements) {
    if (found.size >= MAX_DOCUMENTS) break
    if (found.has(advisory.id) || !isAboutProducts(advisory)) continue
    const texts = [titleOf(advisory), product.fullName]
    const names = [name, ...texts.flatMap((text) => (text ? [productName(text)] : []))]
    const tokens = names.flatMap(({ alternatives }) =>
      alternatives.flatMap((one) => [...one.tokens, ...one.notes]),
    )
    if (tokens.length > MAX_CONTEXT) continue
    found.set(advisory.id, new LazyContext(tokens))
  }
  return found
}

/**
 * Documents whose title calls its subject as the device is called, no more and no less but for the maker's names. `byBrand`: a name of
 * the maker is what tells the product, as the word of weight beside which words of kind may be missing.
 */
export function titledAs(
  name: DeviceName,
  indexed: IndexedProduct,
  brands: ReadonlySet<string>,
  byBrand: boolean,
): ReadonlySet<string> {
  const titles = titlesOf(indexed)
  if (titles.length === 0) return NONE
  const own = ownWithoutBrands(name.loud, brands)
  return new Set(
    titles.flatMap(({ id, subjects, several }) => {
      const named = own.length === 0 ? [] : subjects.filter((one) => holds(one, own))
      const isTold =
        named.length > 0 &&
        named.every((one) => saysSame(own, withoutBrands(one, brands), byBrand)) &&
        // "Flow" of "Flow and Flow Pro" is the one and not the other
        new Set(named.map((one) => withoutBrands(one, brands).length)).size === 1 &&
        // of several subjects a product is the one whose words it says
        (!several ||
          (subjects.length === 1 && holds(own, withoutBrands(named[0]!, brands))) ||
          indexed.name.alternatives.some(({ tokens }) => holds(tokens, own)))
      return isTold ? [id] : []
    }),
  )
}

const holds = (all: readonly Token[], own: readonly Token[]): boolean =>
  own.every((token) => all.some((one) => isSame(one, token)))

interface Title {
  readonly id: string
  /** In words of weight. */
  readonly subjects: readonly (readonly Token[])[]
  readonly several: boolean
}

const NONE: ReadonlySet<string> = new Set()
const titles = new WeakMap<IndexedProduct, readonly Title[]>()

function titlesOf(indexed: IndexedProduct): readonly Title[] {
  let known = titles.get(indexed)
  if (!known) {
    known = readTitles(indexed)
    titles.set(indexed, known)
  }
  return known
}

function readTitles({ statements }: IndexedProduct): readonly Title[] {
  const found = new Map<string, Title>()
  for (const { advisory } of statements) {
    if (found.size >= MAX_DOCUMENTS) break
    const title = found.has(advisory.id) ? null : titleOf(advisory)
    if (title === null) continue
    const subjects = productName(title)
      .alternatives.map(({ tokens }) => tokens.filter(({ weight }) => weight !== 'noise'))
      .filter((tokens) => tokens.length > 0)
    const several = subjects.length > 1 || SEVERAL.test(title)
    found.set(advisory.id, { id: advisory.id, subjects, several })
  }
  return [...found.values()].filter(({ subjects }) => subjects.length > 0)
}

/** "Flow Web Portal and Gateway" may be two. */
const SEVERAL = /\s(?:and|or|&)\s/

function saysSame(own: readonly Token[], title: readonly Token[], byBrand: boolean): boolean {
  const kindsAlone = !byBrand && own.every(({ weight }) => weight === 'kind')
  return (
    own.every((token) => title.some((one) => isSame(one, token))) &&
    title.every((one) => (one.weight === 'kind' && !kindsAlone) || own.some((token) => isSame(one, token)))
  )
}

const isSame = (one: Token, other: Token): boolean =>
  one.codes.length > 0 || other.codes.length > 0 ? one.text === other.text : sameWord(one.text, other.text)

/**
 * "Allegro RomPager embedded web server" of Qualcomm Life, "Animas OneTouch Ping" in the title of what Johnson & Johnson is the vendor
 * of: first words, also behind "and", which may be a maker's name.
 */
export function namesInFront(indexed: IndexedProduct): readonly string[] {
  const { name, vendor } = indexed.product
  const own = tellingWords(vendor ?? '')
  // the vendor's own name in the title is no name of another, that of a namesake least of all
  const others = (titleOf(indexed.statements[0]!.advisory) ?? '')
    .split(/\s+(?:and|or|&)\s+|,\s*|\s*\(|\s*\//)
    .slice(0, MAX_PARTS)
    .flatMap((part) => {
      const words = part.trim().split(/\s+/)
      const from = words.findIndex((word) => !own.includes(squeeze(word)))
      return from < 0 || from > Math.max(1, own.length) ? [] : firstName(words.slice(from).join(' '))
    })
  return [...firstName(name), ...others]
}

/** Parts of a title that may begin with a maker's name: "Ethicon and Biosense CARTO 3". */
const MAX_PARTS = 4

function firstName(text: string): readonly string[] {
  const first = /^[\p{L}][\p{L}.-]{2,}/u.exec(text.trim())?.[0]
  return first === undefined || text.trim().length === first.length ? [] : [first]
}

/** Records of feeds are named after single flaws; only titles of advisories about products count. */
const isAboutProducts = ({ issuer }: Advisory): boolean =>
  issuer.kind === 'coordinator' || issuer.kind === 'vendor'

const titleOf = (advisory: Advisory): string | null =>
  isAboutProducts(advisory)
    ? (advisory.title?.slice(0, MAX_NAME).replace(/^ICSM?A[\w-]*_/, '') ?? null)
    : null
