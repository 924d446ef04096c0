/**
 * Which versions a statement speaks of. A constraint is a union of ranges; bounds keep the text they were written in,
 * because the scheme that orders them is chosen only when a device's own version is at hand.
 */

/**
 * How two versions are ordered. `generic` reads the text and finds the scheme by itself (dotted numbers, letters,
 * builds, service packs, dates, regional series); the others are named by the document.
 */
export type SchemeName = 'generic' | 'semver' | 'deb' | 'rpm' | 'date'

export interface Bound {
  readonly version: string
  readonly inclusive: boolean
}

/** `from` and `to` are ends of one interval; `null` is open. One exact version has both, equal and inclusive. */
export interface Range {
  readonly from: Bound | null
  readonly to: Bound | null
  /** Only versions of this release line (`11`, `6.9`) are meant, however the bounds read; `null`: every one. */
  readonly line: string | null
}

export type Constraint =
  /** Every version, so an unknown one as well. */
  | { readonly kind: 'all'; readonly raw: string }
  /** `ranges` is never empty. */
  | {
      readonly kind: 'ranges'
      readonly raw: string
      readonly scheme: SchemeName
      readonly ranges: readonly Range[]
    }
  /** Nothing is said about versions (an SBOM component, a product that only a remediation names). */
  | { readonly kind: 'unstated'; readonly raw: string }
  /** Something is said that is not understood: neither all nor none. */
  | { readonly kind: 'unreadable'; readonly raw: string; readonly why: string }

export function allVersions(raw = '*'): Constraint {
  return { kind: 'all', raw }
}

export function unstated(raw = ''): Constraint {
  return { kind: 'unstated', raw }
}

export function unreadable(raw: string, why: string): Constraint {
  return { kind: 'unreadable', raw, why }
}

/** A union of ranges; without any it is unreadable, since no document means "no version at all". */
export function ranges(raw: string, list: readonly Range[], scheme: SchemeName = 'generic'): Constraint {
  return list.length === 0
    ? unreadable(raw, 'no version in it')
    : { kind: 'ranges', raw, scheme, ranges: list }
}

export function exactly(version: string): Range {
  return { from: { version, inclusive: true }, to: { version, inclusive: true }, line: null }
}

export function between(from: Bound | null, to: Bound | null, line: string | null = null): Range {
  return { from, to, line }
}

export const atLeast = (version: string): Bound => ({ version, inclusive: true })
export const above = (version: string): Bound => ({ version, inclusive: false })
export const atMost = (version: string): Bound => ({ version, inclusive: true })
export const below = (version: string): Bound => ({ version, inclusive: false })
