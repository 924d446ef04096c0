/** Answers of an index, kept by what was asked for as long as the index lives. */
import type { StatementIndex } from './index.ts'

/** At `most` answers all of an index are forgotten: what is asked for often comes back at once. */
export class IndexMemory<T> {
  readonly #most: number
  readonly #answers = new WeakMap<StatementIndex, Map<string, T>>()

  constructor(most: number) {
    this.#most = most
  }

  of(index: StatementIndex, key: string, find: () => T): T {
    let known = this.#answers.get(index)
    if (!known) {
      known = new Map()
      this.#answers.set(index, known)
    }
    const before = known.get(key)
    if (before !== undefined) return before
    const found = find()
    if (known.size >= this.#most) known.clear()
    known.set(key, found)
    return found
  }
}
