/**
 * A table of rows found by key: the index, and columns that subclasses add. Subclasses override `leaving` and
 * `resize`; all rows are bounded and leave least recently used first.
 */
import { enlarge, FIRST_CAPACITY, KeyIndex } from './key-index.ts'

export abstract class KeyedTable {
  protected readonly index: KeyIndex

  /** `maxRows` is rounded up to a power of two. */
  constructor(keyWords: number, maxRows: number) {
    this.index = new KeyIndex(keyWords, maxRows, {
      leaving: (row) => this.leaving(row),
      resize: (capacity) => this.resize(capacity),
    })
  }

  /** Called before a row leaves the table, whether it timed out, was evicted or is flushed at the end. */
  protected abstract leaving(row: number): void
  /** Grow every column to `capacity` rows. */
  protected abstract resize(capacity: number): void

  /** The caller writes the key here before `find` and `add`. */
  get key(): Int32Array {
    return this.index.key
  }

  /** Rows in use. */
  get size(): number {
    return this.index.size
  }

  /** Rows that had to go because the table was full. */
  get evicted(): number {
    return this.index.evicted
  }

  /** The row of `key`, or -1. */
  find(): number {
    return this.index.find()
  }

  /** A new row for `key` (which must not be there yet), the most recently used one. Its columns hold old values. */
  add(): number {
    return this.index.add()
  }

  /** Word `i` of a row's key. */
  keyAt(row: number, i: number): number {
    return this.index.keyAt(row, i)
  }

  /** Marks a row as the most recently used one. */
  touch(row: number): void {
    this.index.touch(row)
  }

  /** The least recently used row, or -1. */
  oldest(): number {
    return this.index.oldest()
  }

  remove(row: number): void {
    this.index.remove(row)
  }

  /** Takes out every row, oldest first. */
  flush(): void {
    this.index.flush()
  }

  /** The next row in order of use, or -1. */
  protected newerThan(row: number): number {
    return this.index.newerThan(row)
  }
}

export { enlarge, FIRST_CAPACITY }
