/**
 * A version text as a row of numbers and words, the common ground of the `generic` scheme: `3.40 R5 build 571848` is
 * 3 40 r 5 build 571848. Numbers are kept as digit strings without leading zeros, since some exceed 2^53.
 */

/** Longest version text that is read; no real one comes near. */
export const MAX_VERSION = 120 // UTF-16 units

export interface Runs {
  /** Letters in front that order: the `B` of `B.02`, the `VB` of `VB60`, the `SR` of `SR620`; `''` if none. */
  readonly series: string
  /** Words in front that only name the product or system: `hios`, `lpi`, `mx`. */
  readonly label: string
  /** Digit strings and lower-case words, without zeros at the end of a dotted number. */
  readonly runs: readonly string[]
}

const UPDATE =
  'service|servicepack|sp|sr|updates?|upd|hot|hotfix|hf|patch|feature|fp|cumulative|cu|quality|revision|rev|release|rel|build|bld'
const SYNONYMS: readonly (readonly [RegExp, string])[] = [
  // "V13_SP1_Update_9": a line in place of a blank
  [new RegExp(`(?<=[a-z0-9])_+(?=(?:${UPDATE})(?![a-z]))|(?<=(?<![a-z])(?:${UPDATE}))_+(?=\\d)`, 'g'), ' '],
  // "FW14", "SW04600.19"
  [/^[fs]w[._-]?(?=\d)/, ''],
  [/(?<=\d)\s+\((?!(?:19|20)\d\d\b)(\d{2,8})\b\)?/g, ' build $1'],
  [/service[\s_]*pack|servicepack/g, 'sp'],
  [/\bcumulative[\s_]*patch\b/g, 'cp'],
  [/\bcumulative[\s_]*update\b/g, 'cu'],
  [/\bquality[\s_]*update\b/g, 'qu'],
  [/\bfeature[\s_]*pack\b/g, 'fp'],
  [/\b(?:builds?|bld)\b|_build|build(?=\d)/g, ' build '],
  [/\b(?:release|rel|revision|rev)(?:\b\.?|(?=\d))/g, ' r '],
  [/\b(?:update|upd)(?:\b\.?|(?=\d))/g, ' u '],
  [/\bhot[\s_]*fix(?:\s*rev(?:ision)?)?(?=[\s_]*\d|\b)/g, 'hf'],
  [/\bpatch(?:\s*level)?(?:\b|(?=\d))/g, 'p'],
  [/(\d)(?:st|nd|rd|th)\b/g, '$1'],
  [/\b(?:edition|series|version|versions|ver|firmware|fw|software|sw)\b\.?/g, ' '],
  // "Service Pack 2" alone is SP2
  [/^\s*(sp|cu|qu|cp|fp|hf)\s+(?=\d)/, '$1'],
]

