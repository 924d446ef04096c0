/**
 * Model codes: `DS-2CD2xx2FWD`, `AP7xxxx`, `MX400-550`, `522K/722K`, `PXC12/22/36-E.D`. One text may stand for several,
 * for a whole series, or for a range of numbers.
 */
import { fold } from './tokens.ts'

export interface CodePattern {
  /** Lower case, letters and digits only; for patterns what stands before the first wildcard. */
  readonly text: string
  /** The whole code as written, squeezed: what a device is compared by. */
  readonly raw: string
  /** Over the raw code of a device. */
  readonly pattern: RegExp | null
  /** Everything that begins like it is meant too. */
  readonly series: boolean
  /** Parts between dashes and dots, squeezed. */
  readonly parts: readonly string[]
}

/** How a device's code stands to one of a statement. */
export type CodeFit = 'same' | 'variant' | 'other'

/** Most codes that one text is expanded to. */
const MAX_CODES = 40

/** Stands for a wildcard while a pattern is made; no code holds it. */
const MARK = '~'
/** The same for a wildcard inside a code that stands for letters and digits of any small number. */
const STAR = '!'

/** Stands for letters left open: "IPC-HX2X" with more X behind are the IPC-HFW2431 and the IPC-HDBW2231. */
const LETTERS = '^'

export const isCode = (chunk: string): boolean =>
  /\d/.test(chunk) || /[xX]{2,}$/.test(chunk) || /^[A-Z][A-Z-]+-[x*]$/.test(chunk)

export function compileCode(raw: string, series = false): CodePattern[] {
  return expand(fold(raw).replace(LEADING_ZERO, ''))
    .slice(0, MAX_CODES)
    .map((code) => compile(code, series))
}

/** "0750-8204" for the 750-8204: numbers of an article, filled up. */
const LEADING_ZERO = /^0(?=[1-9]\d{2}-\d)/

/** `A/B/C`, where later ones may leave out the letters in front and earlier ones the ending. */
function expand(raw: string): string[] {
  const parts = raw.split('/').filter((part) => part !== '')
  if (parts.length < 2) return range(raw) ?? [raw]
  // "3701/40" is one of the 3701s
  if (parts.length === 2 && /^\d{4,5}$/.test(parts[0]!) && /^\d{1,2}[A-Z]?$/.test(parts[1]!)) return [raw]
  // "WP1302/P": with the letter and without
  if (parts.length === 2 && /\d$/.test(parts[0]!) && /^[A-Z]$/.test(parts[1]!))
    return [parts[0]!, parts[0]! + parts[1]!]
  // "BX-800N/NX/D", "800-B/C/S": endings of one number
  const numbered = /^([A-Za-z-]*\d+-?)([A-Z]{1,3})$/.exec(parts[0]!)?.[1]
  if (numbered && parts.slice(1).every((part) => /^[A-Z]{1,3}$/.test(part)))
    return [parts[0]!, ...parts.slice(1).map((part) => numbered + part)]
  // "NM/CT640": a part without a number is none of several models
  if (parts.some((part) => !/\d|[xX]{2}/.test(part))) return [raw]
  const head = /^(.*?)(\d[\dxX.]*)(.*)$/.exec(parts[0]!)
  // "Q04/06/26UDPVCPU": letters behind the last number are of all, where they are too many to tell the last alone
  const tail = /^[\d.]+(-.+|[A-Za-z]{3,})$/.exec(parts.at(-1)!)
  let prefix = head?.[1] ?? ''
  return parts.map((part, i) => {
    if (/^\D/.test(part)) prefix = /^(\D*)/.exec(part)![1]!
    const bare = /^[\dxX.]+$/.test(part)
    const lead = i > 0 && /^\d/.test(part) && !/^\d+[A-Z]/.test(parts[0]!) ? prefix : ''
    const ending = tail && i < parts.length - 1 && (bare || /^\D+[\d.]+$/.test(part)) ? tail[1]! : ''
    return lead + part + ending
  })
}

