/** "4.1 through 4.3 (4.2 only on model B)": one version that is meant of some devices alone. */
import type { Constraint, Range } from '../../versions/constraint.ts'
import { above, below } from '../../versions/constraint.ts'
import { judge } from '../../versions/judge.ts'

const PARTLY = /\s*\((?:versions?\s+|v)?(\d[\w.]{0,30})\s+only\s+(?:on|in|for|with|if|when)\s[^()]{1,80}\)/i

/** The version, and the text without the note; `null` where there is none. */
export function partlyMeant(text: string): { readonly version: string; readonly rest: string } | null {
  const match = PARTLY.exec(text)
  return match === null ? null : { version: match[1]!, rest: text.replace(PARTLY, '') }
}

/** The other reading: that version is not meant. */
export function without(version: string, constraint: Constraint): readonly Constraint[] {
  if (constraint.kind !== 'ranges') return []
  const ranges = constraint.ranges.flatMap((range): readonly Range[] => {
    const alone = { ...constraint, ranges: [range] }
    if (judge(version, alone).verdict !== 'inside') return [range]
    if (range.from !== null && range.from.version === range.to?.version) return []
    return [
      { ...range, to: below(version) },
      { ...range, from: above(version) },
    ]
  })
  return ranges.length === 0 ? [] : [{ ...constraint, ranges }]
}
