/** Serial numbers, each of one unit only: few digits drawn at random soon meet again. */
import type { Persona } from './persona.ts'
import type { Random } from './random.ts'

/** Draws before two units may have one number: a maker's form can have fewer numbers than the hospital has units. */
const DRAWS = 50

export class Serials {
  readonly #given = new Set<string>()

  /** `null`: it has none that matters. */
  of({ serial }: Persona['product'], random: Random, number: number): string | null {
    if (serial === undefined) return null
    for (let draw = 0; ; draw++) {
      const drawn = serial(random.fork(draw === 0 ? 'serial' : `serial ${draw}`), number)
      if (this.#given.has(drawn) && draw < DRAWS) continue
      this.#given.add(drawn)
      return drawn
    }
  }
}
