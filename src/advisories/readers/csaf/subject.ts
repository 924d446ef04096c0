/** Which of a document's products some words of a summary name: "The 24950 monitors contain ...", "... of the Flow Server". */
import { fitCode } from '../../names/codes.ts'
import { type DeviceName, deviceName, says } from '../../names/device-name.ts'
import { productName } from '../../names/product-name.ts'
import { withoutBrands } from '../../names/telling.ts'
import type { Token } from '../../names/tokens.ts'

/**
 * Those of which a telling word is said, or all words of kind where there are no others. Of two names the words may say more of
 * one: "VitalBridge Server" is no word about the VitalBridge Gateway. `brands`: names of the maker, which tell nothing.
 */
export function namedIn(
  words: string,
  names: readonly string[],
  brands: ReadonlySet<string>,
): readonly string[] {
  const said = deviceName(words)
  const all = { ...said, besides: [...said.tokens, ...said.besides] }
  const found = names.map((name) => saidOf(all, name, brands))
  return names.filter((_, i) => found[i]!.size > 0 && !found.some((other) => isWithin(found[i]!, other)))
}

/** Products of which the subject speaks; of none where that is all of them, or it says what all have in common. */
export function subjectNames(
  subject: string,
  names: readonly string[],
  brands: ReadonlySet<string>,
): ReadonlySet<string> {
  return new Set(names.length < 2 || subject.trim() === '' ? [] : namedIn(subject, names, brands))
}

/** The words of the name that are said: of the alternative of which most are. */
function saidOf(all: DeviceName, name: string, brands: ReadonlySet<string>): ReadonlySet<string> {
  let most: ReadonlySet<string> = new Set()
  for (const { tokens } of productName(name).alternatives) {
    const own = withoutBrands(tokens, brands).filter(({ weight }) => weight !== 'noise')
    const telling = own.filter(({ weight }) => weight === 'strong')
    const said = own.filter((token) => isSaid(all, token))
    const enough =
      telling.length > 0 ? telling.some((token) => said.includes(token)) : said.length === own.length
    if (enough && said.length > most.size) most = new Set(said.map(({ text }) => text))
  }
  return most
}

const isWithin = (inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean =>
  inner.size < outer.size && inner.isSubsetOf(outer)

const isSaid = (all: DeviceName, token: Token): boolean =>
  token.codes.length > 0
    ? all.codes.some((own) => token.codes.some((code) => fitCode(code, own) === 'same'))
    : token.words.some((word) => says(all, word))
