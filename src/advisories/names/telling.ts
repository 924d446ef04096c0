/** Which words of a product's name tell it: not noise, and not names of its maker where anything else is left. */
import type { Token } from './tokens.ts'

export interface Telling {
  readonly needed: readonly Token[]
  readonly brandsOnly: boolean
}

/** Asked once for the brands of a maker and the tokens of a name: every device of a maker asks the same. */
function askedOnce<T>(
  read: (tokens: readonly Token[], brands: ReadonlySet<string>) => T,
): (tokens: readonly Token[], brands: ReadonlySet<string>) => T {
  const answers = new WeakMap<ReadonlySet<string>, WeakMap<readonly Token[], T>>()
  return (tokens, brands) => {
    let ofBrands = answers.get(brands)
    if (!ofBrands) {
      ofBrands = new WeakMap()
      answers.set(brands, ofBrands)
    }
    let known = ofBrands.get(tokens)
    if (known === undefined) {
      known = read(tokens, brands)
      ofBrands.set(tokens, known)
    }
    return known
  }
}

/** Tokens that a device must be named by, and whether only names of the maker are left to do it. */
export const telling = askedOnce(readTelling)

/** {@link withoutBrands} of tokens that are asked for again: those of a device's name. */
export const ownWithoutBrands = askedOnce(withoutBrands)

/** Without noise and names of the maker, unless nothing else is left. */
function readTelling(tokens: readonly Token[], brands: ReadonlySet<string>): Telling {
  const loud = tokens.filter(({ weight }) => weight !== 'noise')
  const own = withoutBrands(loud, brands)
  // "Omnipod Insulin Management System": the brand is all there is to tell it by
  return own.some(({ weight }) => weight === 'strong') || own.length === loud.length
    ? { needed: own, brandsOnly: false }
    : { needed: loud, brandsOnly: true }
}

/** Without names of the maker, of one word or several. */
export function withoutBrands(tokens: readonly Token[], brands: ReadonlySet<string>): readonly Token[] {
  if (brands.size === 0) return tokens
  const kept: Token[] = []
  for (let i = 0; i < tokens.length; ) {
    const length = brandLength(tokens, i, brands)
    if (length > 0) i += length
    else kept.push(tokens[i++]!)
  }
  return kept.length === tokens.length ? tokens : kept
}

/** How many tokens from here on are one name of the maker, 0 to 3. */
function brandLength(tokens: readonly Token[], at: number, brands: ReadonlySet<string>): number {
  let joined = ''
  let found = 0
  for (let n = 0; n < 3 && at + n < tokens.length; n++) {
    joined += tokens[at + n]!.text
    if (brands.has(joined)) found = n + 1
  }
  return found
}
