/**
 * A map of bounded size that forgets what was used longest ago. Traffic made to fill it cannot grow it; if it makes
 * it forget something still in use, that shows in `overloaded`.
 */
export class RecentMap<K, V> {
  /** Something was forgotten that had been used within `seconds`. */
  overloaded = false
  private readonly most: number
  private readonly seconds: number
  private readonly step: number
  private readonly entries = new Map<K, { value: V; at: number }>()
  /**
   * Stays at the oldest entry: one begun anew would step over all that was removed before, each time. It keeps every table
   * alive that the map outgrew since, so it is begun anew once as much was removed as there is.
   */
  private oldest: MapIterator<[K, { value: V; at: number }]> | null = null
  private removed = 0

  /** Keeps `most` entries; one used within `seconds` (packet time) still matters. */
  constructor(most: number, seconds: number) {
    this.most = most
    this.seconds = seconds
    this.step = Math.max(1, seconds / 64)
  }

  get size(): number {
    return this.entries.size
  }

  /** The value of `key`, used at `at`; `undefined` without one. */
  get(key: K, at: number): V | undefined {
    const entry = this.entries.get(key)
    if (entry === undefined) return undefined
    // Moving an entry on is most of what a look-up costs: a sixty-fourth of the time that matters is soon enough.
    if (at > entry.at + this.step) {
      entry.at = at
      this.remove(key)
      this.entries.set(key, entry)
    }
    return entry.value
  }

  /** As `get`; a key that is new, or was last used longer ago than matters, gets what `make` gives. */
  use(key: K, at: number, make: () => V): V {
    const known = this.get(key, at)
    if (known !== undefined) return known
    const value = make()
    this.set(key, at, value)
    return value
  }

  set(key: K, at: number, value: V): void {
    this.remove(key)
    if (this.entries.size >= this.most) this.forgetOldest(at)
    this.entries.set(key, { value, at })
  }

  delete(key: K): void {
    this.remove(key)
  }

  *[Symbol.iterator](): Generator<[K, V]> {
    for (const [key, { value }] of this.entries) yield [key, value]
  }

  private forgetOldest(now: number): void {
    let next = this.iterator().next()
    if (next.done === true) {
      this.oldest = null
      next = this.iterator().next()
      if (next.done === true) return
    }
    const [key, { at }] = next.value
    if (at > now - this.seconds) this.overloaded = true
    this.remove(key)
  }

  private iterator(): MapIterator<[K, { value: V; at: number }]> {
    this.oldest ??= this.entries.entries()
    return this.oldest
  }

  private remove(key: K): void {
    if (!this.entries.delete(key) || ++this.removed <= this.entries.size + 1024) return
    this.removed = 0
    this.oldest = null
  }
}
