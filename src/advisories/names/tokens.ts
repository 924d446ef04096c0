/** Cuts product names into words and model codes. */
import { remember } from '../../model/remember.ts'
import { type CodePattern, compileCode, isCode } from './codes.ts'
import { oneWord, type Weight, weightOf } from './words.ts'

/** Longest product name that is read, in UTF-16 units. */
export const MAX_NAME = 400
/** How the sign in "SC+" is spelled in tokens. */
export const PLUS = 'plus'

export interface Token {
  /** Lower case, accents and inner punctuation dropped. */
  readonly text: string
  readonly raw: string
  readonly weight: Weight
  /** Words of which any one will do ("ADS/ADX/OAS"); `text` is the first. */
  readonly words: readonly string[]
  /** Any of them; empty for a word. */
  readonly codes: readonly CodePattern[]
  /** A word written in one with the one before: "PDU" of "iBoot-PDU". */
  readonly behindDash?: true
}

export function tokensOf(text: string, seriesFollows = false): Token[] {
  return chunks(text).flatMap((chunk, i, all) => {
    // "Series A" is no article
    if (chunk === 'A' && /^series$/i.test(all[i - 1] ?? '')) return [{ ...wordToken(chunk), weight: 'kind' }]
    return tokenize(
      chunk,
      seriesFollows ||
        // "FLO-Q Series Q100": the model says it all; "1756-EN2TR Series C" is one in its third form
        (isSeries(all[i + 1]) &&
          !(/^[A-Z]+-[A-Z]+$/.test(chunk) && isCode(all[i + 2] ?? '')) &&
          !(/\d/.test(chunk) && /^[A-Z]$/.test(all[i + 2] ?? ''))) ||
        // "FX-200 switch family"
        (isSeries(all[i + 2]) && /-?[1-9]00[A-Z]{0,4}$/.test(chunk) && isKind(all[i + 1]!)) ||
        // "GT27 model": the GT2710 is one
        (/^models?$/i.test(all[i + 1] ?? '') && /^[A-Z]{2,4}\d{1,2}$/.test(chunk)) ||
        (/^[1-9]$/.test(chunk) && /^series$/i.test(all[i - 1] ?? '')),
    )
  })
}

const isKind = (chunk: string): boolean => weightOf(squeeze(chunk)) === 'kind'

const isSeries = (chunk: string | undefined): boolean => /^(?:series|family|line|range)$/i.test(chunk ?? '')

/** Stands between models of a list, any one of which is meant. */
export const CHOICE = '‖'

/** Letters, digits and what may stand inside a code; the rest separates. */
function chunks(text: string): string[] {
  return PLAIN.test(text) && !WRITTEN_APART.test(text)
    ? text
        .slice(0, MAX_NAME)
        .split(' ')
        .filter((chunk) => chunk !== '')
    : readChunks(text)
}

/** Most names: nothing in them needs another reading, which spares a dozen searches. */
const PLAIN = /^[A-Za-z0-9 ]*$/
const WRITTEN_APART = /pan tilt zoom|wi *fi|service +pack|model +[a-z](?: |$)/i

