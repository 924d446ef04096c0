/**
 * Ranges in the notation of vers whose versions have signs of their own: percent escapes, the tildes of Debian, carets of RPM. Prose never
 * has them; all others are read as people write them, since many a `vers:` is one in name only ("vers:all/<V3.1").
 */
import { type Constraint, exactly, ranges, type SchemeName } from '../../versions/constraint.ts'
import { readVers } from '../vers.ts'

const SIGNS = /^\s*vers:([a-z]+)\/[^\s]*[%~^+]/i
/** Kinds of package whose versions have an order that is known here; the others are ordered as any. */
const SCHEMES: Readonly<Record<string, SchemeName>> = {
  deb: 'deb',
  rpm: 'rpm',
  semver: 'semver',
  npm: 'semver',
  cargo: 'semver',
  golang: 'semver',
}

/** `null` where the text has no such signs, or leaves single versions out. */
export function strictVers(text: string): Constraint | null {
  const kind = SIGNS.exec(text)?.[1]?.toLowerCase()
  if (kind === undefined) return null
  const read = readVers(text)
  if (read === null || read.except.length > 0) return null
  const list = read.ranges.map((range) => (range.from === null && range.to === null ? exactly('*') : range))
  if (list.some(({ from }) => from?.version === '*')) return null
  return ranges(text, list, Object.hasOwn(SCHEMES, kind) ? SCHEMES[kind]! : 'generic')
}