/** `MX400-550`, `MP20-MP90`, `MP2-MP90`: rising numbers behind the same letters, which are written twice where the numbers are not of one length. */
function range(raw: string): string[] | null {
  const [, letters, from, again, to] = /^([A-Za-z]{1,5})(\d{1,4})-([A-Za-z]{0,5})(\d{1,4})$/.exec(raw) ?? []
  if (!letters || !from || !to || (again && again.toLowerCase() !== letters.toLowerCase())) return null
  // "V5-7" may be one name; "M1-M4" is a range
  if (from.length === 1 && !again) return null
  if ((from.length !== to.length && !again) || Number(from) >= Number(to)) return null
  // "R121-340" is one board
  if (from.length > 2 && !again && ![from, to].every((number) => /[05]$/.test(number))) return null
  return [`${letters}[${from}-${to}]`]
}

function compile(code: string, series: boolean): CodePattern {
  const numbers = /^(.*)\[(\d+)-(\d+)\]$/.exec(code)
  if (numbers) return compileRange(numbers[1]!, numbers[2]!, numbers[3]!)
  const parts = code
    .toLowerCase()
    .split(/[-._/\s]+/)
    .filter((part) => part !== '')
  const squeezed = parts.join('')
  const wild = wildcards(code) ?? (series ? (numberLeft(code) ?? roundNumber(code)) : null)
  if (!wild) return { text: squeezed, raw: squeezed, pattern: null, series, parts }
  const body = wild.replace(/[^A-Za-z0-9~^!]+/g, '').toLowerCase()
  const source = body
    .replace(PART_OPEN.test(code) ? /~+$/ : /$^/, (marks) => `[a-z0-9]{0,${marks.length}}`)
    .replace(/~{2,}$/, shorterByOne)
    .replace(/(?<=[a-z])~(?=\d\d)/, '[0-9]{1,2}')
    .replace(/~/g, '[a-z0-9]')
    .replace(/\^/g, '[a-z]{1,4}')
    .replace(/!+/g, '[a-z0-9]{1,6}')
  // a wildcard at the end, or one digit's place only, stands for endings of any length
  const open = series || body.endsWith(MARK)
  return {
    text: body.slice(0, body.search(/[~^!]/)),
    raw: squeezed,
    pattern: new RegExp(`^${source}${open ? '' : '(?![0-9])'}`),
    series: true,
    parts,
  }
}

/** "PX12-LINK-4K-xx" is the PX12-LINK-4K as well: what stands for all of the last part may be left out. */
const PART_OPEN = /\d.*-(?:x+|X+|\*)$/

/** "DS-K1T804AXX" is the DS-K1T804AF as well: the last of several marks at the end may stand for nothing. */
const shorterByOne = (marks: string): string => `${marks.slice(1)}[a-z0-9]?`

function compileRange(letters: string, from: string, to: string): CodePattern {
  const inside: string[] = []
  for (let n = Number(from); n <= Number(to) && inside.length < MAX_RANGE; n++) inside.push(String(n))
  const text = letters.toLowerCase()
  return {
    text,
    raw: `${text}${from}${to}`,
    pattern: new RegExp(`^${text}(?:${inside.join('|')})(?![0-9])`),
    series: true,
    parts: [text],
  }
}

/** Numbers in one range of models. */
const MAX_RANGE = 1_000

/** The code with a mark for each wildcard; `null` without any. A lone capital X is a letter as good as others, and so is a lone x where all is small. */
function wildcards(code: string): string | null {
  if (/^[^A-Zx*]*x[^A-Zx*]*$/.test(code) && /[a-wyz]|^x/.test(code)) return null
  const marked = code
    .replace(/(?<=[A-Z\d-])\*+(?=[-/]?[A-Z\d*])/g, STAR)
    .replace(/\*+/g, MARK)
    .replace(/(?<=-[A-Z]{1,2})X(?=\dX{2,}$)/, LETTERS)
    .replace(/(?<=[0-9A-Z-])x+(?![a-wyz])|x+(?=\d)|(?<=\d)x+/g, (run) => MARK.repeat(run.length))
    .replace(/X{2,}/g, (run) => MARK.repeat(run.length))
  if (marked.split(STAR).length - 1 > MAX_STARS) return null
  return marked.includes(MARK) || marked.includes(STAR) ? marked : null
}

/** Wildcards of any length in one code: each that is more takes six times as long to find that a code is another. */
const MAX_STARS = 3

