/** `1.2.*` and `1.2.x`: every version of a line, as bounds that any order of versions understands. */
import { atLeast, type Bound, below, between, exactly, type Range } from '../versions/constraint.ts'

const WILDCARD = /^(.*?\d)(?:\.[*xX])+$/

/** `1.2` for `1.2.*`; `null` for what is no wildcard. */
export function wildcardLine(version: string): string | null {
  return WILDCARD.exec(version)?.[1] ?? null
}

/** The first version behind a line: `1.3` for `1.2`; `null` if it does not end in a number. */
export function lineAfter(line: string): string | null {
  const [, head, last] = /^(.*?)(\d{1,9})$/.exec(line) ?? []
  return last === undefined ? null : `${head}${Number(last) + 1}`
}

/** One version as written, or the whole line that a wildcard means. */
export function single(version: string): Range {
  const line = wildcardLine(version)
  const next = line === null ? null : lineAfter(line)
  return line === null || next === null ? exactly(version) : between(atLeast(line), below(next))
}

/** An upper bound; `<= 1.2.*` takes the whole line in, `< 1.2.*` ends before it. */
export function upper(version: string, inclusive: boolean): Bound {
  const line = wildcardLine(version)
  if (line === null) return { version, inclusive }
  const next = lineAfter(line)
  return !inclusive ? below(line) : next === null ? { version: line, inclusive } : below(next)
}

/** A lower bound; `>= 1.2.*` begins with the line. */
export function lower(version: string, inclusive = true): Bound {
  return { version: wildcardLine(version) ?? version, inclusive }
}