function readChunks(text: string): string[] {
  return (
    fold(text)
      .slice(0, MAX_NAME)
      .replace(/\bwi(?:-|\s*)fi\b/gi, 'wifi')
      .replace(/\bpan[-/ ]tilt[-/ ]zoom\b/gi, 'PTZ')
      .replace(/\bon-line\b/gi, 'online')
      // "SC+" is another product than "SC"
      .replace(/(?<=(?<![\p{L}\p{N}])\p{L}{1,20}|\p{L}-?\d)\+(?![\p{L}\p{N}])/gu, PLUS)
      .replace(/\bw\/(?=\s)/gi, 'with')
      .replace(/\b([SFH])\/W\b/gi, '$1W')
      // "P&R" for "Processing and Review"
      .replace(/\b([A-Z])&(?=[A-Z]\b)/g, '$1')
      // "Model F" is a name
      .replace(/\b(model) +([A-Z])(?=\s|$)/gi, '$1$2')
      .replace(/\b([1-9])\.0(?=T\b)/g, '$1')
      .replace(/\bservice\s+pack\s+(?=\d\b)/gi, 'SP')
      .replace(/\bCRT-(?=[DP]\b)/gi, 'CRT')
      .replace(/\b(\d+)-(?=(?:channel|slice|lead)s?\b)/gi, '$1 ')
      .replace(/\b([a-z]{2,4})-\s+(?=\d)/gi, '$1-')
      .replace(/-(?=(?:series|family|models?)\b)/gi, ' ')
      .replace(/[^\p{L}\p{N}\-./_*()‖]+/gu, ' ')
      .replace(/\((?=[A-Za-z]\))/g, '')
      .replace(/[()]/g, ' ')
      .split(/\s+/)
      .map((chunk) => chunk.replace(/^[-./_]+|[-./_]+$/g, ''))
      .filter((chunk) => chunk !== '')
  )
}

/** "Flow508", "Niagara4": a name in small letters, and its number. */
const NUMBER_BEHIND = /(?<=^\p{Lu}\p{L}{2,}\p{Ll})(?=\d{3,}[A-Za-z]?$)|(?<=^\p{Lu}\p{Ll}{4,})(?=\d$)/u

/** "iBoot-PDU8A-N15": a name of its own before the code. */
const NAME_FIRST = /^(\p{L}{5,})-(?=.*\d)(.+)$/u

/** "RV5-Monitor": what kind of thing a model is, behind it. */
const KIND_LAST = /^(.*\d[^-]*)-(\p{L}{5,})$/u

/** The same few words stand in most names. */
const MAX_KEPT = 20_000 // of each
const alone = remember(MAX_KEPT, (chunk) => readChunk(chunk, false))
const inSeries = remember(MAX_KEPT, (chunk) => readChunk(chunk, true))

const tokenize = (chunk: string, seriesFollows: boolean): readonly Token[] =>
  seriesFollows ? inSeries(chunk) : alone(chunk)

function readChunk(chunk: string, seriesFollows: boolean): readonly Token[] {
  if (chunk.includes(CHOICE)) return oneOf(chunk.split(CHOICE), seriesFollows)
  const [word, number] = chunk.split(NUMBER_BEHIND)
  if (word !== undefined && number !== undefined) return [wordToken(word), ...tokenize(number, seriesFollows)]
  const [, name, code] = NAME_FIRST.exec(chunk) ?? []
  if (name !== undefined && code !== undefined) {
    const [first, ...rest] = tokenize(code, seriesFollows)
    return [wordToken(name), ...(first ? [{ ...first, behindDash: true as const }] : []), ...rest]
  }
  const [, model, kind] = KIND_LAST.exec(chunk) ?? []
  if (model !== undefined && kind !== undefined && isKind(kind))
    return [...tokenize(model, seriesFollows), { ...wordToken(kind), behindDash: true }]
  if (/^(?:[234][dDkK]|\d{1,2}MP)$/.test(chunk)) return [wordToken(chunk)]
  if (
    isCode(chunk) ||
    (seriesFollows &&
      /^(?:[a-z]?[A-Z]{2,8}|[A-Z]{2,6}-[A-Z]{1,3})$/.test(chunk) &&
      weightOf(squeeze(chunk)) === 'strong')
  )
    return [codeToken(chunk, seriesFollows)]
  return apart(chunk)
    .split(/[-_*]+|\.(?=\p{Lu})|(?<=\p{L}{3})\.(?=\p{L}{3})/u)
    .filter((part) => part !== '')
    .map((part, i) =>
      i > 0 && chunk.includes('-') ? { ...wordToken(part), behindDash: true } : wordToken(part),
    )
}

