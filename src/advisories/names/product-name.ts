/**
 * A product's name as a statement spells it, taken apart: what must be in a device's name, what may, what must not.
 * One text can name several products ("Pulsera (718095) and Endura (718075)").
 */
import { remember } from '../../model/remember.ts'
import { compileCode, numbersOf } from './codes.ts'
import { initials, rootsOf } from './initials.ts'
import { namesIn, outside, split } from './several-names.ts'
import { spelledOut, WITH_SIGN } from './spelled-out.ts'
import { isHardwareVersion, isRelease } from './token-kinds.ts'
import { MAX_NAME, squeeze, type Token, tokensOf, withPlurals } from './tokens.ts'
import { asideAt } from './words.ts'

export interface ProductName {
  readonly text: string
  readonly alternatives: readonly Alternative[]
  /** Products the name leaves out ("not including ..."). */
  readonly without: readonly Alternative[]
  /** A release that is part of the name: `3.1` of "Xeleris 3.1". */
  readonly release: string | null
}

export interface Alternative {
  readonly tokens: readonly Token[]
  /** In brackets or after "with": may be in a device's name, need not. */
  readonly notes: readonly Token[]
  /** Codes and abbreviations that stand alone in brackets: other names of the product. */
  readonly own: readonly Token[]
  /** After "with": what the product is built or used with. */
  readonly aside: string | null
  /** Short forms that the words could have. */
  readonly short: ReadonlySet<string>
  /** Words of all tokens, notes as well, with their plurals. */
  readonly words: ReadonlySet<string>
  /** A family of products: numbers of single models may stand behind its name. */
  readonly family: boolean
  /** Families of which the name is a bare list ("RSP RSPE MSP"): any one is enough. */
  readonly list: boolean
}

