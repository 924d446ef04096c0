/** What a term asks of a value, by the kind of its field; read once, so that judging a device is cheap. */
import { compareVersions } from '../../advisories/versions/compare.ts'
import { type Ip, parseIp } from '../../model/ip.ts'
import { inPrefix, parsePrefix } from '../../model/prefix.ts'
import { type FieldValue, fieldCalled, nearestFields, type SearchField } from './fields.ts'

export type Condition =
  /** `now`: milliseconds since 1970. */
  | { readonly kind: 'value'; holds(value: FieldValue, now: number): boolean }
  | { readonly kind: 'known'; readonly field: SearchField }

type Operator = ':' | ':<' | ':<=' | ':=' | ':>' | ':>='
interface Range {
  readonly min: number
  readonly max: number
  readonly minInclusive: boolean
  readonly maxInclusive: boolean
}
type Read = { readonly condition: Condition } | { readonly because: string }
/** `null`: the value is not one of this kind. */
type Reader = (operator: Operator, text: string) => ((value: FieldValue, now: number) => boolean) | null

const SEVERITIES = ['none', 'low', 'medium', 'high', 'critical']
const ORDERED: readonly SearchField['kind'][] = ['number', 'version', 'time', 'severity']

/** Reads the value of a term; `because` says what was expected where it is none. */
export function readCondition(
  field: SearchField | null,
  operator: Operator,
  value: string | number | boolean | null | Range,
): Read {
  const kind = field?.kind ?? 'text'
  if (value !== null && typeof value === 'object') return kind === 'number' ? range(value) : no(RANGES)
  const text = String(value)
  if (kind === 'presence') return known(text)
  if (operator !== ':' && operator !== ':=' && !ORDERED.includes(kind))
    return no(`${field?.help ?? 'this'} has no order: write a colon alone instead of ${operator}`)
  const holds = READERS[kind](operator, text)
  return holds === null ? no(`${text} is not ${EXPECTED[kind]}`) : { condition: { kind: 'value', holds } }
}

const no = (because: string): Read => ({ because })
const RANGES = 'ranges like [50 TO 80] are for numbers: write two terms with > and <'

function range({ min, max, minInclusive, maxInclusive }: Range): Read {
  return {
    condition: {
      kind: 'value',
      holds: (v) =>
        typeof v === 'number' && (minInclusive ? v >= min : v > min) && (maxInclusive ? v <= max : v < max),
    },
  }
}

function known(name: string): Read {
  const field = fieldCalled(name)
  return field === undefined || field.kind === 'presence'
    ? no(`there is no field ${name}; ${nearestFields(name)}`)
    : { condition: { kind: 'known', field } }
}

const EXPECTED: Readonly<Record<SearchField['kind'], string>> = {
  text: 'a text',
  number: 'a number',
  version: 'a version',
  address: 'an IP address or range like 10.20.0.0/16',
  hardware: 'a MAC address or the beginning of one, like 00:09:fb',
  time: 'an age like 7d (m, h, d, w) or a time like 2026-11-25',
  flag: 'true or false',
  severity: `one of ${SEVERITIES.join(', ')}`,
  presence: 'a field',
}

