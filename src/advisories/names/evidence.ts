/** What of a product's name is found in a device's name, and the grades it can amount to. */
import type { Token } from './tokens.ts'

/**
 * `exact`: it is this product. `broader`: the device's name is shorter than the product's, it may be this one or a sister.
 * `variant`: the code differs by an ending.
 */
export type Grade = 'exact' | 'variant' | 'broader'

/** How one token of the product stands to the device. */
export type Found = 'same' | 'variant' | 'missing'

export interface Evidence {
  readonly needed: readonly Token[]
  readonly found: readonly Found[]
  readonly missing: readonly Token[]
  readonly extra: readonly Token[]
  /** Something telling is shared. */
  readonly strong: boolean
  /** The product's name is the maker's brand and words of kind. */
  readonly brandsOnly: boolean
  /** What tells the product is a quantity: "MRI 1.5T". */
  readonly quantityOnly: boolean
  /** All that tells the product is said by letters that its words could be shortened to. */
  readonly shortened: boolean
  /** Words that all products of the document share. */
  readonly familyWords: readonly string[]
}

/** Of what is found in full, or but for an ending of a code. */
export const asFound = (found: readonly Found[]): Grade => (found.includes('variant') ? 'variant' : 'exact')
