/**
 * What one leaf of a product tree means: the version field, the name's own words about versions, and the release in
 * the product's name, brought together. Where field and words part, both readings are kept.
 */
import { productName } from '../../names/product-name.ts'
import { modelCodes, takeConditions } from '../../prose/conditions.ts'
import type { Condition } from '../../statement.ts'
import {
  allVersions,
  type Constraint,
  exactly,
  type Range,
  ranges,
  unreadable,
  unstated,
} from '../../versions/constraint.ts'
import { MAX_TEXT } from '../../versions/lexemes.ts'
import { readVersions } from '../../versions/read.ts'
import { regionalBuild } from '../../versions/regional.ts'
import { wildcardSpan } from '../../versions/wildcard.ts'
import { nameConditions } from './name-conditions.ts'
import { partlyMeant, without } from './partly.ts'
import { reconcile } from './reconcile.ts'
import { strictVers } from './strict-vers.ts'

export interface LeafReading {
  readonly constraint: Constraint
  readonly otherReadings: readonly Constraint[]
  readonly conditions: readonly Condition[]
  readonly models: readonly string[]
}

export interface LeafText {
  readonly name: string
  readonly fullName: string
  /** The text of the version branch; `null` where there is none. */
  readonly version: string | null
  /** Releases of the product are undotted numbers of three digits and more, as other leaves tell. */
  readonly numbered?: boolean
}

/** "< V8.2 SP1 with Flow V7.4 Upd 11": the release of the end is fixed where that is the part in it, which says nothing of those before. */
const FIXED_WITH =
  /(<\s*(V?\d+(?:\.\d+){0,3}(?:\s+SP\s?\d{1,2})?))\s+with\s+[A-Z]\w+(?:\s\w+){0,2}?\sV?\d[\w. ]{0,40}$/

export function readLeaf(leaf: LeafText): LeafReading {
  const partly = partlyMeant(leaf.version?.slice(0, MAX_FIELD) ?? '')
  if (partly === null) return readFixedWith(leaf)
  const fullName = partlyMeant(leaf.fullName.slice(0, MAX_FIELD))?.rest ?? leaf.fullName
  const reading = readFixedWith({ ...leaf, version: partly.rest, fullName })
  const others = without(partly.version, reading.constraint)
  return { ...reading, otherReadings: [...reading.otherReadings, ...others] }
}

function readFixedWith(leaf: LeafText): LeafReading {
  const end = FIXED_WITH.exec(leaf.version ?? '')?.[2]
  if (end === undefined) return readWhole(leaf)
  const bare = (text: string): string => text.slice(0, MAX_FIELD).replace(FIXED_WITH, '$1')
  const reading = readWhole({ ...leaf, version: bare(leaf.version!), fullName: bare(leaf.fullName) })
  const { constraint } = readVersions(`<= ${end}`)
  return { ...reading, otherReadings: [...reading.otherReadings, constraint] }
}

function readWhole(leaf: LeafText): LeafReading {
  const [name, fullName] = [inBounds(leaf.name), inBounds(leaf.fullName)]
  const words = wordsBehind(fullName, name)
  const field = leaf.version === null ? null : readField(inBounds(leaf.version), fullName, leaf.numbered)
  const spoken = words === '' ? null : readField(words, fullName, leaf.numbered)
  const main = field ?? spoken ?? { constraint: unstated(), conditions: [], models: [] }
  const both =
    field && spoken
      ? reconcile(field.constraint, spoken.constraint)
      : { constraint: main.constraint, other: [] }
  const conditions = joined(
    field && spoken ? joined(field.conditions, spoken.conditions) : main.conditions,
    nameConditions(fullName, name),
  )
  const bySerial = conditions.some((one) => isSerialOf(one, both.constraint))
  return withRelease(name, {
    constraint: bySerial ? allVersions(both.constraint.raw) : both.constraint,
    otherReadings: [...(isCut(leaf) ? CUT : []), ...(bySerial ? [] : both.other)],
    conditions,
    models: [...new Set([...main.models, ...modelsBeside(name, spoken?.models ?? [])])],
  })
}

/** Versions behind what is read may be the one that is asked for. */
const isCut = ({ version }: LeafText): boolean => version !== null && version.length > MAX_TEXT
const CUT: readonly Constraint[] = [unreadable('…', 'more versions are listed than are read')]

/** Words that the name says itself are no models that it is confined to. */
function modelsBeside(name: string, models: readonly string[]): readonly string[] {
  const own = name.toLowerCase()
  return models.every((one) => own.includes(one.toLowerCase())) ? [] : models
}

/** "<= 20081", "serial number 20081 and prior": the range is one of serial numbers, as its words say. */
function isSerialOf(condition: Condition, constraint: Constraint): boolean {
  if (condition.kind !== 'serial' || constraint.kind !== 'ranges') return false
  const ends = constraint.ranges.flatMap(({ from, to }) => [from?.version, to?.version])
  return ends.every((end) => end === undefined || end === condition.from || end === condition.to)
}