const READERS: Readonly<Record<Exclude<SearchField['kind'], 'presence'>, Reader>> = {
  text: (operator, text) => textTest(text, operator === ':='),
  number: (operator, text) => {
    const wanted = Number(text)
    if (text.trim() === '' || Number.isNaN(wanted)) return null
    return (v) => typeof v === 'number' && inOrder(operator, Math.sign(v - wanted))
  },
  version: (operator, text) => {
    if (operator === ':' || operator === ':=') return textTest(text, operator === ':=')
    return (v) => {
      const order = typeof v === 'string' ? compareVersions(v, text) : null
      return order !== null && inOrder(operator, order)
    }
  },
  address: (_, text) => {
    const prefix = parsePrefix(text)
    if (prefix === null) return null
    return (v) => {
      const ip = typeof v === 'string' ? parseIp(v) : null
      return ip !== null && inPrefix(ip as Ip, prefix)
    }
  },
  hardware: (_, text) => {
    const digits = text.toLowerCase().replace(/[:.*-]/gu, '')
    if (!/^[0-9a-f]{2,12}$/u.test(digits)) return null
    return (v) => typeof v === 'string' && v.replaceAll(':', '').startsWith(digits)
  },
  time: timeTest,
  flag: (_, text) => {
    const wanted = { true: true, yes: true, false: false, no: false }[text.toLowerCase()]
    return wanted === undefined ? null : (v) => v === wanted
  },
  severity: (operator, text) => {
    const wanted = SEVERITIES.indexOf(text.toLowerCase())
    if (wanted < 0) return null
    return (v) => {
      const rank = SEVERITIES.indexOf(String(v))
      return rank >= 0 && inOrder(operator, Math.sign(rank - wanted))
    }
  },
}

function inOrder(operator: Operator, order: number): boolean {
  switch (operator) {
    case ':':
    case ':=':
      return order === 0
    case ':<':
      return order < 0
    case ':<=':
      return order <= 0
    case ':>':
      return order > 0
    case ':>=':
      return order >= 0
  }
}

/** Milliseconds of the units of an age. */
const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** `<7d` is younger than seven days; `>=2026-11-01` is that day or later, and a day alone is any time of it. */
function timeTest(operator: Operator, text: string): ReturnType<Reader> {
  const age = /^(\d+(?:\.\d+)?)([mhdw])$/u.exec(text)
  if (age !== null) {
    const wanted = Number(age[1]) * UNITS[age[2]!]!
    const within = operator === ':' || operator === ':=' ? ':<=' : operator
    return timed((at, now) => inOrder(within, Math.sign(now - at - wanted)))
  }
  if (!/^\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?$/u.test(text)) return null
  const wanted = Date.parse(text.length === 10 || text.endsWith('Z') ? text : `${text}Z`)
  if (Number.isNaN(wanted)) return null
  const length = text.length === 10 ? UNITS.d! : 1
  return timed((at) => inOrder(operator, at < wanted ? -1 : at >= wanted + length ? 1 : 0))
}

const timed =
  (holds: (at: number, now: number) => boolean) =>
  (value: FieldValue, now: number): boolean => {
    const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
    return !Number.isNaN(at) && holds(at, now)
  }

const WILDCARDS = 8
const LETTER = '[\\p{L}\\p{N}]'

/**
 * What stands between two stars is taken where it first occurs, and never looked for again: names come from whoever is on the
 * network, and trying every place of every piece would take for ever on a long one. (A look-ahead that is captured and
 * repeated cannot be backtracked into.)
 */
function wordPattern(word: string, index: number): string {
  const [first = '', ...pieces] = word.replaceAll('?', LETTER).split(/\*+/u)
  const last = pieces.pop()
  if (last === undefined) return first
  const middle = pieces.map((piece, i) => {
    const name = `w${index}p${i}`
    return `(?=(?<${name}>${LETTER}*?${piece}))\\k<${name}>`
  })
  return `${first}${middle.join('')}${LETTER}*${last}(?!${LETTER})`
}

/**
 * The words of the text stand in the value one behind the other, whole, whatever is between words (`telnet` is in
 * `telnet-in-use`, `alaris 8015` in `Alaris-8015`). `*` is any characters of a word, `?` one; `whole`: nothing else stands there.
 */
export function textTest(text: string, whole: boolean): ReturnType<Reader> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}*?]+/gu) ?? []
  if (words.length === 0 || text.split('*').length - 1 > WILDCARDS) return null
  const body = words.map(wordPattern).join('[^\\p{L}\\p{N}]+')
  const pattern = new RegExp(whole ? `^${body}$` : `(?<!${LETTER})${body}(?!${LETTER})`, 'iu')
  return (value) => value !== null && pattern.test(String(value))
}
