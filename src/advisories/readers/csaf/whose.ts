/** Whose versions the words of a summary are: of the document's products, of their parts, or of something else. */
import { deviceName } from '../../names/device-name.ts'
import { initials } from '../../names/initials.ts'
import { productName } from '../../names/product-name.ts'
import { outside } from '../../names/several-names.ts'
import { squeeze, tokensOf } from '../../names/tokens.ts'
import type { Mention } from '../../prose/mentions.ts'
import type { Constraint } from '../../versions/constraint.ts'
import { namedIn } from './subject.ts'

/** The version is neither of something else nor part of a name. */
export const isOwn = (
  { name, constraint }: Mention,
  names: readonly string[],
  components: readonly string[],
  brands: ReadonlySet<string>,
): boolean =>
  !isOfFile(name, constraint, names, brands) &&
  !isForeign(lastWord(name), names, components, brands) &&
  !isOfAnother(name, names, components, brands) &&
  !isInName(`${lastWord(name)} ${constraint.raw}`, names)

/** "Malformed streams in V2C and similar files": letters and a digit, of no product and not called a version. */
const isOfFile = (
  name: string,
  { raw }: Constraint,
  names: readonly string[],
  brands: ReadonlySet<string>,
): boolean => /^v\d+[a-z]$/i.test(raw.trim()) && namedIn(name, names, brands).length === 0

const lastWord = (words: string): string =>
  words
    .trim()
    .split(/\s+/)
    .at(-1)
    ?.replace(/^\W+|\W+$/g, '') ?? ''

/** Words right before a version that leave open whose it is: "... affects versions 2.1 and prior". */
const OPEN =
  /^(?:|affects?|affecting|affected|impacts?|impacting|exists?|present|found|discovered|identified|reported|is|are|was|were|has|have|only|includes?|including|all|these|those|its|this|that|under|running|with|in|of|on|by|to|e\.?g|i\.?e|namely|following)$/i
/** Of what is numbered and no product. */
const NUMBERED =
  /^(?:protocol|standard|section|chapter|step|table|figure|port|cvss|cwe|cve|option|api|page)s?$/i

/** Kinds of what is built into products, with versions of its own. */
const PART =
  /^\W*(?:databases?|librar(?:y|ies)|components?|kernels?|frameworks?|runtimes?|browsers?|drivers?)\W*$/i

/** "Flow Manager uses Log4j 2.14": the version is of what stands right before it, which the document is not about. */
function isForeign(
  word: string,
  names: readonly string[],
  components: readonly string[],
  brands: ReadonlySet<string>,
): boolean {
  if (NUMBERED.test(word)) return true
  if (OPEN.test(word) || brands.has(squeeze(word))) return false
  const isPart = PART.test(word)
  if (!isPart && tokensOf(word).every(({ weight }) => weight !== 'strong')) return false
  const own = squeeze(word)
  return !(
    names.some((name) => isIn(own, name)) ||
    namedIn(word, names, brands).length > 0 ||
    components.some((one) => speaksOfPart(word, one))
  )
}

/**
 * "... in RTOSYS Runtime System 2.3": a name of its own, in capitals, before the version, of which no product of the document has
 * a word.
 */
function isOfAnother(
  words: string,
  names: readonly string[],
  components: readonly string[],
  brands: ReadonlySet<string>,
): boolean {
  const phrase = CAPITALS.exec(words.replace(WARE, ''))?.[0].trim() ?? ''
  const telling = tokensOf(phrase).filter(({ weight, text }) => weight === 'strong' && !brands.has(text))
  return (
    phrase.includes(' ') &&
    telling.length > 0 &&
    telling.every(({ text }) => !names.some((name) => isIn(text, outside(name).replace(BUILT_WITH, '')))) &&
    namedIn(phrase, names, brands).length === 0 &&
    !components.some((one) => speaksOfPart(phrase, one))
  )
}

/** What a product is built with is none. */
const BUILT_WITH = /\swith\s.*$/i

/** "V11" of the "Flow V11 (Suite)" is part of the name. */
const isInName = (words: string, names: readonly string[]): boolean =>
  names.some((name) => name.toLowerCase().includes(words.toLowerCase()))

/** "Flow J1M unit v4.0": what it is, behind its name. */
const WARE = /(?<=\d\w*)\s(?:units?|devices?|controllers?|modules?|firmware|software)\s*$/

/** Words with capitals right before the version. */
const CAPITALS = /(?:(?:^|\s)[A-Z][\w/.-]*){1,6}\s*$/

/** Those the words name; of words that name none those that are of the same kind of part: "Serial Driver" of a driver's. */
export function namesOf(
  words: string,
  names: readonly string[],
  brands: ReadonlySet<string>,
): readonly string[] {
  const named = namedIn(words, names, brands)
  const last = lastWord(words)
  if (named.length > 0 || !PART.test(last)) return named
  const kind = squeeze(last)
  return names.filter((name) => tokensOf(name).some(({ text }) => text === kind))
}

/** "Firmware 1.7 is ..." where only the "Flow Monitor Firmware" is called so, and the "Flow App" is not. */
export function ofSoftware(lead: string, names: readonly string[]): readonly string[] {
  const ware = /\b(firmware|software)\s+(?:versions?\s+)?v?$/i.exec(lead)?.[1]?.toLowerCase()
  const called = ware === undefined ? [] : names.filter((name) => name.toLowerCase().includes(ware))
  return called.length < names.length ? called : []
}

/** In the name itself, or short for its words. */
const isIn = (squeezed: string, name: string): boolean =>
  squeeze(name).includes(squeezed) || productName(name).alternatives.some(({ short }) => short.has(squeezed))

/** "WBM" for "Wireless Battery Modules". */
export function speaksOfPart(words: string, part: string): boolean {
  const tokens = tokensOf(part).filter(({ weight }) => weight !== 'noise')
  const said = deviceName(words)
  const short = new Set(initials(tokens))
  if (
    tokens.length > 1 &&
    said.tokens.some(
      ({ text }) =>
        text === tokens.map((token) => token.text[0]).join('') || (text.length > 2 && short.has(text)),
    )
  )
    return true
  return tokens.length > 0 && squeeze(words).includes(squeeze(part).replace(/s$/, ''))
}