/** "Version B, Firmware A.03.09": the hardware's version stands before the one that counts. */
const HARDWARE_FIRST = /^\s*(?:hardware\s+)?(?:version|rev(?:ision)?)\s+[A-Z0-9.]+\s*,\s*(?=firmware\s)/i
/** What is written where there is nothing to write. */
const PLACEHOLDER =
  /^\s*(?:n\/?a|none|unknown|unspecified|not\s+(?:applicable|specified|available|known)|tbd|-+)\s*$/i
/** "VS4 A.07.107 and prior": a model before its versions. */
const MODEL_FIRST = /^\s*([A-Z]{2,4}\d{1,4})\s+(?=[A-Z]\.\d)/

/** "1.4.3 (82002228_K 08/09/2018), bios Version 1.2": the number of a part and its day, and versions of what starts the device. */
const BESIDE =
  /(?<=\d)\s*(?:\(\d{6,}[\w/ .-]*\)\s*)?,\s*(?:and\s+)?(?:bios|boot\s*loader|u-boot|fpga)\b[^<>=|]*$/i

/** "with Telco PLX62-W wireless modem module": what must be built in, where no versions are said. */
const WITH_PART =
  /^\s*with\s+(?:an?\s+|the\s+)?([A-Z][^<>=|,;:]{2,60}?\s(?:module|card|board|modem|adapter|chip(?:set)?))s?[.\s]*$/

/** "<= R6.07.00 (Including Vento CS 3000 Entry Class)": a product that is meant as well, and no version. */
const INCLUDING = /\(incl(?:\.|uding|udes?)\s(?=[^()]*[A-Za-z]{3})[^()]*\)/gi

/** "The_first_5_digits_of_serial_numbers_26041", ">=Generations_1|<=4", "FW__1.2": blanks that a program replaced, behind a word of some length. */
const UNDERSCORED = /(?<![A-Za-z\d._])(?:[A-Za-z]{4,}|The|[FS]W(?=__))_\w+/g

/** Longest field or name that is looked at, in UTF-16 units. */
const MAX_FIELD = 4_000
/** Patterns begin anew at each of a row of blanks, which says no more than one of them. */
const inBounds = (text: string): string => text.slice(0, MAX_FIELD).replace(/\s{20,}/g, ' ')

interface FieldReading {
  readonly constraint: Constraint
  readonly conditions: readonly Condition[]
  readonly models: readonly string[]
}

function readField(whole: string, fullName: string, numbered = false): FieldReading {
  const strict = strictVers(whole)
  if (strict !== null) return { constraint: strict, conditions: [], models: [] }
  const text = whole.replace(INCLUDING, '').replace(UNDERSCORED, (words) => words.replaceAll('_', ' '))
  if (PLACEHOLDER.test(text)) return { constraint: unstated(text), conditions: [], models: [] }
  const part = WITH_PART.exec(text)?.[1]
  if (part !== undefined)
    return {
      constraint: allVersions(text),
      conditions: [{ kind: 'component', name: part, constraint: unstated() }],
      models: [],
    }
  const aside = BESIDE.exec(text)
  if (aside && aside.index > 0) return readField(text.slice(0, aside.index), fullName, numbered)
  const named = MODEL_FIRST.exec(text)
  const taken = takeConditions(named ? text.slice(named[1]!.length) : text.replace(HARDWARE_FIRST, ''))
  if (named)
    return {
      constraint: readVersions(taken.rest).constraint,
      conditions: taken.conditions,
      models: [named[1]!, ...taken.models],
    }
  const reading = readVersions(taken.rest)
  if (!reading.bounded && !(numbered && /^\s*\d{3,4}\s*$/.test(taken.rest))) {
    const codes = asModels(taken.rest, reading.constraint, fullName)
    if (codes)
      return {
        constraint: allVersions(text),
        conditions: taken.conditions,
        models: [...taken.models, ...codes],
      }
  }
  const nothingLeft =
    reading.constraint.kind !== 'ranges' && (taken.conditions.length > 0 || taken.models.length > 0)
  return {
    constraint: nothingLeft ? allVersions(text) : reading.constraint,
    conditions: taken.conditions,
    models: taken.models,
  }
}

/** "Legacy LC-Series": that it is sold no longer is no part of its name. */
const LEGACY = /^(?:legacy|discontinued|obsolete)\s+(?=\S)/i

/** Values of a version field that are models or names of products: which device, not which version. */
function asModels(text: string, constraint: Constraint, fullName: string): string[] | null {
  if (constraint.kind === 'all' || text.trim() === '') return null
  const values = modelCodes(text.replace(/\((?![A-Z]{1,3}\))[^)]*\)?/g, ' ')).map((value) =>
    value.replace(LEGACY, ''),
  )
  if (values.length === 0 || values.some((value) => looksLikeVersion(value, fullName))) return null
  if (!values.every((value) => /\d|[A-Z]/.test(value))) return null
  return inSeries(values)
}

/** "Series A and B": the word in front is said of each. */
function inSeries(values: string[]): string[] {
  const [, word] = /^([A-Z][a-z]{3,} )[A-Z\d]{1,2}$/.exec(values[0]!) ?? []
  return word === undefined ? values : values.map((one) => (/^[A-Z\d]{1,2}$/.test(one) ? word + one : one))
}

