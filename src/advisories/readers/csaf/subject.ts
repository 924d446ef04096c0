/** Which of a document's products the subject of a summary names, where it names no versions: "The 24950 monitors contain ...". */
import { fitCode } from '../../names/codes.ts'
import { type DeviceName, deviceName, says } from '../../names/device-name.ts'
import { withoutBrands } from '../../names/fit.ts'
import { productName } from '../../names/product-name.ts'
import type { Token } from '../../names/tokens.ts'

/** `brands`: names of the maker, which tell nothing. */
export function subjectNames(
  subject: string,
  names: readonly string[],
  brands: ReadonlySet<string>,
): ReadonlySet<string> {
  if (names.length < 2 || subject.trim() === '') return new Set()
  const said = deviceName(subject)
  const all = { ...said, besides: [...said.tokens, ...said.besides] }
  const own = tellingOf(names, brands)
  return new Set(names.filter((_, i) => own[i]!.some((token) => isSaid(all, token))))
}

/** Of each name the tokens that not every other name has: strong ones, else words of kind. */
function tellingOf(names: readonly string[], brands: ReadonlySet<string>): readonly (readonly Token[])[] {
  const tokens = names.map((name) =>
    productName(name).alternatives.flatMap((one) =>
      withoutBrands(one.tokens, brands).filter(({ weight }) => weight !== 'noise'),
    ),
  )
  const counts = new Map<string, number>()
  for (const list of tokens)
    for (const text of new Set(list.map((token) => token.text))) counts.set(text, (counts.get(text) ?? 0) + 1)
  return tokens.map((list) => {
    const apart = list.filter(({ text }) => counts.get(text)! < names.length)
    const strong = apart.filter(({ weight }) => weight === 'strong')
    return strong.length > 0 ? strong : apart
  })
}

const isSaid = (all: DeviceName, token: Token): boolean =>
  token.codes.length > 0
    ? all.codes.some((own) => token.codes.some((code) => fitCode(code, own) === 'same'))
    : token.words.some((word) => says(all, word))
