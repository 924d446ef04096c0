/** Finds what is wrong across the knowledge base: what a schema of one file cannot see. Pure. */
import { ATTRIBUTES, type Says } from './attribute.ts'
import { type Fingerprint, fingerprints, matchFingerprints } from './fingerprints.ts'
import { groupNames, patternProblem } from './pattern.ts'
import { categoryById, familyById, typeById } from './taxonomy.ts'
import { hasSlots, templateProblem } from './template.ts'
import { vendorById, vendors } from './vendors.ts'

/** Every shortcoming, one line each: which entry, what is wrong. `fields` are those the protocols declare. */
export function problemsOfKnowledge(fields: ReadonlySet<string>): readonly string[] {
  return [...problemsOfVendors(), ...problemsOfFingerprints(fingerprints(), fields)]
}

function problemsOfVendors(): readonly string[] {
  const list = vendors()
  const hints = list.flatMap((v) =>
    v.oui.flatMap(({ says }) => unknownIds(says).map((p) => `vendor ${v.id}: ${p}`)),
  )
  const strangers = list.flatMap((v) =>
    [v.house ?? [], v.shares]
      .flat()
      .filter((id) => id === v.id || vendorById(id) === null)
      .map((id) => `vendor ${v.id}: no other vendor ${id}`),
  )
  return [...twice(list.map((v) => v.id)).map((id) => `vendor ${id}: id given twice`), ...hints, ...strangers]
}

export function problemsOfFingerprints(
  list: readonly Fingerprint[],
  fields: ReadonlySet<string>,
): readonly string[] {
  const ids = twice(list.map((f) => f.id)).map((id) => `fingerprint ${id}: id given twice`)
  const same = twice(
    list.flatMap((f) => (f.match && !f.table ? f.field.map((field) => `${field} ${f.match}`) : [])),
  )
  const rules = list.flatMap((f) =>
    [...shape(f, fields), ...behaviour(f)].map((what) => `fingerprint ${f.id}: ${what}`),
  )
  return [...ids, ...same.map((key) => `two fingerprints have the same pattern: ${key}`), ...rules]
}

// --- one fingerprint on its own -----------------------------------------------------------------------------------

function shape(f: Fingerprint, fields: ReadonlySet<string>): readonly string[] {
  const wrong = f.match === undefined ? null : patternProblem(f.match)
  if (wrong !== null) return [`pattern: ${wrong}`]
  const groups = f.match === undefined ? [] : groupNames(f.match)
  const templates = [f.says, ...rowsOf(f)].flatMap((says) => Object.values(says))
  return [
    ...f.field.filter((field) => !fields.has(field)).map((field) => `no protocol declares field ${field}`),
    ...templates.map((t) => templateProblem(t, groups)).filter((p) => p !== null),
    ...[f.says, ...rowsOf(f)].flatMap(unknownIds),
    ...(Object.keys(f.says).length === 0 && !f.table ? ['says nothing'] : []),
    ...(f.match && f.table && !groups.includes('key')
      ? ['a table behind a pattern needs its group "key"']
      : []),
    ...(f.table
      ? f.table.rows.filter((r) => r.length > f.table!.columns.length + 1).map((r) => `row ${r[0]} too long`)
      : []),
    ...(f.table ? twice(f.table.rows.map((r) => r[0]!)).map((key) => `row ${key} given twice`) : []),
    ...(f.match && f.examples.length === 0 ? ['a pattern needs an example'] : []),
  ]
}

function rowsOf({ table }: Fingerprint): readonly Says[] {
  if (!table) return []
  return table.rows.map((row) =>
    Object.fromEntries(
      table.columns
        .map((column, i) => [column, row[i + 1] ?? ''])
        .filter(([c, cell]) => c !== 'strength' && cell !== ''),
    ),
  )
}

type Ids = { readonly [A in 'type' | 'family' | 'category' | 'vendor']?: string | undefined }

function unknownIds({ type, family, category, vendor }: Ids): readonly string[] {
  const missing = (what: string, id: string | undefined, known: (id: string) => unknown) =>
    id === undefined || hasSlots(id) || known(id) ? [] : [`no ${what} ${id}`]
  return [
    ...missing('type', type, typeById),
    ...missing('family', family, familyById),
    ...missing('category', category, categoryById),
    ...missing('vendor', vendor, vendorById),
  ]
}

// --- against the examples -------------------------------------------------------------------------------------

function behaviour(f: Fingerprint): readonly string[] {
  const hit = (value: string) => (field: string) =>
    matchFingerprints(field, value).find((claim) => claim.fingerprint === f.id) ?? null
  const out: string[] = []
  for (const field of f.field) {
    for (const { value, gives } of f.examples) {
      const claim = hit(value)(field)
      if (claim === null) out.push(`does not match its example ${value}`)
      else {
        out.push(...differences(expected(f, gives), claim.says).map((d) => `example ${value}: ${d}`))
        out.push(...contradicted(f, field, value))
      }
    }
    for (const value of f.never) if (hit(value)(field)) out.push(`matches what it must never: ${value}`)
  }
  return out
}

/** What an example must give: the constants, and what it spells out of the rest. */
function expected(f: Fingerprint, gives: Says): Says {
  const constants = Object.entries(f.says).filter(([, text]) => !hasSlots(text))
  const all: Record<string, string> = { ...Object.fromEntries(constants), ...gives }
  if (all.vendor !== undefined) all.vendor = vendorById(all.vendor)?.name ?? all.vendor
  return all
}

function differences(want: Says, got: Says): readonly string[] {
  return ATTRIBUTES.filter((a) => want[a] !== got[a]).map(
    (a) => `${a} is ${got[a] ?? 'not given'}, expected ${want[a] ?? 'nothing'}`,
  )
}

/** Another fingerprint that is at least as sure of a different vendor or type for the same value. */
function contradicted(f: Fingerprint, field: string, value: string): readonly string[] {
  const claims = matchFingerprints(field, value)
  const own = claims.find((claim) => claim.fingerprint === f.id)!
  const differs = (a: 'vendor' | 'type', other: Says) =>
    own.says[a] !== undefined && other[a] !== undefined && own.says[a] !== other[a]
  return claims
    .filter(
      (c) =>
        c !== own && c.strength >= own.strength && (differs('vendor', c.says) || differs('type', c.says)),
    )
    .map((c) => `example ${value}: ${c.fingerprint} contradicts it as strongly`)
}

function twice(keys: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return keys.filter((key) => seen.has(key) || !seen.add(key))
}
