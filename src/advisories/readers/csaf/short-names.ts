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

const TOLD_BEHIND = /^s?\s?\(([A-Z]{2,6})\)/
/** Places of a name that are looked at. */
const MOST_PLACES = 50

export class ShortNames {
  readonly #said: ReadonlySet<string>
  readonly #text: string

  constructor(title: string | null, entries: readonly Json[]) {
    const texts = entries.flatMap((entry) => [
      ...objects(entry.notes).map((note) => text(note.text) ?? ''),
      ...objects(entry.remediations).map((one) => text(one.details) ?? ''),
    ])
    this.#text = [title ?? '', ...texts].join('\n').slice(0, MAX_TEXT)
    const words = this.#text.match(ACRONYM)
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

  /** "Wireless Battery Module (WBM)": letters that the document writes behind a name, whatever they stand for. */
  told(name: string): string | null {
    const words = name.trim().replace(/s$/, '')
    if (words.length < 4) return null
    const text = this.#text.toLowerCase()
    const called = words.toLowerCase()
    let at = text.indexOf(called)
    for (let tries = 0; at >= 0 && tries < MOST_PLACES; tries++) {
      const behind = TOLD_BEHIND.exec(this.#text.slice(at + words.length, at + words.length + 12))?.[1]
      if (behind !== undefined) return behind
      at = text.indexOf(called, at + 1)
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

/** The words of a text with short forms of parts written out, as the document tells them. */
export function withPartsSpelled(words: string, parts: readonly string[], short: ShortNames): string {
  let spelled = words
  for (const part of parts.slice(0, MOST_PARTS)) {
    const letters = short.told(part)
    if (letters !== null) spelled = spelled.replaceAll(new RegExp(`\\b${letters}s?\\b`, 'g'), () => part)
  }
  return spelled
}

const MOST_PARTS = 20
