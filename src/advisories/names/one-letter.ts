/** Long words that a slip of the hand turns into each other. */

/** Shorter words have neighbours that are words of their own. */
export const MIN_LETTERS = 6
const LETTERS = /^\p{L}+$/u

/** One letter left out, put in, taken for another or for its neighbour. The first is mostly right, and another last one is another product: "VistaB". */
export function isOneLetterOff(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short === long || short[0] !== long[0] || long.length - short.length > 1) return false
  if (short.length < MIN_LETTERS || long.length <= MIN_LETTERS) return false
  let from = 1
  while (short[from] === long[from]) from++
  const rest = (word: string, at: number): string => word.slice(from + at)
  if (short.length < long.length) return rest(short, 0) === rest(long, 1)
  if (from === short.length - 1) return false
  return (
    rest(short, 1) === rest(long, 1) ||
    (short[from] === long[from + 1] && short[from + 1] === long[from] && rest(short, 2) === rest(long, 2))
  )
}

/** Words by their first letters, made ready when first asked. */
export class LongWords {
  readonly #words: () => Iterable<string>
  #byLetter: Map<string, string[]> | undefined

  constructor(words: () => Iterable<string>) {
    this.#words = words
  }

  near(word: string): readonly string[] {
    return (this.#byFirst().get(word[0] ?? '') ?? []).filter((one) => isOneLetterOff(word, one))
  }

  #byFirst(): ReadonlyMap<string, readonly string[]> {
    if (!this.#byLetter) {
      this.#byLetter = new Map()
      for (const word of this.#words()) {
        if (word.length < MIN_LETTERS || !LETTERS.test(word)) continue
        const list = this.#byLetter.get(word[0]!)
        if (list) list.push(word)
        else this.#byLetter.set(word[0]!, [word])
      }
    }
    return this.#byLetter
  }
}
