/** Letters by which a document calls its products: "DWP" of the "DoseWise Portal", which its remediations speak of. */
import { firstLettersOf, initialsOf } from '../../names/initials.ts'
import { type Token, tokensOf } from '../../names/tokens.ts'
import { type Json, objects, text } from '../json.ts'

/** Longest text in which they are looked for, in UTF-16 units. */
const MAX_TEXT = 200_000
const ACRONYM = /\b[a-z]?[A-Z]{3,6}(?=s?\b)/g
/** Words that initials stand for, in front of others of a name. */
const FEWEST_IN_FRONT = 3
/** "(WBM)" in the name itself. */
const TOLD = /\([A-Za-z]{0,3}[A-Z]{2,6}\)/

export class ShortNames {
  readonly #said: ReadonlySet<string>

  constructor(title: string | null, entries: readonly Json[]) {
    const texts = entries.flatMap((entry) => [
      ...objects(entry.notes).map((note) => text(note.text) ?? ''),
      ...objects(entry.remediations).map((one) => text(one.details) ?? ''),
    ])
    const words = [title ?? '', ...texts].join('\n').slice(0, MAX_TEXT).match(ACRONYM)
    this.#said = new Set(words?.map((word) => word.toLowerCase()))
  }

  /** `null` where the document does not use the initials of the name, or the name tells its short form itself. */
  of(name: string): string | null {
    if (this.#said.size === 0 || TOLD.test(name)) return null
    const tokens = tokensOf(name.replace(/\([^)]*\)?/g, ' '))
    const short = this.#saidOf(tokens)
    if (short !== null) return short
    // "VBO Workstation" of the "VentaStruct Building Operation Workstation", where the document speaks of the VBO
    for (let count = tokens.length - 1; count >= FEWEST_IN_FRONT; count--) {
      const front = this.#saidOf(tokens.slice(0, count))
      if (front !== null) return [front, ...tokens.slice(count).map(({ raw }) => raw)].join(' ')
    }
    return null
  }

  #saidOf(tokens: readonly Token[]): string | null {
    const short = [initialsOf(tokens), firstLettersOf(tokens)].find(
      (letters) => letters.length > 2 && this.#said.has(letters),
    )
    return short?.toUpperCase() ?? null
  }
}
