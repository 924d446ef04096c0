/** What a document calls its subject around the product's own name: its title, the name in full. */
import { tellingWords } from '../names/makers.ts'
import { initials, productName } from '../names/product-name.ts'
import { squeeze, type Token } from '../names/tokens.ts'
import type { IndexedProduct } from './index.ts'

/** All tokens of what a document calls its subject, and the short forms of its words. */
export interface Context {
  readonly tokens: readonly Token[]
  readonly short: ReadonlySet<string>
}

const NO_CONTEXT: Context = { tokens: [], short: new Set() }
/** A context of more tokens is prose. */
const MAX_CONTEXT = 80
const contexts = new WeakMap<IndexedProduct, Context>()

/**
 * Product name, title and full name together. Records of feeds are named after single flaws; only advisories about products
 * count.
 */
export function contextOf(indexed: IndexedProduct): Context {
  let known = contexts.get(indexed)
  if (!known) {
    known = readContext(indexed)
    contexts.set(indexed, known)
  }
  return known
}

function readContext(indexed: IndexedProduct): Context {
  const { statements, product, name } = indexed
  const { advisory } = statements[0]!
  if (advisory.issuer.kind !== 'coordinator' && advisory.issuer.kind !== 'vendor') return NO_CONTEXT
  const texts = [titleOf(indexed), product.fullName]
  const names = [name, ...texts.flatMap((text) => (text ? [productName(text)] : []))]
  const tokens = names.flatMap(({ alternatives }) =>
    alternatives.flatMap((one) => [...one.tokens, ...one.notes]),
  )
  if (tokens.length > MAX_CONTEXT) return NO_CONTEXT
  return { tokens, short: new Set(initials(tokens.filter(({ codes }) => codes.length === 0))) }
}

/**
 * "Allegro RomPager embedded web server" of Qualcomm Life, "Animas OneTouch Ping" in the title of what Johnson & Johnson is the vendor
 * of: first words, which may be a maker's name.
 */
export function namesInFront(indexed: IndexedProduct): readonly string[] {
  const { name, vendor } = indexed.product
  const ofTitle = firstName(titleOf(indexed) ?? '')
  // the vendor's own name in the title is no name of another, that of a namesake least of all
  const others = ofTitle.filter((first) => !tellingWords(vendor ?? '').includes(squeeze(first)))
  return [...firstName(name), ...others]
}

function firstName(text: string): readonly string[] {
  const first = /^[\p{L}][\p{L}.-]{2,}/u.exec(text.trim())?.[0]
  return first === undefined || text.trim().length === first.length ? [] : [first]
}

/** Records of feeds are named after single flaws; only titles of advisories about products count. */
function titleOf({ statements }: IndexedProduct): string | null {
  const { title, issuer } = statements[0]!.advisory
  if (issuer.kind !== 'coordinator' && issuer.kind !== 'vendor') return null
  return title?.replace(/^ICSM?A[\w-]*_/, '') ?? null
}
