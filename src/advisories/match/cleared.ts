/** What a document says is not affected, or fixed, and how that stands beside what it says is affected. */
import { judge } from '../versions/judge.ts'
import type { Device } from './device.ts'
import type { Judged, Part } from './group.ts'

export interface Cleared {
  readonly status: 'not_affected' | 'fixed'
  readonly because: string
  readonly part: Part
}

/** A statement that this version is not affected, or fixed. */
export function clearing(device: Device, parts: readonly Part[]): Cleared | null {
  for (const part of parts) {
    const { status, constraint, justification } = part.candidate.statement
    if (
      (status !== 'not_affected' && status !== 'fixed') ||
      part.candidate.fit.grade !== 'exact' ||
      part.condition.holds !== 'yes'
    )
      continue
    const { verdict, because } = judge(device.version, constraint)
    if (verdict === 'inside')
      return { status, because: justification ? `${because} (${justification})` : because, part }
  }
  return null
}

export const isRanged = ({ candidate }: Part): boolean => candidate.statement.constraint.kind === 'ranges'

const isForEvery = (part: Part): boolean => !isRanged(part)

/**
 * "Not affected: 6.2" stands beside "affected: every version". "Not affected" without versions is of the rest: it settles neither
 * what is affected nor what is open.
 */
export const clears = ({ part }: Cleared, { verdict }: Judged): boolean =>
  !isForEvery(part) || (verdict !== 'affected' && verdict !== 'open')

/** Both of every version. */
export const contradicts = ({ part }: Cleared, { verdict, part: other }: Judged): boolean =>
  verdict === 'affected' && isForEvery(part) && isForEvery(other)
