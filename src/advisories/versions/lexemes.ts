/** Cuts a text about versions into what it is made of: versions, operators as signs and words, separators, the rest. */
import { DATE_IN_TEXT } from './dates.ts'

export type Lexeme =
  | { readonly kind: 'version'; readonly text: string; readonly date: boolean }
  /** `spoken`: in words, not in signs. */
  | { readonly kind: 'operator'; readonly sign: Sign; readonly spoken?: boolean }
  /** Behind its version: "and prior", "or newer". */
  | { readonly kind: 'postfix'; readonly sign: '<=' | '>=' }
  | { readonly kind: 'separator'; readonly text: ',' | '|' | '/' | 'and' }
  | { readonly kind: 'all' }
  /** "(14.x series)": the release line the version before belongs to. */
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'word'; readonly text: string }

export type Sign = '<' | '<=' | '>' | '>=' | '=' | 'to' | 'between'

/** Longest text that is read, in UTF-16 units. */
export const MAX_TEXT = 2_000

/** `first`: characters it can begin with, as inside the brackets of a pattern. */
type Rule = readonly [
  first: string,
  pattern: RegExp,
  make: (match: RegExpExecArray) => Lexeme | readonly Lexeme[] | null,
]

const sticky = (source: string): RegExp => new RegExp(source, 'iy')
const operator = (sign: Sign) => (): Lexeme => ({ kind: 'operator', sign })
const spoken = (sign: Sign) => (): Lexeme => ({ kind: 'operator', sign, spoken: true })
const separator = (text: ',' | '|' | '/' | 'and') => (): Lexeme => ({ kind: 'separator', text })
const nothing = () => null

const NOUN = '(?:\\s+(?:versions?|releases?|revisions?|builds?|ones|firmware|software))?(?![\\w-])'
const SUFFIX =
  '(?:service\\s*(?:pack|release)|cumulative\\s*(?:patch|update)|quality\\s*update|feature\\s*pack|sp|sr|build|bld|bn|b|release|rel|r|revision|rev|update|upd|u|patch|p|hot\\s*fix(?:\\s*rev)?|hf|mr|pr|pc|cu|cp|qu|fp|ep|fix|ga|gma|rc|beta|alpha)'
const VERSION = [
  // 5.4.4 Build 161125, v20D29, 3.40 R5 build 571848, A.03.09, 12.2.x.x, 1.4.0_build221212, 2.5-GA-01-22261
  // 12.0(2)SE of network systems: brackets without a blank before them belong to it
  `(?:[a-z]\\d{1,2}\\s+(?=[a-z]\\.\\d))?v?\\.?\\s?(?:[a-z]{0,12}[._-]?)(?=[\\w.*-]*\\d)[0-9a-z]+(?:(?:[._]|-(?!\\s))[0-9a-z*]+)*(?:(?<=\\d)\\(\\d+[a-z]?\\)[0-9a-z]*)?(?:(?<=\\d)\\*)?`,
  // "R9.02.00 - R10.02.00" are two
  `(?:(?!\\s+-\\s+[a-z]\\d+\\.\\d)\\s*[_-]?\\s*\\(?(?:${SUFFIX}\\s+)?${SUFFIX}\\s*[.:#]?\\s*\\d[\\w.]*(?:-\\d{2}){0,2}\\)?)*`,
  // 4.2 Rev C: the letter of a revision behind a number
  '(?:(?<=\\d\\.\\d{1,3})\\s+rev(?:ision|\\.)?\\s+[a-z](?![\\w.-]))?',
  // 1.0.3 (3354): the number of a build, and no year
  '(?:(?<=\\d\\.\\d{1,6})\\s+\\((?!(?:19|20)\\d\\d\\))\\d{2,8}\\))?',
  // v3.0 D15, 3.0 (D16): a letter of the maker's own for builds
  '(?:(?<=\\d\\.\\d{1,3})\\s+\\(?(?!v)[a-z]\\d{1,3}(?![\\w.-])\\)?)?',
].join('')

