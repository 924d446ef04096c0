/** One text that names several products: "A and B", "A/B", "A (formerly B)". */
import { isCode } from './codes.ts'
import { CHOICE, tokensOf } from './tokens.ts'
import { asideAt, weightOf } from './words.ts'

/** The names in it, and the text itself where it may be one name as well. */
export const namesIn = (text: string): string[] =>
  ofLetters(text)
    .flatMap(split)
    .flatMap(withFormer)
    .flatMap(withSlashes)
    .flatMap(withPart)
    .flatMap(withSystem)

/** "Vista Access Points running VistaOS 10": it is said of the system, which its maker names as a product too. */
function withSystem(text: string): string[] {
  const system = RUNNING.exec(text)?.[1]
  return system === undefined ? [text] : [text, system]
}

const RUNNING = /\srunning\s+([A-Z][a-z]+OS(?:\s\d{1,3})?)\s*$/

/** "Melto iQ-R iQ-F Q L and F series": series named by letters, each behind the first word. */
function ofLetters(text: string): string[] {
  const [, line, letters, last] = LETTERS.exec(text) ?? []
  if (line === undefined || letters === undefined || last === undefined) return [text]
  return [...letters.trim().split(/[\s,]+/), last].map((one) => `${line} ${one} series`)
}

const LETTER = '(?:[a-z]{1,2}[A-Z]-)?[A-Z]{1,2}'
const LETTERS = new RegExp(
  `^([A-Z][\\w-]{3,})\\s+(${LETTER}(?:,?\\s+${LETTER}){1,8}),?\\s+(?:and|or|&)\\s+(${LETTER})\\s+series$`,
)

/** "A and B", "A, B and C", where each part can stand alone; lists of codes stay together. */
export function split(whole: string): string[] {
  const text = inOne(withFronts(whole))
  const parts = text
    .split(/\s*(?:[,;]\s*(?:(?:and|or|&)\s+)?|\s+(?:and|or|&)\s+)(?![^(]*\))/i)
    .filter((part) => part.trim() !== '')
  // "Polaris 100 SP and 600 SP lights": the words before the first number are of both
  const line = /^(\D*[A-Za-z]{3,}\s)\d/.exec(parts[0] ?? '')?.[1] ?? ''
  // "Cardiosava Hybrid & Rescue": so may be the first word where another follows it
  const [first = '', second = ''] = (parts[0] ?? '').split(/\s+/)
  const isLine = standsAlone(first) && [first, second].every((word) => /^[A-Z][\w-]{2,}$/.test(word))
  const names = parts.flatMap((part, i) => {
    if (i > 0 && isLine && EDITION_ALONE.test(part)) return ['\0', `${first} ${part}`]
    if (i === 0 || !standsAlone(part) || !standsAlone(parts[i - 1]!)) return [part]
    if (/^\d/.test(part)) return ['\0', line + part]
    return isLine && !part.includes(first) ? ['\0', part, '\0', `${first} ${part}`] : ['\0', part]
  })
  return names
    .reduce(
      (text, part) =>
        startsCode(part) && endsCode(text) ? text.replace(/\+$/, '') + CHOICE + part : `${text} ${part}`,
      '',
    )
    .split('\0')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** "Vista Space, Space Plus and Compact": an edition of the line. */
const EDITION_ALONE = /^(?:Pro|Premium|Mini|Compact|Express|Lite|Basic|Plus)$/

/** "Vista c 311, c 501 and c 502": letters before numbers of a list are of the codes. */
const inOne = (text: string): string => (IN_PIECES.test(text) ? text.replace(PIECES, '$1$2') : text)

const PIECE = String.raw`\b(?!(?:and|or)\b)[A-Za-z]{1,2} \d{2,4}[A-Za-z]?\b`
const IN_PIECES = new RegExp(`${PIECE}(?: ?[,/&] ?|,? (?:and|or) )${PIECE}`)
const PIECES = /\b(?!(?:and|or)\b)([A-Za-z]{1,2}) (\d{2,4}[A-Za-z]?)\b/g

/** "Vista-i, -s and -u": what stands before the first dash is of all. */
function withFronts(text: string): string {
  const front = FRONT.exec(text)?.[1]
  return front === undefined
    ? text
    : text.replace(ENDING, (_, sign: string, ending: string) => sign + front + ending)
}

const FRONT = /^([A-Z]\w{1,20})-[A-Za-z\d]{1,5}(?=,? (?:and |or |& )?-[A-Za-z\d]{1,5}\b)/
const ENDING = /([,&] |\s(?:and|or) )(-[A-Za-z\d]{1,5})(?=[\s,]|$)/g

/** "Flow Manager (formerly Stream Manager)" has two names. */
function withFormer(text: string): string[] {
  const former =
    /\((?:formerly|previously|now|also|a\.?k\.?a\.?)(?:\s+(?:known|sold|marketed|called))?(?:\s+as)?:?\s+([^)]+)\)/i.exec(
      text,
    )
  if (former && standsAlone(former[1]!)) return [text.replace(former[0], ' ').trim(), former[1]!.trim()]
  const other = OTHER_NAME.exec(text)?.[1]
  return other !== undefined && isWholeName(other) && hasWord(outside(text)) ? [text, other] : [text]
}

