/**
 * Operators that stand in a field made for one version: `< 1.5`, `>= 2.0, < 2.4`, `2.0 and earlier`, `prior to 3`,
 * `1.0 - 1.4`, `1.0 through 1.4`. What is not one of these forms is a version as written.
 */
import { atLeast, type Bound, between, exactly, type Range } from '../versions/constraint.ts'
import { lower, single, upper } from './wildcard.ts'

/** Most versions: no operator, no wildcard. `0` alone is the beginning of all, not a version. */
const SIMPLE = /^v?(?:[1-9]|0\.)[\d.]*\d$|^[1-9]$/i
/** Words in front of a version that add nothing. */
const NOISE =
  /^(?:(?:all|any) )?(?:firmware |software )?(?:versions?|releases?|ver\.?|firmware|software) ?(?=[<>=]|v?\d|prior|before|up to)/i
/** A longer text is prose and names no version. */
const LONGEST = 120
const VERSION = String.raw`v?\.?\d[\w.+:~-]*(?:\([\w.]{1,20}\)[\w.-]*){0,2}(?: ?(?:SP|Service Pack|Update|Build|Patch|R|u)[ .]?\d+\w*)?`
const RELATION = new RegExp(String.raw`^(<=|>=|<|>|==?)\s*(${VERSION}|[A-Z][\w.-]*\d[\w.-]*)$`, 'i')
const BEHIND = new RegExp(
  String.raw`^(${VERSION})\s*(?:,\s*)?(?:(?:and|or) (?:all )?)?(?:any )?(prior|earlier|below|older|lower|before|previous|later|newer|above|higher|up)(?: versions?| releases?)?$`,
  'i',
)
const BEFORE = new RegExp(
  `^(?:versions? |all versions? )?(prior to and including|prior to|before|earlier than|lower than|less than|below|up to and including|up to|through|until)(?: versions?)? (${VERSION})$`,
  'i',
)
const FROM_TO = new RegExp(
  `^(?:versions? |from )?(${VERSION}) ?(?: - |–|—| to | through | thru | up to )(?: ?versions? )?(${VERSION})$`,
  'i',
)
/** Nothing but versions, with commas between. */
const LISTED = /^v?\d[\w.-]*(?:[,;] ?v?\d[\w.-]*)+$/i
const ALL =
  /^(?:all|any|every)(?: (?:known |supported |product |firmware |software )?(?:versions?|releases?))?\.?$|^\*$/i
/** Placeholders that authors leave in a field they must fill. */
const NOTHING =
  /^(?:n\/?a|none|-|unspecified|unknown|not (?:applicable|specified|available|known)|next of .*|tbd|see (?:the )?(?:references?|advisory|description).*|multiple(?: versions)?|various(?: versions)?|0|)$/i

export type VersionWords =
  | { readonly kind: 'all' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'ranges'; readonly ranges: readonly Range[] }
  | { readonly kind: 'prose' }

export function readVersionWords(raw: string): VersionWords {
  if (SIMPLE.test(raw)) return { kind: 'ranges', ranges: [exactly(raw)] }
  const written = raw.trim().replace(/\s+/g, ' ').replace(NOISE, '')
  if (ALL.test(written)) return { kind: 'all' }
  if (NOTHING.test(written)) return { kind: 'nothing' }
  if (written.length > LONGEST) return { kind: 'prose' }
  // a comma for a stop: "3,2,0"
  if (/^\d{1,2}(?:,\d{1,2}){1,3}$/.test(written))
    return { kind: 'ranges', ranges: [exactly(written.replaceAll(',', '.'))] }
  const alternatives = written.split(LISTED.test(written) ? /[ ,;]+/ : /\s*(?:\|\||;)\s*/).filter(Boolean)
  // nothing but signs: ";"
  if (alternatives.length === 0) return { kind: 'nothing' }
  const ranges = alternatives.map(oneRange)
  return ranges.every((range) => range !== null) ? { kind: 'ranges', ranges } : { kind: 'prose' }
}

/** Is this field empty in all but form? */
export function saysNothing(version: string): boolean {
  return NOTHING.test(version)
}

function oneRange(written: string): Range | null {
  return related(written) ?? worded(written) ?? plain(written)
}

/** `>= 2.0, < 2.4`: every part an operator and a version; together one interval. */
function related(written: string): Range | null {
  let from: Bound | null = null
  let to: Bound | null = null
  for (const part of written.split(/\s*(?:,|&&|\band\b)\s*|\s+(?=[<>])/).filter(Boolean)) {
    const [, operator, version] = RELATION.exec(part) ?? []
    if (operator === undefined || version === undefined) return null
    if (operator[0] === '=') return single(version)
    if (operator[0] === '<') to = upper(version, operator === '<=')
    else from = lower(version, operator === '>=')
  }
  return from === null && to === null ? null : between(from, to)
}

function worded(written: string): Range | null {
  const behind = BEHIND.exec(written)
  if (behind)
    return /later|newer|above|higher|up/i.test(behind[2]!)
      ? between(atLeast(behind[1]!), null)
      : between(null, upper(behind[1]!, true))
  const before = BEFORE.exec(written)
  if (before) return between(null, upper(before[2]!, /including|up to|through|until/i.test(before[1]!)))
  const dashed = DASHED.exec(written)
  if (dashed && isRising(dashed[1]!, dashed[2]!)) return between(lower(dashed[1]!), upper(dashed[2]!, true))
  const both = FROM_TO.exec(written)
  return both ? between(lower(both[1]!), upper(both[2]!, true)) : null
}

/** "13.1.0-13.1.2": numbers of as many fields, of which only the last differs and rises. */
const DASHED = /^v?(\d{1,9}(?:\.\d{1,9}){1,4})-v?(\d{1,9}(?:\.\d{1,9}){1,4})$/i

function isRising(from: string, to: string): boolean {
  const [low, high] = [from, to].map((text) => text.split('.').map(Number)) as [number[], number[]]
  return (
    low.length > 1 &&
    low.length === high.length &&
    low.slice(0, -1).every((field, i) => field === high[i]) &&
    low.at(-1)! < high.at(-1)!
  )
}

/** A version as written: a word or a few, at least one of them with a digit, and none that relates it to another. */
function plain(written: string): Range | null {
  return /\d/.test(written) && written.split(' ').length <= 4 && !RELATING.test(written)
    ? single(written)
    : null
}

const RELATING =
  /[<>=–—]|,\s|\s-\s|\b(?:before|prior|priot|until|through|up to|below|under|earlier|older|lower|later|newer|and|or|than|except)\b/i