/** In order: the first that matches is meant. */
export const RULES: readonly Rule[] = [
  ['\\s', sticky('\\s+'), nothing],
  ['\\dadfjmnos', sticky(DATE_IN_TEXT), (m) => ({ kind: 'version', text: m[0], date: true })],
  ['<=≤⩽', sticky('<=|=<|≤|⩽'), operator('<=')],
  ['>=≥⩾', sticky('>=|=>|≥|⩾'), operator('>=')],
  ['<', sticky('<'), operator('<')],
  ['>', sticky('>'), operator('>')],
  ['=', sticky('=='), operator('=')],
  ['=', sticky('='), operator('=')],
  ['v', sticky('vers:[a-z]+/'), nothing],
  ['ci', sticky('(?:CVE|CWE|ICSMA?)-[\\d-]+'), nothing],
  [
    '(',
    sticky(
      '\\(\\s*(?:all\\s+)?v?(\\d[\\w.]*?)(?:[._][x*]+)*\\s*(?:series|branch|line|releases?|versions?|\\.?x)?\\s*\\)(?=\\s*(?:$|[|,;)]))',
    ),
    lineNote,
  ],
  [
    '*a',
    sticky(
      '\\*|all(?:\\s+(?:supported|previous|known|current|software|firmware|released))*\\s+(?:versions?|releases?|revisions?|builds?|models?|devices?|units?)\\b(?:\\s+of\\b)?|any(?:\\s+versions?)?\\b(?!\\s+(?:of|other|prior|earlier|later|older|newer))|all\\b',
    ),
    () => ({ kind: 'all' }),
  ],
  [
    ',ao&',
    sticky(
      `(?:,\\s*)?(?:and|or|&)\\s+(?:all\\s+|any\\s+)?(?:prior|earlier|lower|older|previous|(?:below|before|under)(?!\\s+(?:versions?\\s+)?v?\\.?\\d))(?!\\s+(?:to|than)\\s+v?\\d)${NOUN}`,
    ),
    () => ({ kind: 'postfix', sign: '<=' }),
  ],
  [
    ',ao&',
    sticky(
      `(?:,\\s*)?(?:and|or|&)\\s+(?:all\\s+|any\\s+)?(?:later|newer|higher|up|greater|onwards?|subsequent|(?:above|after|beyond)(?!\\s+(?:versions?\\s+)?v?\\.?\\d))(?!\\s+(?:to|than)\\s+v?\\d)${NOUN}`,
    ),
    () => ({ kind: 'postfix', sign: '>=' }),
  ],
  [
    'tu',
    sticky(
      '(?:up\\s+)?(?:to|through|until)\\s*,?\\s*(?:but\\s+)?(?:not\\s+including|excluding|exclusive\\s+of)(?![\\w-])',
    ),
    spoken('<'),
  ],
  [
    'aolen',
    sticky(
      '(?:and\\s+|or\\s+)?(?:(?:less|lower|earlier|older)\\s+than\\s+or\\s+equals?(?:\\s+to)?|(?:no|not)\\s+(?:later|newer|higher|greater)\\s+than|at\\s+most)(?![\\w-])',
    ),
    spoken('<='),
  ],
  [
    'aon',
    sticky('(?:and\\s+|or\\s+)?(?:(?:no|not)\\s+(?:earlier|older|lower|less)\\s+than|at\\s+least)(?![\\w-])'),
    operator('>='),
  ],
  [
    'aopbiwe',
    sticky(
      '(?:and\\s+|or\\s+)?(?:prior\\s+to|before|below)\\s*,?\\s+(?:and\\s+including|or\\s+equals?(?:\\s+to)?)(?![\\w-])|(?:at|on|in|with|equals?(?:\\s+to)?)\\s+or\\s+(?:prior\\s+to|before|below|under|(?:earlier|lower|less|older)\\s+than)(?![\\w-])',
    ),
    spoken('<='),
  ],
  [
    'aopbel',
    sticky(
      '(?:and\\s+|or\\s+)?(?:prior\\s+to|before|(?:earlier|lower|less|older)\\s+than|below|preceding|prior(?=\\s+(?:versions?\\s+)?v?\\.?\\d))(?![\\w-])',
    ),
    spoken('<'),
  ],
  [
    'aolnhg',
    sticky(
      '(?:and\\s+|or\\s+)?(?:later|newer|higher|greater)\\s+than(?:\\s+or\\s+equal\\s+to)?(?![\\w-])|(?:above|after)(?![\\w-])',
    ),
    (m) => ({ kind: 'operator', sign: /equal/i.test(m[0]) ? '>=' : '>' }),
  ],
  [
    'tu',
    sticky('(?:up\\s+)?(?:to|through|thru|until)(?:\\s*,?\\s+and\\s+including|\\s+including)?(?![\\w-])'),
    operator('to'),
  ],
  [
    'fsb',
    sticky('(?:from|since|start(?:ing|s)?\\s+(?:with|from|at|in)|beginning\\s+with|back\\s+to)(?![\\w-])'),
    operator('>='),
  ],
  ['b', sticky('between(?![\\w-])'), operator('between')],
  ['|', sticky('\\|\\|?'), separator('|')],
  [',;', sticky('[,;]'), separator(',')],
  ['/', sticky('/'), separator('/')],
  ['ao&', sticky('(?:and|or|&|as\\s+well\\s+as)(?![\\w-])'), separator('and')],
  ['\\-–—~', sticky('[-–—~](?=\\s)|[–—~](?=v?\\.?\\d)'), operator('to')],
  ['+', sticky('\\+(?=\\s|$|[,;|)])'), () => ({ kind: 'postfix', sign: '>=' })],
  ['(i', sticky('\\(?(?:inclusive|included)\\)?(?![\\w-])'), nothing],
  [
    'sfvrun',
    sticky(
      '(?:software|firmware|fw|sw|versions?|ver\\.|releases?|revisions?|rev\\.?|running|using|number)(?:\\(s\\))?(?![\\w-])\\s*[:#]?',
    ),
    nothing,
  ],
  [
    'a-z',
    sticky('([a-z])\\s*[-–]\\s*([a-z])(?![\\w.])'),
    (m) => [versionOf(m[1]!), { kind: 'operator', sign: 'to' }, versionOf(m[2]!)],
  ],
  [
    'sghmcqf',
    sticky('(?:service\\s*pack|sp|gma|hf|hot\\s*fix|mr|cu|qu|fp)\\s+\\d+[\\w.]*'),
    (m) => versionOf(m[0]),
  ],
  // "< TLS_1.2": of a protocol that is spoken, not of the product
  ['dst', sticky('(?:d?tls|ssl)[\\s_]*v?[123]\\.[0-3](?![\\w.])'), (m) => ({ kind: 'word', text: m[0] })],
  // ">=Venta_Server__12.0": words in front, joined as converters do it
  [
    'a-z',
    sticky(
      '(?!(?:service|hot|cumulative|quality|feature)_)[a-z]{3,20}(?:_[a-z]{3,20}){1,4}(?=_{1,3}v?\\d{1,4}\\.\\d)_+',
    ),
    (m) => ({ kind: 'word', text: m[0].replace(/_+$/, '') }),
  ],
  ['a-z\\d._\\-\\s', sticky(VERSION), versions],
  [
    'a-z',
    sticky('[a-z](?![\\w])'),
    (m) => (/[A-Z]/.test(m[0]) ? versionOf(m[0]) : { kind: 'word', text: m[0] }),
  ],
  [
    'a-z\\d_\\-\\u00c0-\\uffff',
    sticky('[\\p{L}\\p{N}_-]+'.replace('\\p{L}\\p{N}', 'a-z0-9\\u00c0-\\uffff')),
    (m) => ({ kind: 'word', text: m[0] }),
  ],
]

