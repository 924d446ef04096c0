/** A device's name held against one name of a product: what tells the product, and how each word of it is said. */
import { hasOtherPart, isBracketed, isOtherMember, saysOwnCode, saysShortForm } from './brackets.ts'
import { type DeviceName, says } from './device-name.ts'
import type { Found } from './evidence.ts'
import { findCode, findToken, leadsCode } from './find-token.ts'
import type { Alternative, ProductName } from './product-name.ts'
import { telling } from './telling.ts'
import { isStrong } from './token-kinds.ts'
import { sameWord, type Token } from './tokens.ts'

export interface Held {
  readonly device: DeviceName
  readonly product: Alternative
  readonly brands: ReadonlySet<string>
  /** Words and codes that tell the product. */
  readonly needed: readonly Token[]
  /** How each of them is said. */
  readonly found: readonly Found[]
  readonly missing: readonly Token[]
  /** Names of the maker are all there is to tell the product by. */
  readonly brandsOnly: boolean
  /** Something telling is shared. */
  readonly strong: boolean
  /** The device is called as the product is in brackets. */
  readonly bracketed: boolean
}

export function hold(device: DeviceName, product: Alternative, brands: ReadonlySet<string>): Held {
  const { needed, brandsOnly } = telling(product.tokens, brands)
  const found = needed.map((token, i) =>
    leadsCode(device, token, product)
      ? 'same'
      : findToken(device, token, product, needed[i - 1], needed[i + 1]),
  )
  const isNoted = isNotedMember(device, product)
  const missing = needed.filter(
    ({ text, codes }, i) =>
      found[i] === 'missing' &&
      !(isNoted && (codes.some(({ series }) => series) || (product.family && text.length === 1))),
  )
  const strong =
    needed.some((token, i) => found[i] !== 'missing' && (brandsOnly || isStrong(token))) ||
    (!found.includes('missing') && saysShortForm(device, product))
  const bracketed = isBracketed(device, product) || saysOwnCode(device, product)
  return { device, product, brands, needed, found, missing, brandsOnly, strong, bracketed }
}

/** "MP Series (including MX700)": the model in brackets is of it, whatever the series is called. */
const isNotedMember = ({ codes }: DeviceName, { notes }: Alternative): boolean =>
  codes.some(
    ({ raw }) =>
      /^[a-z]{1,4}\d{2}/.test(raw) &&
      notes.some((note) => note.codes.some((code) => !code.series && code.raw === raw)),
  )

/** Words and codes of the product that the device says, those in brackets among them. */
export function sharedTokens({ device, product, needed, found }: Held): ReadonlySet<string> {
  const shared = new Set<string>()
  needed.forEach((token, i) => {
    if (found[i] !== 'missing') shared.add(token.text)
  })
  for (const note of product.notes)
    if (note.codes.length > 0 ? findCode(device, note.codes) === 'same' : says(device, note.text))
      shared.add(note.text)
  return shared
}

/** One says something that the other cannot be. */
export const isAnother = (device: DeviceName, product: Alternative): boolean =>
  lacksAside(device, product) ||
  hasOtherPart(device.codes, product) ||
  (product.family && isOtherMember(device, product)) ||
  saysAnotherWord(device, product)

const lacksAside = ({ absent }: DeviceName, { aside, notes }: Alternative): boolean =>
  aside !== null && absent.some(({ text }) => notes.some((note) => sameWord(note.text, text)))

/** "Pack without Wi-Fi" is no "Pack with Wi-Fi", whatever else is said of it. */
export const isBuiltWithout = (device: DeviceName, { alternatives }: ProductName): boolean =>
  device.absent.length > 0 && alternatives.length > 0 && alternatives.every((one) => lacksAside(device, one))

/** "AMX Machinery Manager" is no "AMX Device Manager": between the same words each has one of its own, if only a word of noise. */
function saysAnotherWord({ tokens: own }: DeviceName, { tokens }: Alternative): boolean {
  return tokens.some(({ weight, text }, i) => {
    // most words are
    if (weight === 'strong' || text.length < 4) return false
    const before = tokens[i - 1]
    const after = tokens[i + 1]
    if (!before || !after) return false
    // "Flow Machine Expert" beside "Flow Process Expert"
    const isKind = weight === 'kind' && before.weight === 'strong' && after.weight === 'strong'
    if (weight !== 'noise' && !isKind) return false
    const at = own.findIndex(
      (token, k) => k > 0 && token.text === after.text && (isKind || own[k - 1]!.weight === 'strong'),
    )
    const word = own[at - 1]
    return (
      word !== undefined &&
      own[at - 2]?.text === before.text &&
      word.codes.length === 0 &&
      word.text !== before.text &&
      tokens.every((token) => token.text !== word.text)
    )
  })
}