/** "RLN-X10 series": a capital X that stands for the number in front. */
const numberLeft = (code: string): string | null =>
  /-X\d\d[A-Z]?$/.test(code) ? code.replace(/-X/, `-${MARK}`) : null

/** Models of a line that is numbered in two digits: they have two more. */
export function numbersOf(line: string): CodePattern {
  const text = line.toLowerCase()
  return { text, raw: text, pattern: new RegExp(`^${text}\\d{2,3}(?!\\d)`), series: true, parts: [text] }
}

/** "600 series" are the models 600 to 699, "170 series" those from 170 to 179. */
function roundNumber(code: string): string | null {
  const [, head, zeros, letter, ending = ''] =
    /^([A-Za-z]{0,4}-?[1-9]\d*?)(0{2,3})([A-Z]{0,4})(-[A-Z][A-Z/]*)?$/.exec(code) ?? []
  if (head && zeros) return head + MARK.repeat(zeros.length) + letter + ending
  // "BX740C series": BX743Cdw
  const lettered = /^([A-Z]{2,4}[1-9]\d)0([A-Z])$/.exec(code)
  if (lettered) return lettered[1]! + MARK + lettered[2]!
  return /^[1-9][1-9]0$/.test(code) ? code.slice(0, 2) + MARK : null
}

/** `device` is squeezed; `deviceParts` as in `CodePattern.parts`. */
export function fitCode(pattern: CodePattern, device: CodePattern): CodeFit {
  if (pattern.raw === device.raw) return 'same'
  // "REL670" of the "670 series", as may be
  if (pattern.series && isNumberOf(pattern.raw, device.raw)) return 'variant'
  if (pattern.pattern)
    return pattern.pattern.test(device.raw) || fitsWithoutLead(pattern, device)
      ? 'same'
      : nearWildcard(pattern, device)
  if (pattern.series && pattern.text.length >= 2 && device.raw.startsWith(pattern.text)) return 'same'
  // "Series 8" may count the 8200
  if (pattern.series && /^\d$/.test(pattern.text) && /^\d{3,4}$/.test(device.raw))
    return device.raw.startsWith(pattern.text) ? 'variant' : 'other'
  if (
    endsAlike(pattern.parts, device.parts) ||
    lettersInFront(pattern, device) ||
    lettersInFront(device, pattern)
  )
    return isLineOf(pattern, device) ? 'variant' : 'same'
  if (isLettered(pattern, device) || isOfHundred(pattern.raw, device.raw) || opensCode(pattern, device))
    return 'variant'
  return variant(pattern, device)
}

/** Three or four letters and the three digits of a series. */
const isNumberOf = (series: string, own: string): boolean =>
  series.length === 3 &&
  own.length > 5 &&
  own.endsWith(series) &&
  /^\d+$/.test(series) &&
  /^[a-z]{3,4}$/.test(own.slice(0, -3))

/** `IPC-HFW5541H` and `DH-IPC-HFW5x`: two or three letters before the first dash that one side leaves out. */
function fitsWithoutLead({ pattern, text, parts }: CodePattern, device: CodePattern): boolean {
  if (pattern === null) return false
  const [lead = '', ...rest] = device.parts
  if (
    isLead(lead) &&
    rest.length > 0 &&
    text.length >= 4 &&
    /[a-z]/.test(text) &&
    pattern.test(rest.join(''))
  )
    return true
  const own = parts[0] ?? ''
  const long = device.raw.length >= 5 && /[a-z].*\d|\d.*[a-z]/.test(device.raw)
  return isLead(own) && parts.length > 1 && long && pattern.test(own + device.raw)
}

/** Letters of a maker or a line in front of a code. */
export const isLead = (part: string): boolean => /^[a-z]{2,3}$/.test(part)

