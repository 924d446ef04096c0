/**
 * Row numbers found by a key of a few 32-bit words: typed arrays only, so that a million rows cost no garbage
 * collection. Rows are kept in order of use; when the index is full the least recently used one goes.
 *
 * One final class for all tables: were `find` inherited, the engine would see as many shapes of `this` as there
 * are tables and load every field through a polymorphic check (measured: twice the time per look-up).
 */

/** The table whose rows these are. */
export interface RowOwner {
  /** Called before a row leaves, whether it timed out, was evicted or is flushed at the end. */
  leaving(row: number): void
  /** Grow every column to `capacity` rows. */
  resize(capacity: number): void
}

/** Rows a table has room for at first. */
export const FIRST_CAPACITY = 1024
const NONE = -1

export class KeyIndex {
  /** The caller writes the key here before `find` and `add`. */
  readonly key: Int32Array
  /** Rows in use. */
  size = 0
  /** Rows that had to go because the table was full. */
  evicted = 0

  private readonly owner: RowOwner
  private readonly keyWords: number
  private readonly maxRows: number
  private capacity = FIRST_CAPACITY
  private keys: Int32Array
  private buckets: Int32Array
  private chain: Int32Array
  /** Hash of each row's key, so that a row is dropped or rehashed without its key. */
  private hashes: Int32Array
  private older: Int32Array
  private newer: Int32Array
  private oldestRow = NONE
  private newestRow = NONE
  private firstFree = NONE
  private used = 0
  private lastFound = NONE

  /** `maxRows` is rounded up to a power of two. */
  constructor(keyWords: number, maxRows: number, owner: RowOwner) {
    this.owner = owner
    this.keyWords = keyWords
    this.maxRows = Math.max(FIRST_CAPACITY, 2 ** Math.ceil(Math.log2(maxRows)))
    this.key = new Int32Array(keyWords)
    this.keys = new Int32Array(FIRST_CAPACITY * keyWords)
    this.buckets = new Int32Array(FIRST_CAPACITY).fill(NONE)
    this.chain = new Int32Array(FIRST_CAPACITY)
    this.hashes = new Int32Array(FIRST_CAPACITY)
    this.older = new Int32Array(FIRST_CAPACITY)
    this.newer = new Int32Array(FIRST_CAPACITY)
  }

  /**
   * The row of `key`, or -1. `words`: how many leading words tell keys of this kind apart (the others are 0);
   * the same for all keys with the same leading words.
   */
  find(words = this.keyWords): number {
    // Packets come in runs of one conversation: the row found last answers without hashing every second time.
    if (this.lastFound !== NONE && this.holds(this.lastFound, words)) return this.lastFound
    const bucket = this.hash(words) & (this.capacity - 1)
    for (let row = this.buckets[bucket]!; row !== NONE; row = this.chain[row]!)
      if (this.holds(row, words)) {
        this.lastFound = row
        return row
      }
    return NONE
  }

  /** The row found last, if its key begins with these words (and they tell it apart); else -1. Spares filling `key`. */
  lastIs(first: number, second: number, third: number, fourth: number): number {
    const row = this.lastFound
    if (row === NONE) return NONE
    const { keys } = this
    const base = row * this.keyWords
    return keys[base] === first &&
      keys[base + 1] === second &&
      keys[base + 2] === third &&
      keys[base + 3] === fourth
      ? row
      : NONE
  }

  /** A new row for `key` (which must not be there yet), the most recently used one. Its columns hold old values. */
  add(words = this.keyWords): number {
    if (this.firstFree === NONE && this.used === this.capacity) this.makeRoom()
    let row = this.firstFree
    if (row === NONE) row = this.used++
    else this.firstFree = this.chain[row]!
    this.keys.set(this.key, row * this.keyWords)
    this.hashes[row] = this.hash(words)
    this.enter(row)
    this.size++
    this.append(row)
    return row
  }

  /** Word `i` of a row's key. */
  keyAt(row: number, i: number): number {
    return this.keys[row * this.keyWords + i]!
  }

  /** Marks a row as the most recently used one. */
  touch(row: number): void {
    if (row === this.newestRow) return
    this.unlink(row)
    this.append(row)
  }

  /** The least recently used row, or -1. */
  oldest(): number {
    return this.oldestRow
  }

  /** The next row in order of use, or -1. */
  newerThan(row: number): number {
    return this.newer[row]!
  }

  remove(row: number): void {
    this.owner.leaving(row)
    this.drop(row)
  }

  /** Takes out every row, oldest first. */
  flush(): void {
    while (this.oldestRow !== NONE) this.remove(this.oldestRow)
  }

  private holds(row: number, words: number): boolean {
    const { key, keys } = this
    const base = row * this.keyWords
    for (let i = 0; i < words; i++) if (keys[base + i] !== key[i]) return false
    return true
  }

  private drop(row: number): void {
    if (row === this.lastFound) this.lastFound = NONE
    const bucket = this.hashes[row]! & (this.capacity - 1)
    let at = this.buckets[bucket]!
    if (at === row) this.buckets[bucket] = this.chain[row]!
    else {
      while (this.chain[at] !== row) at = this.chain[at]!
      this.chain[at] = this.chain[row]!
    }
    this.unlink(row)
    this.chain[row] = this.firstFree
    this.firstFree = row
    this.size--
  }

  private enter(row: number): void {
    const bucket = this.hashes[row]! & (this.capacity - 1)
    this.chain[row] = this.buckets[bucket]!
    this.buckets[bucket] = row
  }

  /** Multiplicative hashing (Knuth 6.4), folded so that high bits reach the low. */
  private hash(words: number): number {
    const { key } = this
    let h = 0
    for (let i = 0; i < words; i++) {
      h = Math.imul(h ^ key[i]!, 0x9e3779b1)
      h ^= h >>> 15
    }
    return h
  }

  private append(row: number): void {
    this.older[row] = this.newestRow
    this.newer[row] = NONE
    if (this.newestRow === NONE) this.oldestRow = row
    else this.newer[this.newestRow] = row
    this.newestRow = row
  }

  private unlink(row: number): void {
    const before = this.older[row]!
    const after = this.newer[row]!
    if (before === NONE) this.oldestRow = after
    else this.newer[before] = after
    if (after === NONE) this.newestRow = before
    else this.older[after] = before
  }

  private makeRoom(): void {
    if (this.capacity < this.maxRows) {
      this.grow()
      return
    }
    // Whoever is told that the row leaves may look up other keys meanwhile.
    const wanted = this.key.slice()
    this.evicted++
    this.remove(this.oldestRow)
    this.key.set(wanted)
  }

  private grow(): void {
    const capacity = this.capacity * 2
    this.keys = enlarge(this.keys, capacity * this.keyWords)
    this.hashes = enlarge(this.hashes, capacity)
    this.chain = enlarge(this.chain, capacity)
    this.older = enlarge(this.older, capacity)
    this.newer = enlarge(this.newer, capacity)
    this.buckets = new Int32Array(capacity).fill(NONE)
    this.capacity = capacity
    for (let row = this.oldestRow; row !== NONE; row = this.newer[row]!) this.enter(row)
    this.owner.resize(capacity)
  }
}

/** A longer copy of a column. */
export function enlarge<T extends Int32Array | Float64Array>(column: T, length: number): T {
  const longer = new (column.constructor as new (n: number) => T)(length)
  longer.set(column)
  return longer
}