/** The rules that can begin with an ASCII character, by its code: trying all forty at each word took three times as long. */
const BY_CODE: readonly (readonly Rule[])[] = Array.from({ length: 128 }, (_, code) =>
  RULES.filter(([first]) => new RegExp(`[${first}]`, 'i').test(String.fromCharCode(code))),
)

export function lexemes(text: string): Lexeme[] {
  const found: Lexeme[] = []
  const limit = Math.min(text.length, MAX_TEXT)
  const source = text.slice(0, limit)
  for (let at = 0; at < limit; ) {
    const step = next(source, at)
    found.push(...step.lexemes)
    at = step.end
  }
  return found
}

function next(source: string, at: number): { lexemes: readonly Lexeme[]; end: number } {
  for (const [, pattern, make] of BY_CODE[source.charCodeAt(at)] ?? RULES) {
    pattern.lastIndex = at
    const match = pattern.exec(source)
    if (!match || match[0] === '') continue
    const made = make(match)
    return {
      lexemes: made === null ? [] : Array.isArray(made) ? made : [made as Lexeme],
      end: at + match[0].length,
    }
  }
  return { lexemes: [], end: at + 1 }
}

const versionOf = (text: string): Lexeme => ({
  kind: 'version',
  text: text.trim().replace(/^\.\s*/, ''),
  date: false,
})

function lineNote(match: RegExpExecArray): Lexeme {
  return /[x*]|series|branch|line/i.test(match[0]) ? { kind: 'line', text: match[1]! } : versionOf(match[1]!)
}

/** `3.0-3.5` is two versions where both halves look alike; `2.5-GA-01` is one. */
function versions(match: RegExpExecArray): Lexeme | readonly Lexeme[] {
  const text = match[0].replace(/[._-]+$/, '')
  const halves = text.split('-')
  if (
    halves.length === 2 &&
    halves.every((half) => /^v?\d+(?:\.\d+)+[a-z]?$/i.test(half)) &&
    sameShape(halves[0]!, halves[1]!)
  )
    return [versionOf(halves[0]!), { kind: 'operator', sign: 'to' }, versionOf(halves[1]!)]
  // "2014-2016": years
  if (halves.length === 2 && halves.every((half) => YEAR.test(half)) && halves[0]! < halves[1]!)
    return [versionOf(halves[0]!), { kind: 'operator', sign: 'to' }, versionOf(halves[1]!)]
  return /\d/.test(text) ? versionOf(text) : { kind: 'word', text }
}

const YEAR = /^(?:19|20)\d\d$/

const sameShape = (a: string, b: string): boolean => a.split('.').length === b.split('.').length
