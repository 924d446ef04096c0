/**
 * Reads a text that holds versions, as people and converters write it: operators as signs or words, lists, wildcards,
 * pairs. What it cannot read stays in `rest`; a text without any version it understands is unreadable, never "all".
 */
import {
  above,
  allVersions,
  atLeast,
  atMost,
  type Bound,
  below,
  type Constraint,
  exactly,
  type Range,
  ranges,
  unreadable,
  unstated,
} from './constraint.ts'
import { type Lexeme, lexemes, type Sign } from './lexemes.ts'
import { wildcardSpan } from './wildcard.ts'

export interface VersionReading {
  readonly constraint: Constraint
  /** Words that took no part. */
  readonly rest: readonly string[]
  /** Whether any operator, in signs or words, was found. */
  readonly bounded: boolean
}

export function readVersions(text: string): VersionReading {
  const other = UNEQUAL.exec(text)
  if (other) return without(text, '', other[1]!)
  if (text.includes('!='))
    return { constraint: unreadable(text, 'versions are left out'), rest: [], bounded: true }
  const left = LEFT_OUT.exec(text)
  if (left) return without(text, text.slice(0, left.index), text.slice(left.index + left[0].length))
  const exclusive = joined(text)
    .replace(EXCLUSIVE, 'up to but not including $1')
    .replace(LINE_FIRST, '>= $1 <= $2')
    .replace(RELEASES, (all, from: string, to: string) =>
      Number(from) < Number(to) ? `${from} to ${to}` : all,
    )
  return readLexemes(text, lexemes(exclusive))
}

/** "HD 16 | HD23": letters that stand right before one number stand apart from another. */
function joined(text: string): string {
  const letters = new Set([...text.matchAll(/\b([A-Z]{2,3})\d{1,3}\b/g)].map((m) => m[1]!))
  return letters.size === 0
    ? text
    : text.replace(/\b([A-Z]{2,3})\s(\d{1,3})\b(?!\.)/g, (all, word: string, number: string) =>
        letters.has(word) && !/^(?:SP|SR|CU|HF|MR|GA)$/.test(word) ? word + number : all,
      )
}

/** `vers:generic/!=3.0` */
const UNEQUAL = /^\s*(?:vers:[\w.-]{1,40}\/)?!=\s*(v?\d[\w.-]{0,60})\s*$/i
/** "2.0 to 2.5 (exclusive)". */
const EXCLUSIVE = /(?:\b(?:up to|to|through|until)|[-–—])\s+(v?\.?\d[\w.]*)\s*\(exclu(?:sive|ded|ding)\)/gi
/** "6.11.x: 6.11.6 and below": the line, then the last of it that is meant. */
const LINE_FIRST =
  /\b(v?\d{1,9}(?:\.\d{1,9}){0,4})(?:\.[x*]{1,8}){1,4}\s*:\s*(v?\d[\w.]{0,40})\s+and\s+(?:below|prior|earlier|lower)/gi
/** "20-33", alone: releases from one to another. */
const RELEASES = /^\s*v?([1-9]\d)-v?(\d\d)\s*$/i
/** "All versions except 4.2"; "up to but excluding 4.2" is an end. */
const LEFT_OUT =
  /(?<!\b(?:but|to|through|until)\s+)\b(?:except(?:ing)?(?:\s+for)?|excluding|other\s+than|with\s+the\s+exception\s+of)\s+(?=(?:versions?\s+|releases?\s+)?v?\.?\d)/i

/** Every version but one; what leaves out more, or something of a range, is not read. */
function without(raw: string, before: string, left: string): VersionReading {
  const base = readLexemes(before, lexemes(before))
  const out = readLexemes(left, lexemes(left))
  const [only] =
    out.constraint.kind === 'ranges' && out.constraint.ranges.length === 1 ? out.constraint.ranges : []
  const every = base.constraint.kind === 'all' || !/\d/.test(before)
  if (!every || !only?.from || only.from.version !== only.to?.version || out.rest.length > 0)
    return { constraint: unreadable(raw, 'versions are left out'), rest: base.rest, bounded: true }
  const { version } = only.from
  const list = [
    { from: null, to: below(version), line: null },
    { from: above(version), to: null, line: null },
  ]
  return { constraint: ranges(raw, list), rest: base.rest, bounded: true }
}

/** An update of whatever release is spoken of. */
const UPDATE_ALONE = /^(?:service\s*pack|sp|gma|hf|hot\s*fix|mr|cu)\s*\d/i

export function readLexemes(raw: string, list: readonly Lexeme[]): VersionReading {
  const reader = new Reader()
  for (let i = 0; i < list.length; i++) reader.take(list[i]!, list[i + 1])
  return reader.done(raw)
}

const isRelease = (version: string): boolean => /^v?\d{1,2}$/i.test(version)

class Reader {
  readonly #ranges: Range[] = []
  readonly #rest: string[] = []
  #all = false
  #bounded = false
  #dates = 0
  #versions = 0
  /** Set by an operator, for the next version. */
  #sign: Sign | null = null
  /** A lower end that waits for its upper one. */
  #lower: { bound: Bound; line: string | null } | null = null
  /** The last range is one single value and nothing has come between. */
  #joined = false
  #between = false
  /** An upper end in words: "before 9.2, 9.1 and 8.2" is the end of three lines. */
  #spread: Sign | null = null
  /** A comma stands right behind a single value. */
  #comma = false
  /** Single values at the end of the list that slashes join: "L81/U61 and earlier" bounds both. */
  #slashed = 0
  #slash = false

