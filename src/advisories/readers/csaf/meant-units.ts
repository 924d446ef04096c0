/** Units that the prose of a document confines its products to: by serial number, date or revision of hardware. */
import { remember } from '../../../model/remember.ts'
import { type Units, unitsIn } from '../../prose/units.ts'
import type { Condition } from '../../statement.ts'
import { type Json, text } from '../json.ts'
import type { LeafReading } from './leaf.ts'
import { namedIn } from './subject.ts'

/** Categories of notes that may say which units are meant; others speak of the publisher's rules and of good practice. */
const TELLING = new Set(['summary', 'description', 'details'])

const MAX_TEXTS = 400
/** Sentences of a document that are asked which product they name: each is weighed with each product. */
const MOST_SENTENCES = 100

export class MeantUnits {
  readonly #names: readonly string[]
  readonly #brands: ReadonlySet<string>
  readonly #ofDocument: readonly Units[]
  readonly #named = new Map<string, ReadonlySet<string>>()
  /** Every product of a vulnerability asks for the same texts. */
  readonly #unitsIn = remember(MAX_TEXTS, unitsIn)

  constructor(notes: readonly Json[], names: readonly string[], brands: ReadonlySet<string>) {
    this.#names = names
    this.#brands = brands
    this.#ofDocument = notes
      .filter((note) => TELLING.has(text(note.category) ?? ''))
      .flatMap((note) => unitsIn(text(note.text) ?? ''))
      .slice(0, MOST_SENTENCES)
  }

  /** `summary` of a vulnerability, and what is said of remedies for the product of this name. */
  confine(name: string, reading: LeafReading, summary: string, remedies: readonly string[]): LeafReading {
    const said = [
      ...this.#ofDocument,
      ...this.#unitsIn(summary),
      // a remedy tells who needs none
      ...remedies.flatMap(this.#unitsIn).filter(({ cleared }) => cleared),
    ]
    // who is cleared in a document on some versions has a later one
    const meant = said.filter(
      (one) => this.#isOf(name, one) && (!one.cleared || reading.constraint.kind === 'all'),
    )
    if (meant.length === 0) return reading
    const known = new Set(reading.conditions.map(kindOf))
    const conditions = oncePerKind(meant).filter((one) => !known.has(kindOf(one)))
    return { ...reading, conditions: [...reading.conditions, ...conditions] }
  }

  /** The sentence names this product, or none; of sentences beyond the bound nobody can tell, and nobody is cleared by them. */
  #isOf(name: string, { sentence }: Units): boolean {
    if (this.#names.length < 2) return true
    let named = this.#named.get(sentence)
    if (!named) {
      if (this.#named.size >= MOST_SENTENCES) return false
      named = new Set(namedIn(sentence, this.#names, this.#brands))
      this.#named.set(sentence, named)
    }
    return named.size === 0 || named.has(name)
  }
}

const kindOf = ({ kind }: Condition): string => (kind === 'serial-prefix' ? 'serial' : kind)

/** Two sentences on serial numbers may mean either: which, nobody can tell from here. */
function oncePerKind(meant: readonly Units[]): readonly Condition[] {
  const distinct = [
    ...new Map(meant.map((one) => [`${kindOf(one.condition)} ${one.sentence}`, one])).values(),
  ]
  return [...Map.groupBy(distinct, ({ condition }) => kindOf(condition)).values()].map(
    ([first, ...others]) =>
      others.length === 0
        ? first!.condition
        : { kind: 'text', text: [first!, ...others].map(({ sentence }) => sentence).join('. ') },
  )
}
