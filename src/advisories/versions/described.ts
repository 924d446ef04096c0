/** Constraints in words for people. */
import type { Constraint, Range } from './constraint.ts'

/** The ranges as people read them: `>= 4.01, <= 4.34 or 5.0`. */
export function describe(constraint: Constraint): string {
  switch (constraint.kind) {
    case 'all':
      return 'every version'
    case 'unstated':
      return 'no version'
    case 'unreadable':
      return `"${constraint.raw}"`
    case 'ranges':
      return constraint.ranges.map(describeRange).join(' or ')
    default:
      return constraint satisfies never
  }
}

export function describeRange({ from, to, line }: Range): string {
  const note = line === null ? '' : ` of ${line}`
  if (from && to && from.version === to.version && from.inclusive && to.inclusive) return from.version + note
  const ends = [
    from && `${from.inclusive ? '>=' : '>'} ${from.version}`,
    to && `${to.inclusive ? '<=' : '<'} ${to.version}`,
  ].filter((end) => end !== null)
  return (ends.length === 0 ? 'every version' : ends.join(', ')) + note
}