  take(lexeme: Lexeme, following: Lexeme | undefined): void {
    switch (lexeme.kind) {
      case 'version':
        this.#version(lexeme.text, lexeme.date, following)
        return
      case 'operator':
        this.#operator(lexeme.sign)
        this.#spread = lexeme.spoken === true && this.#lower === null && !this.#joined ? lexeme.sign : null
        return
      case 'postfix':
        this.#postfix(lexeme.sign)
        return
      case 'separator':
        if (lexeme.text === 'and' && this.#between) this.#sign = 'to'
        // "1.0 up to, but not including, 2.0": the comma belongs to the operator
        else if (lexeme.text !== ',' || this.#sign === null) {
          this.#comma = lexeme.text === ',' && this.#joined
          this.#joined = false
        }
        this.#slash = lexeme.text === '/'
        return
      case 'all':
        this.#all = true
        return
      case 'line':
        this.#line(lexeme.text)
        return
      case 'word':
        this.#rest.push(lexeme.text)
        return
      default:
        lexeme satisfies never
    }
  }

  #operator(sign: Sign): void {
    if (sign === 'between') {
      this.#between = true
      this.#sign = '>='
    } else if (this.#sign === null || sign !== 'to') this.#sign = sign
    // "19.8, through 19.9"
    if (sign === 'to' && this.#comma) this.#joined = true
    this.#comma = false
    if (sign !== 'to') this.#bounded = true
  }

  #version(text: string, date: boolean, following: Lexeme | undefined): void {
    this.#versions++
    this.#comma = false
    if (date) this.#dates++
    const span = date ? null : wildcardSpan(text)
    const bare = following === undefined || following.kind === 'separator' || following.kind === 'word'
    const sign = this.#sign ?? (span === null && bare ? this.#spread : null)
    this.#sign = null
    switch (sign) {
      case '<':
        this.#upper(below(span?.from ?? text))
        break
      case '<=':
        this.#upper(span ? below(span.to) : atMost(text))
        break
      case 'to':
        this.#bounded = true
        this.#between = false
        this.#raise()
        this.#upper(span ? below(span.to) : atMost(text))
        break
      case '>':
      case '>=':
        this.#flush()
        this.#lower = {
          bound: sign === '>' ? (span ? atLeast(span.to) : above(text)) : atLeast(span?.from ?? text),
          line: null,
        }
        this.#joined = false
        break
      default:
        if (following?.kind !== 'operator' || following.sign !== 'to') this.#flush()
        this.#ranges.push(span ? { from: atLeast(span.from), to: below(span.to), line: null } : exactly(text))
        this.#joined = true
        this.#slashed = this.#slash ? this.#slashed + 1 : 1
        this.#slash = false
    }
  }

  /** `A to B`: the single value before becomes the lower end. */
  #raise(): void {
    const last = this.#ranges.at(-1)
    if (!this.#joined || !last?.from || this.#lower) return
    this.#ranges.pop()
    this.#lower = { bound: last.from, line: null }
  }

  #upper(to: Bound): void {
    // "6.x prior to 6.6", "A.01 <= C.0x": what stands right before is the lower end
    const last = this.#ranges.at(-1)
    if (this.#joined && last?.from && !this.#lower) {
      this.#ranges.pop()
      this.#lower = { bound: last.from, line: null }
      // "9.1 prior to GMA 2" is below 9.1 GMA 2
      if (UPDATE_ALONE.test(to.version)) to = { ...to, version: `${last.from.version} ${to.version}` }
    }
    const from = this.#lower?.bound ?? null
    // "16 through 20" are releases, the last one with all that came of it
    if (from !== null && to.inclusive && isRelease(from.version) && isRelease(to.version))
      to = below(wildcardSpan(`${to.version}.x`)!.to)
    this.#ranges.push({ from, to, line: this.#lower?.line ?? null })
    this.#lower = null
    this.#joined = false
  }

  #postfix(sign: '<=' | '>='): void {
    this.#bounded = true
    const last = this.#ranges.at(-1)
    if (!last?.from || !last.to) return
    this.#ranges.pop()
    this.#joined = false
    if (sign === '<=') {
      const before = this.#slashed > 1 ? this.#ranges.splice(1 - this.#slashed) : []
      for (const { to } of [...before, last]) this.#ranges.push({ from: null, to, line: null })
      this.#slashed = 0
    } else this.#lower = { bound: last.from, line: null }
  }

  #line(line: string): void {
    const last = this.#ranges.pop()
    if (last) this.#ranges.push({ ...last, line })
  }

  #flush(): void {
    if (this.#lower) this.#ranges.push({ from: this.#lower.bound, to: null, line: this.#lower.line })
    this.#lower = null
  }

  done(raw: string): VersionReading {
    this.#flush()
    return { constraint: this.#constraint(raw), rest: this.#rest, bounded: this.#bounded }
  }

  #constraint(raw: string): Constraint {
    if (this.#ranges.length > 0) {
      const scheme = this.#dates > 0 && this.#dates === this.#versions ? 'date' : 'generic'
      return ranges(raw, this.#ranges, scheme)
    }
    if (this.#all) return allVersions(raw)
    return raw.trim() === '' ? unstated(raw) : unreadable(raw, 'no version in it')
  }
}
