/**
 * Chance that can be repeated: a small seeded generator (xoshiro128**, Blackman and Vigna, "Scrambled linear
 * pseudorandom number generators", 2018), whose state is spread from the seed by splitmix32.
 *
 * Every device, ward and dialogue draws from a fork with a name of its own, so that adding a persona changes nobody
 * else's numbers.
 */

export class Random {
  readonly #seed: number
  readonly #s = new Uint32Array(4)

  constructor(seed: number) {
    this.#seed = seed >>> 0
    let state = this.#seed
    for (let i = 0; i < 4; i++) {
      state = (state + 0x9e3779b9) >>> 0
      this.#s[i] = mix(state)
    }
  }

  /** A generator of its own; the same name of the same parent gives the same numbers, however much was drawn. */
  fork(name: string): Random {
    return new Random(hash(name, this.#seed))
  }

  /** 32 bits. */
  word(): number {
    const s = this.#s
    const b = s[1]!
    const product = Math.imul(b, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0
    const t = b << 9
    s[2]! ^= s[0]!
    s[3]! ^= b
    s[1] = b ^ s[2]!
    s[0]! ^= s[3]!
    s[2]! ^= t
    const d = s[3]!
    s[3] = (d << 11) | (d >>> 21)
    return result
  }

  /** 0 up to but not including 1. */
  float(): number {
    return this.word() / 0x1_0000_0000
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.float() * (high - low + 1))
  }

  between(low: number, high: number): number {
    return low + this.float() * (high - low)
  }

  chance(probability: number): boolean {
    return this.float() < probability
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.float() * list.length)]!
  }

  /** One of `list`, each as likely as its `share` says. */
  weighted<T extends { readonly share: number }>(list: readonly T[]): T {
    let left = this.float() * list.reduce((sum, one) => sum + one.share, 0)
    for (const one of list) {
      left -= one.share
      if (left < 0) return one
    }
    return list.at(-1)!
  }

  /** `mean` give or take `share` of it, evenly. */
  jitter(mean: number, share: number): number {
    return mean * (1 + share * (2 * this.float() - 1))
  }

  /** Waiting time of a memoryless process. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.float())
  }

  bytes(length: number): Uint8Array {
    const words = new Uint32Array((length + 3) >> 2)
    for (let i = 0; i < words.length; i++) words[i] = this.word()
    return new Uint8Array(words.buffer, 0, length)
  }

  digits(count: number): string {
    let text = ''
    for (let i = 0; i < count; i++) text += this.int(0, 9)
    return text
  }
}

/** FNV-1a over UTF-16 units, finished by the mixer of splitmix32. */
export function hash(text: string, seed = 0): number {
  let h = (0x811c9dc5 ^ seed) >>> 0
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0
  return mix(h)
}

function mix(word: number): number {
  let z = word >>> 0
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
  return (z ^ (z >>> 15)) >>> 0
}