/** "MX400 through MX850" is a range of models. */
const THROUGH = /\b([A-Za-z]{1,5}\d{1,4})\s+(?:through|thru|to)\s+([A-Za-z]{0,5}\d{1,4})\b/g
const LEAVES_OUT =
  /\b(?:not\s+including|excluding|except(?:ing)?(?:\s+for)?|other\s+than|without)\b\s*|\(not\s+(?!distributed|sold|supported|available|medical)/i
/** "TSW-X60 (all models)" */
const ALL_MODELS = /\s*\((?:all|any|various|several|multiple)\s+models\)/i
/**
 * A dotted number of its own behind words, which is not the whole name; "V4.0 Update 1" is one too, and with an `x` it may stand before
 * words: "Vault 3.x imaging software".
 */
const RELEASE =
  /(?:(?<=[a-z]\s)(?<!windows\s)v?|(?<=[a-z]\s\d{1,4}\s|[a-z]-?\d\w{0,12}\s|[a-z]\)\s)v)(\d+\.(?:\d+|x\b)(?:\.(?:\d+|x\b))*(?:u\d+|sp\d+|r\d+|\s(?:update|upd|sp)\s?\d{1,2})?)(?=\s*(?:$|[(,])|(?<=\.x)(?:\s[a-z]{2,20}){1,6}\s*$)/i

/** "Flow firmware (1.24.xx feature level)": the line of versions in brackets. */
const BRACKETED_RELEASE =
  /\(\s*v?(\d{1,4}(?:\.\d{1,4}){0,3}(?:\.x{1,4}){1,3})(?:\s+(?:[a-z]{1,20}\s+)?(?:levels?|branch|series|line|releases?|stream|train|versions?))?\s*\)/i

/** "hardware revision 2" is no name; what it asks for is a condition. */
export const HARDWARE =
  /[,;]?\s*\(?\b(?:hardware|hw|h\/w|pcb|board)\s+(?:versions?|rev(?:ision)?s?\.?)\s*:?\s*([A-Z]?[\d.]+|[A-Z])\b\)?\s*$/i

/** "E2 camera series: Code EBC-2110", "MAXPRO VMS: HNMSWVMS": the model stands behind its series. */
const ONE = String.raw`[A-Z]+-?\d[\w-]*`
const SEVERAL_BEHIND = new RegExp(
  String.raw`^(.*\p{L}.*?)\s*:\s*(${ONE}(?:\s*(?:,|,?\s*and)\s*${ONE})+)\s*$`,
  'u',
)
const BEHIND = /^(.*\p{L}.*?)\s*:\s*(?:(?:[Cc]ode|[Mm]odel|[Tt]ype|[Pp]art)\s+)?([A-Z][\w-]*)\s*$/u

/** A model of letters and digits tells the product by itself, and its series may be said; other names are as good as those in front. */
function modelBehind(name: string): string {
  const [, line, models] = SEVERAL_BEHIND.exec(name) ?? []
  if (line !== undefined && models !== undefined) return `${models} (${line.replace(/[()]/g, ' ')})`
  const [, series, model] = BEHIND.exec(name) ?? []
  if (series === undefined || model === undefined) return name
  if (/[A-Z].*\d|\d.*[A-Z]/.test(model) && model.length >= 5) return `${model} (${series})`
  return /^[A-Z]{4,}$/.test(model) ? `${series} (${model})` : name
}

/** "syngo.via VB20", "VB20A_HF07": letters and digits of a release behind the name of a program; later letters are of models ("VS30"). */
const LETTERED_RELEASE = /(?<=[a-z]\s)(V[A-HX]\d\d[A-Z]?(?:[_ ]?(?:HF|SP)\d+)?)(?=\s*(?:$|[(,]))/i

/** "Flow Windows XP-Based": what it runs on is no part of the name. */
export const SYSTEM_BASED =
  /\b(?:microsoft\s+)?windows\s+(?:xp|vista|nt|ce|2000|7|8(?:\.1)?|10|11)(?:\s*-\s*|\s+)based\b/gi

/** "Server 2022, 23H2 Edition" is one name. */
const EDITION_BEHIND = /,\s+(?=[\w-]{1,20}\s+edition\b)/gi

const MAX_KEPT = 20_000 // names

/** Most names: one, of words and numbers, dashes within them, with none of the words and marks that the rules look for. It spares half of the time. */
const PLAIN = /^(?:[A-Za-z0-9 ]|(?<=[A-Za-z0-9])-(?=[A-Za-z0-9]))*$/
const SPEAKING =
  /\b(?:and|or|through|thru|to|not|excluding|except(?:ing)?|other|without|based|hardware|hw|pcb|board|running)\b|v[a-hx]\d\d/i

/** "CJ2-CPU6 □ -EIP", "CP1-N □ □ D □ - □": a square stands for one place of a code, whatever blanks are around it. */
const withWildcards = (text: string): string =>
  text.includes('□')
    ? text.replace(/\s?□(?:\s(?=-|[A-Z]{1,2}(?:\s|$)))?/g, 'x').replace(/(?<=x)-\sx/g, '-x')
    : text

/** Names are taken apart once. */
export const productName = remember(MAX_KEPT, (text) =>
  text.length <= MAX_NAME && PLAIN.test(text) && !SPEAKING.test(text) ? plainName(text) : readName(text),
)

function plainName(text: string): ProductName {
  const name = text.slice(0, MAX_NAME).trim()
  return { text, alternatives: name === '' ? [] : [alternative(name)], without: [], release: null }
}

/** The long way, which reads plain names alike. */
export function readName(text: string): ProductName {
  const [kept = '', ...left] = spelledOut(withWildcards(text.slice(0, MAX_NAME).replace(/\s+/g, ' ')))
    .replace(WITH_SIGN, 'with ')
    .replace(THROUGH, '$1-$2')
    .replace(ALL_MODELS, ' series')
    .replace(SYSTEM_BASED, ' ')
    .replace(EDITION_BEHIND, ' ')
    .split(LEAVES_OUT)
  const release =
    (RELEASE.exec(kept) ?? LETTERED_RELEASE.exec(kept) ?? BRACKETED_RELEASE.exec(kept))?.[1] ?? null
  const named = modelBehind(
    kept
      .replace(RELEASE, ' ')
      .replace(LETTERED_RELEASE, ' ')
      .replace(BRACKETED_RELEASE, ' ')
      .replace(HARDWARE, ' '),
  )
  return {
    text,
    alternatives: namesIn(named.replace(/\(\s*$/, ''))
      // what leaves members out is a family
      .map((one) => alternative(one, left.length > 0)),
    without: left.flatMap((part) => split(part.replace(/\)\s*$/, '')).map((one) => alternative(one))),
    release,
  }
}

const inside = (text: string): string =>
  text.includes('(') ? [...text.matchAll(/\(([^)]*)\)?/g)].map((m) => m[1]).join(' ') : ''

function alternative(text: string, family = false): Alternative {
  const bare = outside(text)
  const words = bare.split(/\s+/)
  const at = asideAt(words)
  const main = at < 0 ? bare : words.slice(0, at).join(' ')
  const aside = at < 0 ? null : words.slice(at + 1).join(' ')
  const several = FAMILY.test(main)
  const tokens = merged(tokensOf(main))
    .map((token) => (PLURAL.test(main) ? roundFamily(token) : token))
    .map((token) => (several ? linesOfTwoDigits(token) : token))
    .map(describing)
  const own = text.includes('(') ? ownNames(text) : []
  const notes = [...tokensOf(inside(text)), ...(aside === null ? [] : tokensOf(aside))]
  let short: ReadonlySet<string> | undefined
  let said: ReadonlySet<string> | undefined
  return {
    tokens,
    notes,
    get words() {
      said ??= wordsOf(tokens, notes)
      return said
    },
    own,
    aside,
    // most names are never asked for it
    get short() {
      short ??= new Set([
        ...initials(tokens.filter(({ codes }) => codes.length === 0)),
        ...tokens.flatMap((token) => rootsOf(token.text) ?? []),
        ...own.flatMap(({ text: abbreviation, codes }) => (codes.length === 0 ? [abbreviation] : [])),
      ])
      return short
    },
    family: family || several,
    list: isFamilyList(tokens),
  }
}

export const wordsOf = (...lists: readonly (readonly Token[])[]): ReadonlySet<string> =>
  withPlurals(lists.flatMap((tokens) => tokens.flatMap(({ words }) => words)))

/** "SNR Series bells", "AE7xxx clocks": words in small letters behind a line of models say what it is. */
const describing = (token: Token, i: number, all: readonly Token[]): Token =>
  token.weight === 'strong' && SMALL.test(token.raw) && all.slice(0, i).some(isLine)
    ? { ...token, weight: 'kind' }
    : token

const SMALL = /^\p{Ll}{4,}$/u
const isLine = ({ codes }: Token): boolean => codes.some(({ series }) => series)

const PLURAL = /\b(?:switches|routers|cameras|controllers|printers)\s+\S+$/i

/** "Classic Platform Switches MACH1000": the MACH1040 is one of them. */
const roundFamily = (token: Token): Token =>
  /^[A-Z]{3,}[1-9]0{2,3}$/.test(token.raw) ? { ...token, codes: compileCode(token.raw, true) } : token

/** "FEC45 engines": the FEC4510 is one of them, and the FEC45 itself. */
const linesOfTwoDigits = (token: Token): Token =>
  /^[A-Z]{2,5}[1-9]\d$/.test(token.raw) ? { ...token, codes: [...token.codes, numbersOf(token.raw)] } : token

const FAMILY =
  /\b(?:series(?!\s+\d)|famil(?:y|ies)|product\s+lines?|all\s+.*(?:products|models|pumps|monitors|devices|systems|versions)|switches|cameras|printers|controllers|panels|recorders|routers|engines)\b/i

/** "(ISCV)", "(eBMGR-TCH)": letters in upper case, maybe with a small one in front. */
const SHORT_NAME = String.raw`[a-z]?[A-Z][A-Za-z]{0,2}[A-Z]\w{0,5}(?:-[A-Z]{2,5})?|[a-z][A-Z]{3,6}(?:-[A-Z]{2,5})?`
/** "(MMT-1780)", "(6GK5528-0AA00-2AR2)", "(718095)", "(Model No. AQG-01 BT)". */
const NUMBERED_NAME = String.raw`\d{4,5}\/\d{1,2}[A-Z]?|[A-Z]+-?\d[\w-]*|[A-Z]{2,4}-(?=[A-Z\d]*\d)[A-Z\d]{4,}|(?=[\w-]*\d[\w-]*\d)\d[A-Z\d]{4,}(?:-[A-Z\d]+)*`
/** "Part Number" in front of it. */
const NUMBER_OF = String.raw`(?:[Pp]art|[Aa]rticle|[Oo]rder|[Cc]atalog(?:ue)?|[Ii]tem|[Mm]odel)\s+(?:[Nn]umber|[Nn]o\.?|#)\s*:?\s*|P\/N:?\s*`
const OWN_NAME = new RegExp(
  String.raw`\((?:[A-Z][\w-]+\s+(?=[A-Z]+\d{3})|${NUMBER_OF})?(?:(${SHORT_NAME})|(${NUMBERED_NAME})(?:\s[A-Z]{1,3})?)\)`,
  'g',
)

const MODEL = String.raw`[A-Z]+-?(?=[\w-]*\d)[A-Z\d][\w-]*`
const BETWEEN_MODELS = String.raw`(?:\s*[/,]\s*(?:(?:and|or)\s+)?|\s+(?:and|or|&)\s+)`
const SEVERAL_MODELS = new RegExp(String.raw`\((${MODEL}(?:${BETWEEN_MODELS}${MODEL})+)\)`, 'g')
const MODELS_APART = new RegExp(BETWEEN_MODELS)

/** One word in brackets of letters in upper case, or a code. */
const ownNames = (text: string): Token[] => [
  ...[...text.matchAll(OWN_NAME)].flatMap((m) => tokensOf(m[1] ?? m[2]!)),
  // "eBMGR-TCH" is one name of two words
  ...[...text.matchAll(/\(([A-Za-z]{3,8}-[A-Z]{2,5})\)/g)].map((m) => oneToken(m[1]!)),
  // "(AP9640/AP9641/AP9643)": models
  ...[...text.matchAll(SEVERAL_MODELS)].flatMap((m) =>
    m[1]!.split(MODELS_APART).flatMap((one) => tokensOf(one)),
  ),
]

function oneToken(raw: string): Token {
  const text = squeeze(raw)
  return { text, words: [text], raw, weight: 'strong', codes: [] }
}

/** Codes in a row are one choice: "2131 2141", "AP7xxxx AP8xxx". */
function merged(tokens: readonly Token[]): Token[] {
  const kept: Token[] = []
  for (const token of tokens) {
    const last = kept.at(-1)
    if (last !== undefined && last.codes.length > 0 && CONNECTOR.test(token.raw)) {
      kept.push({ ...token, weight: 'kind', codes: [] })
      continue
    }
    const alike =
      last &&
      last.codes.length > 0 &&
      token.codes.length > 0 &&
      isRelease(last) === isRelease(token) &&
      isHardwareVersion(last) === isHardwareVersion(token) &&
      (GENERATION.test(last.raw) || !GENERATION.test(token.raw)) &&
      (sameShape(last.codes[0]!.text, token.codes[0]!.text) || (isModel(last.raw) && isModel(token.raw)))
    // "Flow G120 V4.7": the release is of the model, and no other one
    if (alike && LITTLE.test(token.raw) !== LITTLE.test(last.raw)) {
      kept.push(token)
      continue
    }
    if (alike && VERSION.test(token.raw) && !VERSION.test(last.raw)) continue
    if (alike) kept[kept.length - 1] = { ...last, codes: [...last.codes, ...token.codes] }
    else kept.push(token)
  }
  return kept
}

/** Behind a model: "S14 G3", while the "G9 CSM-1901" has two names. */
const GENERATION = /^G\d{1,2}$/i
/** "W748-1 RJ45": what a cable is put into. */
const CONNECTOR = /^(?:RJ45|M12)$/
const LITTLE = /^\d{1,2}$/
const VERSION = /^V\d{1,2}\.\d/i

/** "MX550", "MP5SC", "EVX-1S": two in a row are two models, whatever their shapes. */
const isModel = (raw: string): boolean =>
  /^[A-Z]{2,4}-?\d/.test(raw) || (raw.length >= 6 && /^[A-Z]\d.*[A-Z].*\d|^[A-Z]\d.*\d.*[A-Z]/.test(raw))

/** Codes that could be each other's alternative: letters and digits in the same places; "AC1200 T8" is of a class and a model. */
function sameShape(a: string, b: string): boolean {
  const shape = (text: string) => text.replace(/\d+/g, '0').replace(/[a-z]+/g, 'a')
  const letters = (text: string) => /^[a-z]*/.exec(text)![0].length
  return shape(a) === shape(b) && (letters(a) <= letters(b) || letters(b) > 1)
}

function isFamilyList(tokens: readonly Token[]): boolean {
  return (
    tokens.length >= 4 &&
    tokens.every(
      ({ raw, codes, weight }) => codes.length === 0 && weight === 'strong' && /^[A-Z]{2,4}$/.test(raw),
    )
  )
}
