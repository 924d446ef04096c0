/**
 * `x` and `*` in versions. A whole field (`5.x.x`) stands for every number, an `x` behind a digit (`2.3x`, `C.0x`, `3xx`) for
 * one more digit each; a capital behind two digits and more is a letter as good as others (`1.21X` before `1.21Y`). The span is from
 * the first version it stands for to the first it does not.
 */
export interface Span {
  readonly from: string
  /** Exclusive. */
  readonly to: string
  /** What is written before the wildcard: the release line. */
  readonly line: string
}

const FIELDS = /^(.*?\d)(?:[._-][xX*]+)+$/
/** `VA10*`: with whatever comes behind. */
const BEHIND = /^(.*\d)\*$/
const DIGIT = /^(.*?)(?<!\d)(\d+x{1,3}|\dX)(?:[._-][xX*]+)*$/

export function wildcardSpan(version: string): Span | null {
  // a revision letter alone stands for all its releases: M for M.00, M.03
  if (/^[A-Ya-y]$/.test(version))
    return { from: version, to: String.fromCharCode(version.charCodeAt(0) + 1), line: version }
  const fields = FIELDS.exec(version)
  if (fields) return { from: fields[1]!, to: next(fields[1]!), line: fields[1]! }
  const behind = BEHIND.exec(version)?.[1]
  if (behind) return { from: behind, to: next(behind), line: behind }
  const digit = DIGIT.exec(version)
  if (!digit) return null
  const [, head, marked] = digit as unknown as [string, string, string]
  const digits = marked.replace(/x+$/i, '')
  const zeros = '0'.repeat(marked.length - digits.length)
  return {
    // "2.3x" may be 2.3 itself, "3xx" is no 3
    from: head + digits + (zeros.length > 1 ? zeros : ''),
    to: head + (BigInt(digits) + 1n) + zeros,
    line: head.replace(/[._-]$/, ''),
  }
}

/** The number at the end plus one. */
const next = (version: string): string =>
  version.replace(/(?<!\d)\d+$/, (digits) => String(BigInt(digits) + 1n))

/** A field in its middle stands for every number, as the first of several does where it counts models: `X.84.0.121`. */
export const hasInnerWildcard = (bound: string): boolean => /\d\.[xX*]\.\d|^[xX*]\.\d+\.\d/.test(bound)

/** `V3.X.16` as the bound that it is for a version of its line: `V3.2.16` for `3.2.14`. */
export function boundFor(version: string, bound: string): string {
  if (!hasInnerWildcard(bound)) return bound
  // words and letters in front of the version are no part of its first field
  const own = (/^[xX*]/.test(bound) ? version.replace(/^\D+/, '') : version).split('.')
  return bound
    .split('.')
    .map((field, i) => (/^[xX*]$/.test(field) ? (/^\d+/.exec(own[i] ?? '')?.[0] ?? '0') : field))
    .join('.')
}