/** Words that say "this is a version" and nothing else, when they stand in front of a number. */
const DECORATION = /^(?:v|vx|r|rv|sv|#)(?=[\s._-]*\d|\s+[a-z]$)[\s._-]*/

/** "RUT9_R_00.07.03.4": names of an image before a number of three fields and more. */
const IMAGE = /^(?:[a-z][a-z0-9]*_)+(?=\d+(?:\.\d+){2,})/

/** Seven or more hexadecimal digits behind a dash, letters among them: the hash of a commit. */
const COMMIT = /[-+](?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{7,40}$/

/** "US_BX5V1.0RTL_V15.03.06.28", "1.0_v15.03.06.44", "4.0_2.0.0", "0x0110_v1.1.0": model and revision of the hardware before the version of an image. */
const FOR_HARDWARE =
  /^0x[\da-f]{1,8}[\s_]+(?=v?\d{1,5}\.\d)|^(?:[a-z]{2}_)?(?:[a-z]{1,8}\d{1,4}[a-z]{0,3}v)?v?\d\.\d[a-z]{0,4}_(?=v?\d{1,5}(?:\.\d{1,5}){2,})/

/** "vD25" is D25; "VF9" and "VM5.0" are letters of their makers. */
const V_BEFORE_LETTER = /^\s*v(?=[A-Z]\.?\d)/

export function runsOf(text: string): Runs | null {
  let rest = tidy(text.replace(V_BEFORE_LETTER, '')).replace(FOR_HARDWARE, '')
  for (const [pattern, word] of SYNONYMS) rest = rest.replace(pattern, word)
  rest = rest.replace(COMMIT, '').replace(/\s+/g, ' ').trim()
  const image = IMAGE.exec(rest)?.[0] ?? ''
  rest = rest.slice(image.length)
  let label = image.replace(/[^a-z]+/g, '')
  let series = ''
  for (;;) {
    rest = rest.replace(DECORATION, '')
    const words = /^([a-z]+)([\s._-]*)(?=[\da-z])/.exec(rest)
    if (!words || !/\d/.test(rest)) break
    const [all, letters, gap] = words as unknown as [string, string, string]
    const next = rest[all.length]!
    if (orders(letters, gap) && isDigit(next)) {
      series = letters
      rest = rest.slice(all.length)
      break
    }
    label += letters
    rest = rest.slice(all.length)
  }
  if (/^[a-z]$/.test(rest) && series === '' && label === '') return { series: rest, label, runs: [] }
  // "T4APP 2.20"
  const program = /^([a-z]{0,3}\d+[a-z]{2,})\s+(?=v?\d+\.\d)/.exec(series + rest)
  if (program) {
    label += program[1]
    rest = (series + rest).slice(program[0].length)
    series = ''
  }
  // "S4 A.07.107": the first chunk is what is left of a product name
  const named = /^(\d+)\s+([a-z])\.(?=\d)/.exec(rest)
  if (named && series !== '') {
    label += series + named[1]
    series = named[2]!
    rest = rest.slice(named[0].length)
  }
  const runs = withoutZeros(rest.match(/\d+|[a-z]+/g)?.map(plainNumber) ?? [])
  // words without any number name something, but no place in an order
  return series === '' && !runs.some((run) => isDigit(run[0]!)) ? null : { series, label, runs }
}

/** One letter before a dot or a digit, two right before a digit; longer words and those set apart only name. */
const orders = (letters: string, gap: string): boolean =>
  letters.length === 1 ? gap === '' || gap === '.' : letters.length === 2 && gap === ''

const tidy = (text: string): string =>
  text
    .slice(0, MAX_VERSION)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[\s"'(=]+|[\s"'),;.]+$/g, '')

const isDigit = (c: string): boolean => c >= '0' && c <= '9'

/** Without leading zeros; eight digits that are a date month first are turned to year first. */
function plainNumber(run: string): string {
  if (!isDigit(run[0]!)) return run
  if (run.length === 8) {
    const [, month, day, year] = /^(0[1-9]|1[0-2])([0-2]\d|3[01])((?:19|20)\d\d)$/.exec(run) ?? []
    if (year && !/^(?:19|20)\d\d(?:0[1-9]|1[0-2])/.test(run)) return year + month + day
  }
  const short = run.replace(/^0+/, '')
  return short === '' ? '0' : short
}

/** Trailing zeros of every dotted number mean nothing: 1.0 R5 is 1 R5. */
function withoutZeros(runs: string[]): string[] {
  const kept: string[] = []
  for (const run of [...runs, 'end']) {
    if (!isDigit(run[0]!))
      while (kept.length > 1 && kept.at(-1) === '0' && isDigit(kept.at(-2)![0]!)) kept.pop()
    kept.push(run)
  }
  kept.pop()
  return kept
}

export function compareNumbers(a: string, b: string): number {
  return a.length !== b.length ? Math.sign(a.length - b.length) : a < b ? -1 : a > b ? 1 : 0
}
