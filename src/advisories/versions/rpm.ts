/** RPM's order (rpmvercmp): epoch, version, release; segments of digits or letters, `~` before and `^` after the end. */
import type { Order } from './generic.ts'
import { compareNumbers } from './runs.ts'

export function compareRpm(a: string, b: string): Order | null {
  const left = parts(a)
  const right = parts(b)
  if (!left || !right) return null
  const epoch = compareNumbers(left.epoch, right.epoch)
  const version = epoch || compareSegments(left.version, right.version)
  // a release that is not given fits every release
  const release =
    version ||
    (left.release === '' || right.release === '' ? 0 : compareSegments(left.release, right.release))
  return release as Order
}

function parts(text: string): { epoch: string; version: string; release: string } | null {
  const match = /^(?:(\d+):)?([^\s:-]+)(?:-([^\s:-]+))?$/.exec(text.trim())
  return match && { epoch: plain(match[1] ?? '0'), version: match[2]!, release: match[3] ?? '' }
}

function compareSegments(a: string, b: string): number {
  const left = a.match(/\d+|[A-Za-z]+|[~^]/g) ?? []
  const right = b.match(/\d+|[A-Za-z]+|[~^]/g) ?? []
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = compareSegment(left[i], right[i])
    if (order !== 0) return order
  }
  return 0
}

function compareSegment(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0
  if (a === '~' || b === '~') return a === '~' ? -1 : 1
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1
  if (a === '^' || b === '^') return a === '^' ? -1 : 1
  const numeric = [/^\d/.test(a), /^\d/.test(b)] as const
  if (numeric[0] && numeric[1]) return compareNumbers(plain(a), plain(b))
  if (numeric[0] !== numeric[1]) return numeric[0] ? 1 : -1
  return a < b ? -1 : 1
}

const plain = (run: string): string => run.replace(/^0+(?=\d)/, '')
