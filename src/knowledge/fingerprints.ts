/**
 * Fingerprints: what a field's value says about a device. Pure: the same value gives the same claims, in the
 * order of the files; a value no fingerprint knows gives none. Work is linear in the value's length.
 */
import { ATTRIBUTES, type Attribute, type Says } from './attribute.ts'
import { type Enterprise, enterpriseByNumber } from './enterprises.ts'
import { filesIn, load } from './load.ts'
import { type Os, osFromDarwin, osFromWindowsBuild } from './os.ts'
import { type Pattern, pattern } from './pattern.ts'
import type { Checked } from './schema.ts'
import { fillTemplate } from './template.ts'
import { saidByNumber, type VendorNumbers } from './vendor-numbers.ts'
import { vendorById, vendorName } from './vendors.ts'

export type Fingerprint = Checked<'fingerprints'>[number]

/** What one fingerprint says of a value. */
export interface Claimed {
  /** Its id; {@link fingerprintById} gives the source. */
  readonly fingerprint: string
  /** Attributes with templates filled in; `vendor` is the canonical name. */
  readonly says: Says
  /** 0-1: 0.9-1 the device states it itself, 0.5-0.8 a stable side effect, 0.1-0.4 shared by many products. */
  readonly strength: number
  /** The part of the value that matched: all that may be kept of transient text. */
  readonly matched: string
}

/** Fingerprints of this field are asked about the first label of every host name, in whatever field it stood. */
export const HOST_LABEL = 'host.label'
/** Longest part of a value that is looked at, in UTF-16 units. */
export const MAX_VALUE = 4096
/** Most (field, value) pairs remembered; then all are forgotten and it begins anew. */
export const MAX_REMEMBERED = 20_000

const NONE: readonly Claimed[] = []

/** Everything the fingerprints of `field` say about `value`; several may speak, the more specific ones stronger. */
export function matchFingerprints(field: string, value: string): readonly Claimed[] {
  const rules = rulesOf(field)
  if (rules === undefined || value === '') return NONE
  const text = value.length > MAX_VALUE ? value.slice(0, MAX_VALUE) : value
  const known = remembered.get(field)?.get(text)
  if (known !== undefined) return known
  const claims = claimsOf(rules, text)
  remember(field, text, claims.length === 0 ? NONE : claims)
  return claims
}

/** All fingerprints, file by file. */
export function fingerprints(): readonly Fingerprint[] {
  all ??= filesIn('fingerprints').flatMap((file) => load('fingerprints', file))
  return all
}

export function fingerprintById(id: string): Fingerprint | null {
  byId ??= new Map(fingerprints().map((f) => [f.id, f]))
  return byId.get(id) ?? null
}

// --- rules by field -------------------------------------------------------------------------------------------

interface Hit {
  readonly matched: string
  readonly groups: Readonly<Record<string, string>>
  readonly row: Says
  readonly strength: number | null
}
interface Rule {
  readonly fingerprint: Fingerprint
  readonly order: number
  find(text: string, lower: string): Hit | null
}
/** Rules that know the whole value are found by it; the others are asked one by one. */
interface Rules {
  readonly exact: Map<string, Rule[]>
  readonly asked: Rule[]
}

let all: readonly Fingerprint[] | undefined
let byId: Map<string, Fingerprint> | undefined
let byField: Map<string, Rules> | undefined

function rulesOf(field: string): Rules | undefined {
  byField ??= index(fingerprints())
  return byField.get(field)
}

function index(list: readonly Fingerprint[]): Map<string, Rules> {
  const fields = new Map<string, Rules>()
  list.forEach((fingerprint, order) => {
    const rule = { fingerprint, order, find: finder(fingerprint) }
    for (const field of fingerprint.field) {
      const rules: Rules = fields.get(field) ?? { exact: new Map(), asked: [] }
      fields.set(field, rules)
      const values = exactValues(fingerprint)
      if (values === null) rules.asked.push(rule)
      else for (const value of values) rules.exact.set(value, [...(rules.exact.get(value) ?? []), rule])
    }
  })
  return fields
}

function exactValues({ equals, match, table }: Fingerprint): readonly string[] | null {
  if (equals) return equals
  return table && !match && !table.from && table.by === 'exact' ? table.rows.map((row) => row[0]!) : null
}

function claimsOf({ exact, asked }: Rules, text: string): readonly Claimed[] {
  const lower = text.toLowerCase()
  const found: { order: number; claim: Claimed }[] = []
  for (const rule of [...(exact.get(text) ?? NO_RULES), ...asked]) {
    const hit = rule.find(text, lower)
    if (hit) found.push({ order: rule.order, claim: claim(rule.fingerprint, hit) })
  }
  return found.sort((a, b) => a.order - b.order).map((f) => f.claim)
}
const NO_RULES: readonly Rule[] = []

// --- ways to match --------------------------------------------------------------------------------------------

const whole = (text: string): Hit => ({ matched: text, groups: {}, row: {}, strength: null })

function finder({ equals, prefix, match, table }: Fingerprint): Rule['find'] {
  if (equals) return (text) => whole(text)
  if (prefix)
    return (text) => {
      const lead = prefix.find((p) => text.startsWith(p))
      return lead === undefined ? null : whole(lead)
    }
  const rows = table ? rowReader(table) : null
  if (match === undefined) return (text) => tableHit(rows, text, whole(text))
  const regex: Pattern = pattern(match)
  return (text, lower) => {
    const found = regex.findIn(text, lower)
    if (found === null) return null
    const hit = { matched: found.text, groups: found.groups, row: {}, strength: null }
    return rows ? tableHit(rows, found.groups.key ?? '', hit) : hit
  }
}