/** "HMI-3 Control Panel (Nexus Panel)": words with capitals. What goes on behind them, "FX20 Node (FlowAgile) BIOS", is of a line. */
const OTHER_NAME = /\S\s+\(([A-Z][a-z]+(?:\s[A-Z][a-z]+){1,3}|[A-Z][a-z]{2,}[A-Z][A-Za-z]+)\)\s*$/

/** Behind nothing but codes, "QX650 V2 (FlowAgile)", stands their line. */
const hasWord = (text: string): boolean => tokensOf(text).some(({ codes }) => codes.length === 0)

/** A word of weight and one of kind. */
function isWholeName(text: string): boolean {
  const weights = tokensOf(text).map(({ weight }) => weight)
  return weights.includes('strong') && (weights.includes('kind') || !text.includes(' '))
}

/** "Coronary Tools/Dynamic Roadmap/Boost Live": names of several words each, beside the reading as one name. */
function withSlashes(text: string): string[] {
  const parts = text.split(SLASH)
  // "... using PHP/MySQL": what stands there is no name of it
  if (parts.length > 1 && asideAt(parts[0]!.split(/\s+/)) >= 0) return [text]
  if (parts.length > 1 && /[A-Za-z]\s\w*\d/.test(text)) {
    const own = ownNumbers(parts)
    if (own.length > 1) return [text, ...own]
  }
  const names =
    parts.length > 1 &&
    parts.some((part) => /\S\s+\S/.test(part.trim())) &&
    parts.every((part) => !/\d/.test(part))
  return names && parts.every(isName) ? [text, ...parts.map((part) => part.trim())] : [text]
}

/** Between names, not within a code: "3701/40". */
const SLASH = /(?<!\b\d{4,5})\/|\/(?!\d{1,2}[A-Z]?\b)/

/** "ELI 280/BUR280/MLBUR 280", "Access 2/UniCel DxI 600/800": names of their own, each with its numbers; none where one is not. */
function ownNumbers(parts: readonly string[]): readonly string[] {
  const names: string[] = []
  for (const part of parts.map((one) => one.trim())) {
    if (/^\S*\d\S*$/.test(part) && !/^[A-Za-z]{3,}\d/.test(part) && names.length > 0)
      names.push(`${names.pop()}/${part}`)
    else names.push(part)
  }
  if (
    !names.every((name, i) => hasOwnNumber(name, i === 0) || (standsAlone(name) && !LETTERS_ALONE.test(name)))
  )
    return []
  return names.map((name, i) => (i === 0 ? name : frontOf(names[0]!, name) + name))
}

/** "ES" of "FX5-80MT/ES", "2 HF" of "PN/2 HF" are forms of it. */
const LETTERS_ALONE = /^(?:\d{1,2}\s)?[A-Z]{1,4}(?:-[A-Z]{1,2})?$/

/** "VITROS " of "VITROS XT 7600" for "XT 3400": what stands before the letters of both. */
function frontOf(first: string, name: string): string {
  const letters = /^[A-Za-z]{2,6}(?=\s?\d)/.exec(name)?.[0]
  const at = letters === undefined ? -1 : first.search(new RegExp(`\\s${letters}\\s?\\d`))
  return at < 0 ? '' : `${first.slice(0, at)} `
}

/** "XT 3400", "BUR280", "Access 2": a line and a number; only the first may have other words before. */
function hasOwnNumber(name: string, first: boolean): boolean {
  if (/^[A-Za-z]{3,}\s\d{1,4}\b/.test(name)) return true
  const letters = (first ? /\b([A-Z]{2,6})\s?\d{2,4}[A-Za-z]?$/ : /^([A-Z]{2,6})\s?\d{2,4}[A-Za-z]?\b/).exec(
    name,
  )?.[1]
  return letters !== undefined && weightOf(letters.toLowerCase()) === 'strong'
}

/** "Integration Suite - Network Engine (NE)": what stands behind the dash is a product by itself where it has a short form of its own. */
function withPart(text: string): string[] {
  const part = /\s[-–]\s+([^()]*\S\s+\S[^()]*\([A-Z]{2,6}\))\s*$/.exec(text)?.[1]
  return part !== undefined && isName(part) ? [text, part] : [text]
}

/** "Coronary Tools" is one too, by its two words of kind. */
const isName = (part: string): boolean =>
  standsAlone(part) || tokensOf(outside(part)).filter(({ weight }) => weight === 'kind').length > 1

/** Has a strong word and is no bare code, which would belong to the words before it. */
function standsAlone(part: string): boolean {
  const tokens = tokensOf(outside(part))
  // "FC Series R": letters before "series" are a name as well
  return tokens.some(
    ({ raw, weight, codes }) => weight === 'strong' && (codes.length === 0 || /^[A-Z]{2,4}$/.test(raw)),
  )
}

/** Without what stands in brackets. */
export const outside = (text: string): string => text.replace(/\([^)]*\)?/g, ' ')

/** Of a list of models each is a choice: "GX450, ES450 and RV50X". */
const startsCode = (part: string): boolean => isCode(/^[\w-]+/.exec(part)?.[0] ?? '')
const endsCode = (text: string): boolean => isCode(/[\w-]+(?=\+?$)/.exec(text)?.[0] ?? '')
