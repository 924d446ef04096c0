/**
 * Patterns of serial and model numbers (CSAF 2.0, 3.1.3.3.4 and 3.1.3.3.5): `*` stands for any characters, `?` for one, a backslash takes
 * the meaning from the sign behind it. Letters in either case are alike.
 */

/** Time grows with both lengths multiplied, whatever the pattern. */
export function matchesPattern(text: string, pattern: string): boolean {
  const signs = signsOf(pattern.toLowerCase())
  const own = text.toLowerCase()
  let at = 0
  let sign = 0
  /** Where to go on when what follows the last `*` does not fit. */
  let back: { at: number; sign: number } | null = null
  while (at < own.length) {
    const here = signs[sign]
    if (here === ANY) back = { at, sign: ++sign }
    else if (here === ONE || here === own[at]) {
      at++
      sign++
    } else if (back !== null) {
      back = { at: back.at + 1, sign: back.sign }
      at = back.at
      sign = back.sign
    } else return false
  }
  return signs.slice(sign).every((one) => one === ANY)
}

const ANY = Symbol('any characters')
const ONE = Symbol('one character')

/** Longest pattern that is read, in UTF-16 units. */
const MOST_SIGNS = 256

function signsOf(pattern: string): readonly (string | symbol)[] {
  const signs: (string | symbol)[] = []
  for (const [sign] of pattern.slice(0, MOST_SIGNS).matchAll(/\\?[\s\S]/g))
    signs.push(sign === '*' ? ANY : sign === '?' ? ONE : sign.replace(/^\\(?=[\s\S])/, ''))
  return signs
}
