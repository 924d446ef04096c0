/** How many different things each of many keys showed lately: hosts tried, ports, names, users. */
import { RecentMap } from './recent-map.ts'

/** Keys followed at once by default. */
const MOST_KEYS = 4096

export class DistinctWindow<V extends string | number> {
  private readonly seconds: number
  private readonly most: number
  private readonly keys: RecentMap<string, Map<V, number>>

  /** Things count for `seconds`; of each key at most `most` are kept, which must be more than is asked for. */
  constructor(seconds: number, most: number, keys = MOST_KEYS) {
    this.seconds = seconds
    this.most = most
    this.keys = new RecentMap(keys, seconds)
  }

  get overloaded(): boolean {
    return this.keys.overloaded
  }

  /** Takes in that `key` showed `value` at `at`; gives how many different ones it showed within the window. */
  add(key: string, value: V, at: number): number {
    const values = this.keys.use(key, at, () => new Map())
    values.delete(value)
    values.set(value, at)
    for (const [oldest, seen] of values) {
      if (seen > at - this.seconds && values.size <= this.most) break
      values.delete(oldest)
    }
    return values.size
  }

  /** The things of a key in the window, and when each was shown last, oldest first. */
  of(key: string, at: number): ReadonlyMap<V, number> {
    return this.keys.get(key, at) ?? new Map()
  }

  /** Takes a thing back; a key without any takes no room. */
  remove(key: string, value: V, at: number): void {
    const values = this.keys.get(key, at)
    if (values?.delete(value) === true && values.size === 0) this.keys.delete(key)
  }

  /** Begins a key anew, so that the same things are not told twice. */
  clear(key: string): void {
    this.keys.delete(key)
  }

  *[Symbol.iterator](): Generator<[string, ReadonlyMap<V, number>]> {
    yield* this.keys
  }
}
