/** Which words of product names carry weight. */
import { load } from '../../knowledge/load.ts'

export type Weight = 'noise' | 'kind' | 'strong'

let built: ReadonlyMap<string, Weight> | undefined

export function weightOf(word: string): Weight {
  built ??= build()
  return (
    built.get(word) ??
    (word.length > 3 && word.endsWith('s') ? built.get(word.slice(0, -1)) : undefined) ??
    (word.length === 1 && /[a-z]/.test(word) ? 'kind' : 'strong')
  )
}

/** Words that say what kind of product it is. */
export function kindWords(): Iterable<string> {
  built ??= build()
  return built.keys()
}

function build(): ReadonlyMap<string, Weight> {
  const { noise, kinds } = load('productWords', 'product-words.yaml')
  return new Map<string, Weight>([
    ...kinds.map((word) => [word, 'kind'] as const),
    ...noise.map((word) => [word, 'noise'] as const),
  ])
}

let sames: ReadonlyMap<string, string> | undefined

/** One word for several of the same meaning ("application", "app") or of other spelling. */
export function oneWord(word: string): string {
  sames ??= new Map(
    Object.entries(load('productWords', 'product-words.yaml').same).flatMap(([one, others]) =>
      others.map((other) => [other.replace('-', ''), one] as const),
    ),
  )
  return sames.get(word) ?? word
}

let asides: ReadonlySet<string> | undefined

/** Where a product's own name ends and what it is used or built with begins; -1 where it does not. */
export const asideAt = (words: readonly string[]): number =>
  words.findIndex(
    (word, i) =>
      i > 0 &&
      words[i + 1] !== undefined &&
      words[i + 1] !== '' &&
      (opensAside(word.toLowerCase()) ||
        (/^for$/i.test(word) &&
          ((SYSTEM.test(words[i + 1]!) && !opensTerm(words.slice(i + 1))) || isBetweenModels(words, i)))),
  )

/** "Flow API for Windows Integrated Security": the name of something of the system, for which another product is. */
const opensTerm = ([system, ...behind]: readonly string[]): boolean =>
  /^windows$/i.test(system!) &&
  behind.length > 1 &&
  behind.slice(0, 2).every((word) => /^[A-Z][a-z]{3,}$/.test(word) && !RELEASE.test(word))

const RELEASE =
  /^(?:clients?|desktops?|embedded|enterprise|linux|mobile|phone|server|systems?|versions?|vista|workstations?)$/i

/** "KP400 Panel Builder for KP405 and KP408": a model of its own, and those it goes with. */
const isBetweenModels = (words: readonly string[], at: number): boolean =>
  MODEL.test(words[at + 1]!) && words.slice(0, at).some((word) => MODEL.test(word))

const MODEL = /^[A-Z]{1,5}-?\d{2,}[\w‖-]*$/

const SYSTEM = /^(?:android|ios|windows|linux|macos|docker|kubernetes)$/i

function opensAside(word: string): boolean {
  asides ??= new Set(load('productWords', 'product-words.yaml').asides)
  return asides.has(word)
}