type Table = NonNullable<Fingerprint['table']>
type RowReader = (key: string) => { row: Says; strength: number | null } | null

function tableHit(rows: RowReader | null, key: string, hit: Hit): Hit | null {
  const found = rows?.(key)
  return found ? { ...hit, ...found } : null
}

function rowReader({ from, by, columns, rows }: Table): RowReader {
  if (from) return KEPT_ELSEWHERE[from]
  const spelt = by === 'caseless' ? (key: string) => key.toLowerCase() : (key: string) => key
  const cells = new Map(rows.map((row) => [spelt(row[0]!), row]))
  return (key) => {
    const row = LOOK_UP[by](cells, key)
    if (row === undefined) return null
    const says: { -readonly [A in Attribute]?: string } = {}
    let strength: number | null = null
    columns.forEach((column, i) => {
      const cell = row[i + 1]
      if (cell === undefined || cell === '') return
      if (column === 'strength') strength = Number(cell)
      else says[column] = cell
    })
    return { row: says, strength }
  }
}

const KEPT_ELSEWHERE: Readonly<Record<NonNullable<Table['from']>, RowReader>> = {
  'windows-builds': (build) => osRow(osFromWindowsBuild(build)),
  darwin: (version) => osRow(osFromDarwin(version)),
  enterprises: (number) => enterpriseRow(enterpriseByNumber(Number(number))),
  'bacnet-vendors': (number) => vendorRow('bacnet', number),
  'odva-vendors': (number) => vendorRow('odva', number),
  'profinet-vendors': (number) => vendorRow('profinet', number),
  'knx-manufacturers': (number) => vendorRow('knx', number),
}

function vendorRow(list: VendorNumbers, number: string): ReturnType<RowReader> {
  const row = saidByNumber(list, number)
  return row && { row, strength: null }
}

function osRow(os: Os | null): ReturnType<RowReader> {
  if (os === null) return null
  const version = os.version === null ? {} : { 'os.version': os.version }
  const build = os.build === null ? {} : { 'os.build': os.build }
  return { row: { 'os.name': os.name, ...version, ...build }, strength: null }
}

/** A maker of modules or of an agent's software is a component's, not the device's. */
function enterpriseRow(enterprise: Enterprise | null): ReturnType<RowReader> {
  if (enterprise === null) return null
  if (enterprise.kind === 'software') return { row: { 'component.name': enterprise.name }, strength: null }
  const { id, name, module } = enterprise.vendor
  return { row: module ? { 'component.name': `${name} module` } : { vendor: id }, strength: null }
}

const LOOK_UP: Readonly<
  Record<Table['by'], <T>(cells: ReadonlyMap<string, T>, key: string) => T | undefined>
> = {
  exact: (cells, key) => cells.get(key),
  caseless: (cells, key) => cells.get(key.toLowerCase()),
  dotted: longestDotted,
  domain: longestDomain,
}

/** Components of a dotted name that are tried; object identifiers have at most 128 (RFC 2578 section 3.5). */
const MAX_DOTS = 128

function longestDotted<T>(cells: ReadonlyMap<string, T>, name: string): T | undefined {
  let lead = name
  for (let i = 0; i < MAX_DOTS; i++) {
    const cell = cells.get(lead)
    if (cell !== undefined) return cell
    const dot = lead.lastIndexOf('.')
    if (dot <= 0) return undefined
    lead = lead.slice(0, dot)
  }
  return undefined
}

function longestDomain<T>(cells: ReadonlyMap<string, T>, name: string): T | undefined {
  let tail = name.toLowerCase()
  for (let i = 0; i < MAX_DOTS; i++) {
    const cell = cells.get(tail)
    const dot = tail.indexOf('.')
    if (cell !== undefined || dot < 0) return cell
    tail = tail.slice(dot + 1)
  }
  return undefined
}

// --- claims ---------------------------------------------------------------------------------------------------

function claim(fingerprint: Fingerprint, { matched, groups, row, strength }: Hit): Claimed {
  const templates: Says = { ...fingerprint.says, ...row }
  const says: { -readonly [A in Attribute]?: string } = {}
  for (const attribute of ATTRIBUTES) {
    const template = templates[attribute]
    if (template === undefined) continue
    const value = fillTemplate(template, groups)
    if (value === null) continue
    says[attribute] = attribute === 'vendor' ? vendorOf(template, value) : value
  }
  return { fingerprint: fingerprint.id, says, strength: strength ?? fingerprint.strength, matched }
}

/** A constant is a vendor's id, a filled template is a spelling from the wire. */
const vendorOf = (template: string, value: string): string =>
  template === value ? (vendorById(value)?.name ?? vendorName(value)) : vendorName(value)

// --- memory ---------------------------------------------------------------------------------------------------

const remembered = new Map<string, Map<string, readonly Claimed[]>>()
let count = 0

function remember(field: string, value: string, claims: readonly Claimed[]): void {
  // Long values seldom come twice and would fill the memory.
  if (value.length > 512) return
  if (count >= MAX_REMEMBERED) {
    remembered.clear()
    count = 0
  }
  const values = remembered.get(field) ?? new Map<string, readonly Claimed[]>()
  remembered.set(field, values)
  values.set(value, claims)
  count++
}

/** How many (field, value) pairs are remembered now. */
export const rememberedCount = (): number => count
