/** Products of a document that its words clear of single vulnerabilities, whatever its lists say. */
import { squeeze } from '../../names/tokens.ts'
import { clearedOf } from '../../prose/cleared-of.ts'
import { type Json, objects, text } from '../json.ts'
import { isAmongOwn } from './own-vulnerabilities.ts'
import type { Leaf } from './tree.ts'

/** Texts of one document that are read; conversions repeat a few for every vulnerability. */
const MOST_TEXTS = 1_000

export class ClearedProducts {
  /** By vulnerability: names of products, squeezed. */
  readonly #names = new Map<string, Set<string>>()
  readonly #brands: readonly string[]

  /** `notes`: of the document; `brands`: names of the maker, which may stand in front of a product's. */
  constructor(notes: readonly Json[], entries: readonly Json[], brands: Iterable<string>) {
    this.#brands = [...brands].map(squeeze).filter((one) => one !== '')
    const texts = new Set<string>()
    const add = (one: unknown): void => {
      const said = text(one)
      if (said !== null && texts.size < MOST_TEXTS) texts.add(said)
    }
    for (const note of notes) add(note.text)
    for (const entry of entries) {
      for (const note of objects(entry.notes)) add(note.text)
      for (const remedy of objects(entry.remediations)) add(remedy.details)
    }
    for (const said of texts)
      for (const { names, vulnerabilities } of clearedOf(said))
        for (const id of vulnerabilities) {
          const known = this.#names.get(id) ?? new Set()
          for (const name of names) known.add(this.#bare(name))
          this.#names.set(id, known)
        }
  }

  /** `product`: it is, in any version; `leaf`: in the versions of this leaf. */
  says(id: string, { name, fullName, version }: Leaf): 'product' | 'leaf' | null {
    if (this.#names.get(id)?.has(this.#bare(name))) return 'product'
    return isAmongOwn(id, [name, fullName, version ?? '']) ? null : 'leaf'
  }

  /** "The Acme Flow Pump devices" is the Flow Pump. */
  #bare(name: string): string {
    const words = name
      .trim()
      .replace(/^(?:the|all)\s+/i, '')
      .replace(/\s+(?:devices?|products?|systems?|series|family)$/i, '')
    const whole = squeeze(words)
    const brand = this.#brands.find((one) => whole.startsWith(one) && whole.length > one.length)
    return brand === undefined ? whole : whole.slice(brand.length)
  }
}
