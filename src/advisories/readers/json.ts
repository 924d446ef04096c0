/** Narrow looks into parsed JSON of unknown shape: each answers with the asked kind or with nothing, none throws. */

export type Json = { readonly [key: string]: unknown }

const NOTHING: Json = Object.freeze({})
const NONE: readonly unknown[] = Object.freeze([])

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object itself, else an empty one. */
export function object(value: unknown): Json {
  return isObject(value) ? value : NOTHING
}

/** The array itself, else an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : NONE
}

/** Its objects; whatever else stands in it is passed over. */
export function objects(value: unknown): readonly Json[] {
  const all = list(value)
  return all.every(isObject) ? (all as readonly Json[]) : all.filter(isObject)
}

export function texts(value: unknown): readonly string[] {
  return list(value).filter((one): one is string => typeof one === 'string' && one !== '')
}

/** Trimmed; `null` for what is no text or empty. Numbers count as text: JSON writers often lose the quotes of a version. */
export function text(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null
}

export function number(value: unknown): number | null {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof read === 'number' && Number.isFinite(read) ? read : null
}

/** What a table holds for a word of a document; words that every object knows ("constructor") are none of its own. */
export function entryOf<T>(table: Readonly<Record<string, T>>, word: string | null): T | undefined {
  return word !== null && Object.hasOwn(table, word) ? table[word] : undefined
}

/** One line of at most `most` characters, for people. */
export function oneLine(value: string | null, most = 200): string | null {
  const line = value?.replace(/\s+/g, ' ').trim()
  if (!line) return null
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`
}