function looksLikeVersion(value: string, fullName: string): boolean {
  if (
    /\bversions?\b|\bbuild\b|\brelease\b|\bedition\b|service pack|\b(?:firm|soft)ware\b|\brunning\b/i.test(
      value,
    )
  )
    return true
  if (regionalBuild(value)) return true
  const spoken = new RegExp(
    `\\b(?:versions?|ver\\.?|releases?|firmware|software|rev\\.?)\\s+${escaped(value)}`,
    'i',
  ).test(fullName)
  if (spoken) return true
  const [first = '', ...more] = value.split(/\s+/)
  if (/^v\d/i.test(first) || /^v?\d+(?:\.[\dx]+)+/i.test(first)) return true
  if (/^(?:19|20)\d\d(?:-(?:19|20)\d\d)?$/.test(value) || /^v?\d{1,2}$/i.test(value)) return true
  if (/^\d{1,2}(?:[a-z]+\d*)?$/i.test(first) && more.length === 0) return true
  // 02-10
  if (/^v?\d{1,3}(?:-\d{1,3}){1,3}$/i.test(value)) return true
  if (/^ipv[46]$/i.test(first)) return false
  // R16A, R15B_PC5
  if (/^R\d{1,3}[A-Z]?(?:[\s_.-]?(?:PC|SP|P|U|CU|HF)\s?\d{1,3})?$/i.test(value)) return true
  // A10, B.02, SR540, MCE_3.x, LPI 3.5.12
  if (
    /^[A-Za-z]{1,4}[._ ]?\d{1,3}(?:[._][\dx]+)*$/.test(first) &&
    more.length === 0 &&
    !/\bmodels?\b/i.test(fullName)
  )
    return true
  // LPI 3.5.12, T4APP 2.20, 0x0110_v1.1.0, DOME_4MP_IR_v2.0
  return /^(?:[a-z][a-z\d]*[\s_-]v?|[a-z\d]+(?:_[a-z\d]+){0,5}[\s_]v)\d+\.\d/i.test(value)
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Longer texts are prose, not a constraint. */
const MAX_WORDS = 240 // UTF-16 units

/** What the full name says behind the product's name. */
function wordsBehind(whole: string, name: string): string {
  const fullName = whole.startsWith(name) ? name + whole.slice(name.length).replace(INCLUDING, '') : whole
  const at = fullName.toLowerCase().lastIndexOf(name.toLowerCase())
  const tail = at >= 0 ? fullName.slice(at + name.length) : (/[:]\s*(.*)$/.exec(fullName)?.[1] ?? '')
  const words = tail
    .replace(/^[\s:;,.-]+/, '')
    .replace(/\.\s+(?=[A-Z])[\s\S]*$/, '')
    .trim()
  if (words.length > MAX_WORDS) return ''
  return /\d|\ball\b|\bany\b|^\*$/i.test(words) ? words : ''
}

/** Conditions of both, each once. */
function joined(a: readonly Condition[], b: readonly Condition[]): readonly Condition[] {
  const kinds = new Set(a.map(({ kind }) => kind))
  return [...a, ...b.filter(({ kind }) => !kinds.has(kind))]
}

/** "VxWorks under support (6.9.4, 7.1)": the releases in force. */
function releasesInBrackets(name: string): Constraint | null {
  const inside = /\(([^)]*\d\.\d[^)]*)\)/.exec(name)?.[1]
  const reading = inside === undefined ? null : readVersions(inside)
  return reading?.constraint.kind === 'ranges' && reading.rest.length === 0 ? reading.constraint : null
}

/** "Xeleris 3.1" with all versions: those of release 3.1. With a bound of its own: only that line. */
function withRelease(name: string, reading: LeafReading): LeafReading {
  const listed = reading.constraint.kind === 'all' ? releasesInBrackets(name) : null
  if (listed) return { ...reading, constraint: listed }
  const { release } = productName(name)
  if (release === null) return reading
  const lettered = /^V[A-Z]\d\d/i.exec(release)?.[0]
  const line = lettered ?? release.replace(/(?:\.x+)+$/i, '').replace(/\s?[a-z].*$/i, '')
  if (reading.constraint.kind === 'ranges') {
    const list = reading.constraint.ranges.map((range) =>
      range.from === null && range.line === null ? { ...range, line } : range,
    )
    return { ...reading, constraint: { ...reading.constraint, ranges: list } }
  }
  if (reading.constraint.kind !== 'all' && reading.constraint.kind !== 'unstated') return reading
  if (lettered) return { ...reading, constraint: ranges(name, [{ from: null, to: null, line }]) }
  // of "V4.0 Update 1" nothing is said but itself
  const span = release.includes(' ') ? null : wildcardSpan(`${line}.x`)
  const range: Range = span
    ? {
        from: { version: span.from, inclusive: true },
        to: { version: span.to, inclusive: false },
        line: null,
      }
    : exactly(release)
  return { ...reading, constraint: ranges(`${name} ${reading.constraint.raw}`, [range]) }
}
