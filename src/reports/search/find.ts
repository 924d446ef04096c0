/** Judges devices by a query. */
import type { Condition } from './conditions.ts'
import { type About, entriesOf, type FieldValue, SEARCH_FIELDS, type SearchField } from './fields.ts'
import type { Query } from './query.ts'
import type { Searched, SearchedDevice } from './subject.ts'

type Term = Extract<Query, { kind: 'term' }>

/**
 * The devices for which the query holds, worst risk first, else in the document's order. External peers are left out, as
 * in every table, unless the query asks about `internal`.
 */
export function find(query: Query, { devices, now }: Searched): SearchedDevice[] {
  const score = (d: SearchedDevice) => d.risk?.score ?? -1
  const external = asksAbout(query, 'internal')
  return devices
    .filter((device) => (device.internal || external) && holds(query, device, now))
    .sort((a, b) => score(b) - score(a))
}

function asksAbout(query: Query, field: string): boolean {
  switch (query.kind) {
    case 'all':
      return false
    case 'not':
      return asksAbout(query.part, field)
    case 'term':
      return query.field?.name === field
    default:
      return query.parts.some((part) => asksAbout(part, field))
  }
}

function holds(query: Query, device: SearchedDevice, now: number): boolean {
  switch (query.kind) {
    case 'all':
      return true
    case 'not':
      return !holds(query.part, device, now)
    case 'or':
      return query.parts.some((part) => holds(part, device, now))
    case 'and':
      return all(query.parts, device, now)
    case 'term':
      return together([query], device, now)
  }
}

/** Terms about findings (weaknesses, services, alerts) that stand in one conjunction must hold for the same one. */
function all(parts: readonly Query[], device: SearchedDevice, now: number): boolean {
  const groups = Map.groupBy(parts, (part) => (part.kind === 'term' ? (part.field?.about ?? 'any') : 'tree'))
  for (const [about, members] of groups) {
    const fine =
      about === 'tree' || about === 'any' || about === 'device'
        ? members.every((part) => holds(part, device, now))
        : together(members as Term[], device, now)
    if (!fine) return false
  }
  return true
}

function together(terms: readonly Term[], device: SearchedDevice, now: number): boolean {
  const about: About = terms[0]!.field?.about ?? 'device'
  const entries = entriesOf[about](device)
  for (let entry = 0; entry < entries; entry++)
    if (terms.every((term) => termHolds(term, device, entry, now))) return true
  return false
}

function termHolds({ field, condition }: Term, device: SearchedDevice, entry: number, now: number): boolean {
  if (condition.kind === 'known') return isKnown(condition.field, device)
  if (field === null) return anywhere(device, condition, now)
  return field.values(device, entry).some((value) => condition.holds(value, now))
}

const isKnown = (field: SearchField, device: SearchedDevice): boolean =>
  everyValue(field, device).some((value) => value !== null && value !== '')

/** Where a word without a field is looked for. */
const READABLE = SEARCH_FIELDS.filter(({ kind }) => ['text', 'version', 'address', 'hardware'].includes(kind))

function anywhere(device: SearchedDevice, condition: Condition, now: number): boolean {
  if (condition.kind !== 'value') return false
  return READABLE.some((field) => everyValue(field, device).some((value) => condition.holds(value, now)))
}

function everyValue(field: SearchField, device: SearchedDevice): FieldValue[] {
  const entries = entriesOf[field.about](device)
  return Array.from({ length: entries }, (_, entry) => field.values(device, entry)).flat()
}