/** `722K` of `MMT-722K`; `DS-2CD2142FWD` of `DS-2CD2142FWD-I`. */
function endsAlike(stated: readonly string[], own: readonly string[]): boolean {
  if (stated.length === own.length) return false
  const [short, long] = stated.length < own.length ? [stated, own] : [own, stated]
  if (!short.some((part) => part.length >= 3 && /\d/.test(part))) return false
  // "BX4NX-J" is a form of the BX4NX of its own, while longer codes close with what a model has built in; who says BX4NX means all
  if (
    short === own &&
    short.length === 1 &&
    long.length === 2 &&
    long[0] === short[0] &&
    /^[a-z]$/.test(long[1]!)
  )
    return false
  // "GA-H110M" may be the "GA-H110M-DS2", or any other of the line
  if (short.every((part, i) => part === long[i]))
    return short === stated || long.slice(short.length).every((part) => !/[a-z]\d|\d[a-z]/.test(part))
  // "800" is no "THUNIS-800": a number of three digits ends the code of many
  return (
    short.some((part) => part.length >= 4 || /[a-z]/.test(part)) &&
    long.slice(0, -short.length).every((part) => !/[a-z]\d|\d[a-z]/.test(part)) &&
    short.every((part, i) => part === long[long.length - short.length + i])
  )
}

/** `1783` beside `1783-NQTR`: the number of a catalogue in front, which all of a line have. */
const isLineOf = ({ parts }: CodePattern, { raw }: CodePattern): boolean =>
  parts.length > 1 && parts[0] === raw && /^\d{4}$/.test(raw) && /^[a-z]/.test(parts[1]!)

/** `5952` beside `5900`: a round number may be of a line, and of a model that is none of it. */
export const isOfHundred = (stated: string, own: string): boolean =>
  /^[1-9]\d00$/.test(stated) && /^\d{4}$/.test(own) && own.startsWith(stated.slice(0, 2))

/** `15-P` beside `15`: a form of a model that is numbered in two digits. */
const isLettered = ({ parts, raw }: CodePattern, device: CodePattern): boolean =>
  parts.length === 1 &&
  /^\d\d$/.test(raw) &&
  device.parts.length === 2 &&
  device.parts[0] === raw &&
  /^(?:[a-z]|poe)$/.test(device.parts[1]!)

/** `UG65` of `UG65-868M-EA`, `GA-H110M` of `GA-H110M-DS2`: it may be this one, or another of its line. */
const opensCode = ({ parts }: CodePattern, { parts: own }: CodePattern): boolean =>
  own.length < parts.length &&
  own.every((part, i) => part === parts[i]) &&
  /^[a-z]+\d{2,}[a-z]*$/.test(own.at(-1)!)

/** `722K` of `MMT722K`: digits and letters that name a model without the letters of its line. */
const lettersInFront = ({ raw: code }: CodePattern, { raw: own }: CodePattern): boolean =>
  code.length >= 4 &&
  /^\d{3,}[a-z]+$/.test(code) &&
  own.endsWith(code) &&
  /^[a-z]{2,4}$/.test(own.slice(0, -code.length))

/** A letter or two more at the end of a long code: a variant of the same model, maybe. */
function variant(pattern: CodePattern, device: CodePattern): CodeFit {
  const [short, long] =
    pattern.raw.length < device.raw.length ? [pattern.raw, device.raw] : [device.raw, pattern.raw]
  const least = /^(?:[a-z]{1,2}\d{2,3}|\d{4})$/.test(short) && long.length === short.length + 1 ? 3 : 5
  // "APX1808LNX" of the APX1808: three letters behind a code that tells by itself
  const letters = /^[a-z]+\d{4,}$/.test(short) && short.length > 6 ? 3 : 2
  const behind = long.slice(short.length)
  return short.length >= least &&
    long.startsWith(short) &&
    behind.length <= letters &&
    /^[a-z]+$/.test(behind)
    ? 'variant'
    : 'other'
}

/** `DS-2CD2032-I` beside `DS-2CD2xx2F-I`: the same but for a letter that is missing. */
function nearWildcard(pattern: CodePattern, device: CodePattern): CodeFit {
  if (pattern.parts.length !== device.parts.length || pattern.parts.length < 2) return 'other'
  const fits = pattern.parts.every((part, i) => {
    const own = device.parts[i]!
    return matchesPart(part, own) || (/[a-wyz]$/.test(part) && matchesPart(part.slice(0, -1), own))
  })
  return fits ? 'variant' : 'other'
}

const matchesPart = (part: string, own: string): boolean =>
  part.length === own.length && [...part].every((c, i) => c === 'x' || c === own[i])
