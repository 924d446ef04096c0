/** What goes wrong under way, at chosen rates: segments lost behind the mirror port (seen twice), or overtaken. */
import type { Random } from '../random.ts'

export interface MishapRates {
  /** Shares of data segments, 0-1. */
  readonly lost: number
  readonly reordered: number
}

export class Mishaps {
  readonly #random: Random
  readonly #rates: MishapRates
  #left: number

  constructor(rates: MishapRates, random: Random) {
    this.#rates = rates
    this.#random = random
    this.#left = this.#distance()
  }

  /** What happens to the next data segment. */
  next(): 'none' | 'lost' | 'reordered' {
    if (--this.#left > 0) return 'none'
    this.#left = this.#distance()
    const { lost, reordered } = this.#rates
    return this.#random.float() * (lost + reordered) < lost ? 'lost' : 'reordered'
  }

  /** Microseconds until a lost segment is sent again (RFC 6298: at least the smallest timeout in use, 200 ms). */
  timeout(delay: number): number {
    return 200_000 + 4 * delay + this.#random.int(0, 20_000)
  }

  #distance(): number {
    const rate = this.#rates.lost + this.#rates.reordered
    return rate === 0 ? Number.POSITIVE_INFINITY : 1 + Math.floor(this.#random.exponential(1 / rate))
  }
}
