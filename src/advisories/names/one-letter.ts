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

/** Words that begin or end alike and are of one length, kept at most: of more no slip of the hand can be told. */
const MOST_ALIKE = 500

/**
 * Words by their halves: two that are one letter off each other begin alike, or end alike. Made ready when first asked. To compare
 * each with all took 3 ms a word beside 100,000, and a name may have a hundred.
 */
export class LongWords {
  readonly #words: () => Iterable<string>
  #byHalf: Map<string, string[]> | undefined

  constructor(words: () => Iterable<string>) {
    this.#words = words
  }

  near(word: string): readonly string[] {
    this.#byHalf ??= halved(this.#words())
    const alike = new Set<string>()
    for (const length of [word.length - 1, word.length, word.length + 1])
      for (const half of halves(word, length)) for (const one of this.#byHalf.get(half) ?? []) alike.add(one)
    return [...alike].filter((one) => isOneLetterOff(word, one))
  }
}

function halved(words: Iterable<string>): Map<string, string[]> {
  const byHalf = new Map<string, string[]>()
  for (const word of words) {
    if (word.length < MIN_LETTERS || !LETTERS.test(word)) continue
    for (const half of halves(word, word.length)) {
      const list = byHalf.get(half)
      if (!list) byHalf.set(half, [word])
      else if (list.length < MOST_ALIKE) list.push(word)
    }
  }
  return byHalf
}

/** What a word of that length, one letter off this one, begins or ends with: a slip is of two letters at most, so one half is whole. */
function halves(word: string, length: number): readonly [string, string] {
  const front = length >> 1
  const back = length - front - 1
  return [`${length} ${word.slice(0, front)}`, `${length} ${word[0]} ${word.slice(-back)}`]
}
