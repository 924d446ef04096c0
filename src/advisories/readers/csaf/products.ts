/** The products that the leaves of one document name, and what the leaves say of their versions: each is read once. */
import {
  type Condition,
  type ProductReference,
  productReference,
  type Statement,
  type Status,
} from '../../statement.ts'
import { allVersions, unstated } from '../../versions/constraint.ts'
import type { Json } from '../json.ts'
import { isSystem, revisionIn } from './combined.ts'
import { familyWords, formsOf, modelsOfSeveral } from './family-words.ts'
import { withFormerName } from './former-name.ts'
import { withoutImmune } from './immune.ts'
import { type LeafReading, readLeaf } from './leaf.ts'
import { versionsOfPackage } from './package.ts'
import { readProduct } from './product.ts'
import type { ShortNames } from './short-names.ts'
import type { Leaf } from './tree.ts'

export class Products {
  /** Each once. */
  readonly names: readonly string[]
  readonly #references = new Map<string, ProductReference>()
  readonly #readings = new Map<string, LeafReading>()
  readonly #helpers = new Alike()
  readonly #familyWords: readonly string[]
  readonly #forms: ReadonlyMap<string, readonly string[]>
  readonly #sharedModels: ReadonlySet<string>
  /** Names of products of which a range ends at an undotted number ("<= 3xx"): single numbers beside it are releases too. */
  readonly #counted: ReadonlySet<string>
  readonly #short: ShortNames
  readonly #immune: readonly string[]

  /** `immune`: words of sisters that are not affected. */
  constructor(leaves: readonly Leaf[], short: ShortNames, immune: readonly string[]) {
    this.#short = short
    this.#immune = immune
    this.names = [...new Set(leaves.map(({ name }) => name))].slice(0, MAX_NAMES)
    this.#familyWords = familyWords(this.names)
    this.#forms = formsOf(this.names)
    this.#counted = new Set(
      leaves.flatMap(({ name, version }) =>
        /^\s*[<>]=?\s*v?\d{1,2}[\dx]{2}\s*$/i.test(version ?? '') ? name : [],
      ),
    )
    this.#sharedModels = modelsOfSeveral(
      leaves.slice(0, MAX_NAMES).map((leaf) => [leaf.name, this.read(leaf).models]),
    )
  }

  read(leaf: Leaf): LeafReading {
    const key = `${leaf.name}\n${leaf.fullName}\n${leaf.version}`
    let reading = this.#readings.get(key)
    if (!reading) {
      reading = readLeaf({ ...leaf, numbered: this.#counted.has(leaf.name) })
      this.#readings.set(key, reading)
    }
    return reading
  }

  /** A package that is mended stays so. */
  readAs(leaf: Leaf, status: Status): LeafReading {
    if (leaf.package === null) return this.read(leaf)
    const constraint = versionsOfPackage(leaf.package, allVersions(), status === 'fixed')
    return { constraint, otherReadings: [], conditions: [], models: [] }
  }

  of(leaf: Leaf, models: readonly string[]): ProductReference {
    const key = `${leaf.vendor}\n${leaf.name}\n${models.join('|')}\n${this.#helpers.numberOf(leaf.helper)}`
    let product = this.#references.get(key)
    if (!product) {
      const shared = this.#sharedModels.has(models.join('|'))
      const named = { ...leaf, name: withoutImmune(withFormerName(leaf), this.#immune, this.names) }
      product = {
        ...readProduct(named, models, shared, this.#familyWords),
        forms: this.#forms.get(leaf.name) ?? [],
        short: this.#short.of(leaf.name),
      }
      this.#references.set(key, product)
    }
    return product
  }

  /** A part of a maker's product, as a product by itself. */
  ofPart(vendor: string | null, name: string): ProductReference {
    const key = `${vendor}\n${name}`
    let product = this.#references.get(key)
    if (!product) {
      product = productReference(name, { vendor, short: this.#short.told(name) ?? this.#short.of(name) })
      this.#references.set(key, product)
    }
    return product
  }

  /** What else must be the case of a device: parts that it holds, what it runs on or with, single units. */
  conditions(leaf: Leaf, reading: LeafReading): Statement['conditions'] {
    const held = leaf.holds.map(
      (one): Condition =>
        one.kind === 'hardware'
          ? revisionIn(one.words)
          : { kind: 'component', name: one.part.name, constraint: this.read(one.part).constraint },
    )
    const { serialNumbers } = this.of(leaf, reading.models)
    if (serialNumbers.length > 0) held.push({ kind: 'serial-list', numbers: serialNumbers })
    const around: Condition[] = []
    for (let outer = leaf.within; outer !== null; outer = outer.within) around.push(this.#beside(outer))
    return held.length + around.length === 0
      ? reading.conditions
      : [...reading.conditions, ...held, ...around]
  }

  /** A general system, or another product that it runs on or with. */
  #beside(outer: Leaf): Condition {
    const { constraint, models } = this.read(outer)
    if (isSystem(outer)) return { kind: 'os', name: outer.name, constraint: unstated() }
    return { kind: 'together-with', product: this.of(outer, models), constraint }
  }
}

/** Objects that read the same have the same number; each is read once, as one may list every unit that was built. */
class Alike {
  readonly #byText = new Map<string, number>()
  readonly #known = new WeakMap<Json, number>()

  numberOf(one: Json): number {
    let number = this.#known.get(one)
    if (number === undefined) {
      const text = JSON.stringify(one)
      number = this.#byText.get(text) ?? this.#byText.size
      this.#byText.set(text, number)
      this.#known.set(one, number)
    }
    return number
  }
}

/** Names of one document that are told apart when a fix is assigned; beyond that it goes to all. */
export const MAX_NAMES = 400
