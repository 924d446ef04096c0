/** Whether a fixed version that a remediation mentions is meant for a product, among all that the document speaks of. */
import { remember } from '../../../model/remember.ts'
import type { FixMention } from '../../prose/fixes.ts'
import type { Constraint } from '../../versions/constraint.ts'
import { judge } from '../../versions/judge.ts'
import { isBeyond, isOfPart, isOfSomethingElse, namedProducts, type Vocabulary } from './fixes.ts'
import type { LeafReading } from './leaf.ts'

export class WhoseFix {
  readonly #names: readonly string[]
  readonly #brands: ReadonlySet<string>
  readonly #vocabulary: Vocabulary
  readonly #constraints: readonly Constraint[]
  /** By mention, since every product of every vulnerability asks. */
  readonly #foreign = new Map<string, boolean>()
  readonly #named = new Map<string, ReadonlySet<string>>()

  /** `constraints`: of all products. */
  constructor(
    names: readonly string[],
    brands: ReadonlySet<string>,
    vocabulary: Vocabulary,
    constraints: readonly Constraint[],
  ) {
    this.#names = names
    this.#brands = brands
    this.#vocabulary = vocabulary
    this.#constraints = constraints
  }

  isFor(mention: FixMention, name: string, { constraint, conditions }: LeafReading): boolean {
    if (isOfPart(mention, conditions)) return false
    const names = this.#names
    const key = `${mention.lead}\n${mention.version}\n${mention.sentence}`
    let foreign = this.#foreign.get(key)
    if (foreign === undefined) {
      foreign = isOfSomethingElse(mention, names, this.#brands, this.#vocabulary)
      this.#foreign.set(key, foreign)
    }
    if (foreign) return false
    if (names.length < 2) return true
    let named = this.#named.get(key)
    if (!named) {
      named = new Set(namedProducts(mention, names, this.#brands))
      this.#named.set(key, named)
    }
    // a fix that names none of several products says little of one that is affected in every version
    return named.size === 0
      ? constraint.kind !== 'all' && !this.#isOfSister(mention.version, constraint)
      : named.has(name)
  }

  /** "Update to 3.1 and 2.3", of a product up to 3.0 and another up to 2.2: the second is no fix of the first. */
  #isOfSister(version: string, constraint: Constraint): boolean {
    return judge(version, constraint).verdict === 'inside' && this.#isBeyondAny(version)
  }

  readonly #isBeyondAny = remember(MAX_VERSIONS, (version) =>
    this.#constraints.some((one) => isBeyond(version, one)),
  )
}

const MAX_VERSIONS = 400