/** "FlowAccess/SCADA" is a name and its kind, "FlowAccess/iRim" a name and what of it is meant: no choice of two. */
function apart(chunk: string): string {
  const [name = '', behind = '', ...others] = chunk.split('/')
  if (others.length > 0 || weightOf(squeeze(name)) !== 'strong') return chunk
  const isKind = behind.length > 2 && weightOf(squeeze(behind)) === 'kind'
  return isKind || (COINED.test(name) && COINED.test(behind)) ? `${name}-${behind}` : chunk
}

/** "DeviceOn", "iRim": capitals within a word. */
const COINED = /^\p{L}*\p{Ll}\p{Lu}\p{L}+$/u

/** What stands before the first model, and one token for all of them. */
function oneOf(parts: readonly string[], seriesFollows: boolean): readonly Token[] {
  const each = parts.map((part, i) => tokenize(part, seriesFollows && i === parts.length - 1))
  const [first = []] = each
  const models = each.flatMap((tokens) => tokens.at(-1) ?? [])
  const last = first.at(-1)
  return last === undefined
    ? []
    : [...first.slice(0, -1), { ...last, codes: models.flatMap(({ codes }) => codes) }]
}

function codeToken(raw: string, seriesFollows: boolean): Token {
  const text = squeeze(raw)
  return { text, words: [text], raw, weight: 'strong', codes: compileCode(raw, seriesFollows) }
}

function wordToken(raw: string): Token {
  const words = raw
    .split('/')
    .map(squeeze)
    .filter((word) => word !== '')
    .map((word) => oneWord(singular(word)))
  const weights = words.map(weightOf)
  // "Millenium" and "Millennium"
  if (weights.length === 1 && weights[0] === 'strong') words.push(...undoubled(words[0]!))
  // "Flow II" and "Flow 2"
  const figure = FIGURES.get(raw)
  if (figure !== undefined) words.push(figure)
  // "MP/i" is one name
  if (/^\p{Lu}{1,4}\/\p{Ll}$/u.test(raw)) words.push(squeeze(raw))
  const weight = weights.includes('strong') ? 'strong' : weights.includes('kind') ? 'kind' : 'noise'
  return { text: words[0] ?? '', words, raw, weight, codes: [] }
}

/** Generations in Roman figures. */
const FIGURES: ReadonlyMap<string, string> = new Map([
  ['II', '2'],
  ['III', '3'],
  ['IV', '4'],
])

/** Long words are often misspelt in their double letters. */
const undoubled = (word: string): readonly string[] =>
  word.length >= 7 && DOUBLE.test(word) ? [word.replace(DOUBLE_ALL, '$1')] : []

const DOUBLE = /([b-df-hj-np-tv-z])\1/
const DOUBLE_ALL = /([b-df-hj-np-tv-z])\1/g

/** "Servers" is the kind "server". */
function singular(word: string): string {
  const one = word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word
  return one !== word && weightOf(one) === 'kind' && !one.endsWith('s') ? one : word
}

export const squeeze = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** Without accents, trademark signs and apostrophes; `ä` is `a` and so is `ae` of a former spelling, later. */
export const fold = (text: string): string =>
  text
    // before they are taken apart: ™ would become the letters TM
    .replace(/[®™©℠]/gu, '')
    .normalize('NFKD')
    .replace(/\p{M}|['’`´]/gu, '')
    .replace(/ß/g, 'ss')

/** The same word, leaving a plural out of account. */
export function sameWord(a: string, b: string): boolean {
  return a === b || (a.length > 3 && b.length > 3 && (a === `${b}s` || b === `${a}s`))
}

/** The words, and whatever is the {@link sameWord} as one of them: so that one look-up tells, as it is done for every word of every candidate. */
export function withPlurals(words: readonly string[] | ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(words)
  for (const word of words) {
    if (word.length > 3) all.add(`${word}s`)
    if (word.length > 4 && word.endsWith('s')) all.add(word.slice(0, -1))
  }
  return all
}
