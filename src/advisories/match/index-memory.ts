/** Answers of an index, kept by what was asked for as long as the index lives. */
import type { StatementIndex } from './index.ts'

interface Answers<T> {
  readonly known: Map<string, T>
  size: number
}

/** Once the answers' sizes together reach `most`, all of an index are forgotten: what is asked for often comes back at once. */
export class IndexMemory<T> {
  readonly #most: number
  readonly #sizeOf: (answer: T) => number
  readonly #answers = new WeakMap<StatementIndex, Answers<T>>()

  constructor(most: number, sizeOf: (answer: T) => number = () => 1) {
    this.#most = most
    this.#sizeOf = sizeOf
  }

  of(index: StatementIndex, key: string, find: () => T): T {
    let answers = this.#answers.get(index)
    if (!answers) {
      answers = { known: new Map(), size: 0 }
      this.#answers.set(index, answers)
    }
    const before = answers.known.get(key)
    if (before !== undefined) return before
    const found = find()
    if (answers.size >= this.#most) {
      answers.known.clear()
      answers.size = 0
    }
    answers.known.set(key, found)
    answers.size += this.#sizeOf(found)
    return found
  }
}
