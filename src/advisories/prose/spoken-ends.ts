/** Ends of ranges that the words of a remedy take in, while the list leaves them out. */
import type { Constraint, Range } from '../versions/constraint.ts'

/** Longest text that is read, in UTF-16 units. */
const MAX_TEXT = 6_000
/** Between two ends of a range that are both meant. */
const TO = /^\s+(?:to|through|thru)\s+v?/i

/** "Users running versions 6.309 to 6.334 should upgrade" beside ">= 6.309, < 6.334": with the last one; `null` where no text says so. */
export function withSpokenEnds(constraint: Constraint, texts: readonly string[]): Constraint | null {
  if (constraint.kind !== 'ranges') return null
  const ranges = constraint.ranges.map((range) =>
    texts.some((text) => takesIn(text, range)) ? { ...range, to: { ...range.to!, inclusive: true } } : range,
  )
  return ranges.some((range, i) => range !== constraint.ranges[i]) ? { ...constraint, ranges } : null
}

function takesIn(whole: string, { from, to }: Range): boolean {
  if (from === null || to === null || to.inclusive) return false
  const text = whole.slice(0, MAX_TEXT)
  const [first, last] = [from, to].map(({ version }) => version.replace(/^v/i, '')) as [string, string]
  const at = text.indexOf(first)
  if (at < 0 || /[\w.]$/.test(text.slice(0, at).replace(/v$/i, ''))) return false
  const behind = text.slice(at + first.length)
  const end = behind.slice(TO.exec(behind)?.[0].length ?? behind.length)
  return end.startsWith(last) && !/^(?:[\w-]|\.\w|,?\s*(?:not|exclud))/i.test(end.slice(last.length))
}
