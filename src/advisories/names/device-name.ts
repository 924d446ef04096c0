/** A device's name as an inventory or the wire spells it, made ready to be held against names of products. */
import type { CodePattern } from './codes.ts'
import { initials } from './initials.ts'
import { HARDWARE } from './product-name.ts'
import { MAX_NAME, PLUS, type Token, tokensOf, withPlurals } from './tokens.ts'
import { asideAt } from './words.ts'

export interface DeviceName {
  readonly text: string
  /**
   * Another way in which the name could be written, or the name without its kind in front, which counts only where it names a product; with a code cut in two, where no
   * code is left over besides; without a release that its version says as well, where it says all of the product.
   */
  readonly guessed: 'no' | 'kind' | 'spelling' | 'cut' | 'release'
  /** What it is called; each must be found in a product's name, or the product is another one. */
  readonly tokens: readonly Token[]
  /** Said besides: parts, article numbers. They help and never hinder. */
  readonly besides: readonly Token[]
  /** Both together. */
  readonly all: readonly Token[]
  /** Tokens of the name that are not mere noise. */
  readonly loud: readonly Token[]
  /** Parts it is said not to have. */
  readonly absent: readonly Token[]
  readonly codes: readonly CodePattern[]
  /** Pairs of neighbouring words written as one. */
  readonly joined: ReadonlySet<string>
  /** Texts of all tokens. */
  readonly texts: ReadonlySet<string>
  /** The same, with their other words, and the pairs. */
  readonly written: ReadonlySet<string>
  /** The same, with plurals of the texts: words that it says. */
  readonly said: ReadonlySet<string>
  /** One of these ends in the sign "+". */
  readonly hasPlus: boolean
  /** Codes of letters and a number: "PB980". */
  readonly shortCodes: readonly ShortCode[]
  readonly initials: ReadonlySet<string>
}

export interface ShortCode {
  readonly letters: string
  readonly number: string
}

const ABSENT = /\b(?:no|without|w\/o|not)\s+([^(),;]+)/gi

/** "FlowAccess/NMS" is written as others write FlowAccess-NMS. */
const LETTERS_BEHIND = /(?<=\p{L}{4})\/(?=(?:\p{Lu}{3}|\p{Ll}{3})(?!\p{L}))/gu

/** "FlowAccess/SCADA": a device is called both, while a product may be called either. */
const SLASH = /(?<=\p{L}{4})\/(?=\p{L}{4})|(?<=\p{L}{3})\/(?=\p{Lu}{2,4}[-\s]?\d)/gu

export function deviceName(
  text: string,
  besides: readonly string[] = [],
  guessed: DeviceName['guessed'] = 'no',
): DeviceName {
  const cut = text.slice(0, MAX_NAME)
  const absent = [...cut.matchAll(ABSENT)].flatMap((m) => tokensOf(m[1]!))
  const positive = cut
    .replace(ABSENT, ' ')
    .replace(HARDWARE, ' ')
    .replace(LETTERS_BEHIND, '-')
    .replace(SLASH, ' ')
  const words = positive.replace(/\([^)]*\)?/g, ' ').split(/\s+/)
  const at = asideAt(words)
  const tokens = tokensOf(at < 0 ? words.join(' ') : words.slice(0, at).join(' '))
  const notes = tokensOf([...positive.matchAll(/\(([^)]*)\)?/g)].map((m) => m[1]).join(' '))
  const aside = at < 0 ? [] : tokensOf(words.slice(at + 1).join(' '))
  const others = [...notes, ...aside, ...besides.flatMap((one) => tokensOf(one))]
  const all = [...tokens, ...others]
  const codes = all.flatMap((one) => one.codes)
  const joined = new Set([
    ...tokens.slice(1).map((token, i) => tokens[i]!.text + token.text),
    ...(codes.length > 1 ? longCodes(tokens) : []),
  ])
  const texts = new Set(all.map(({ text }) => text))
  const written = new Set([...joined, ...texts, ...all.flatMap(({ words }) => words)])
  const said = new Set([...written, ...withPlurals(texts)])
  let short: ReadonlySet<string> | undefined
  return {
    text,
    guessed,
    tokens,
    besides: others,
    all,
    loud: tokens.filter(({ weight }) => weight !== 'noise'),
    absent,
    codes,
    joined,
    texts,
    written,
    said,
    hasPlus: [...said].some((word) => word.endsWith(PLUS)),
    shortCodes: codes.flatMap(shortCode),
    // what prose says is seldom asked for them
    get initials() {
      short ??= new Set(initials(tokens))
      return short
    },
  }
}

function shortCode({ raw }: CodePattern): readonly ShortCode[] {
  const [, letters, number] = /^([a-z]{1,4})(\d{2,5}[a-z]?)$/.exec(raw) ?? []
  return letters && number ? [{ letters, number }] : []
}

/** "140 NOE 771 01", "BMX P34 2020": an order number in three pieces or four, two of them with digits. */
function longCodes(tokens: readonly Token[]): string[] {
  const found: string[] = []
  for (let from = 0; from + 2 < tokens.length; from++)
    for (const length of [3, 4]) {
      const pieces = tokens.slice(from, from + length)
      const joined = pieces.map(({ text }) => text).join('')
      const isNumber = pieces.length === length && pieces.filter(({ codes }) => codes.length > 0).length > 1
      if (isNumber && /^(?=.*[a-z])[a-z\d]{8,16}$/.test(joined)) found.push(joined)
    }
  return found
}

/** Whether any token says this word, in one piece or in two. */
export const says = ({ said }: DeviceName, word: string): boolean => said.has(word)
