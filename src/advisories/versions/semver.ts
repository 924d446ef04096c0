/** Semantic Versioning 2.0.0, section 11: three numbers, pre-releases earlier, build metadata without weight. */
import type { Order } from './generic.ts'
import { compareNumbers } from './runs.ts'

const NUMBER = '(0|[1-9]\\d*)'
const VERSION = new RegExp(
  `^[v=\\s]*${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-([0-9a-z.-]+))?(?:\\+[0-9a-z.-]+)?$`,
  'i',
)

export function compareSemver(a: string, b: string): Order | null {
  const left = VERSION.exec(a.trim())
  const right = VERSION.exec(b.trim())
  if (!left || !right) return null
  for (let i = 1; i <= 3; i++) {
    const order = compareNumbers(left[i]!, right[i]!)
    if (order !== 0) return order as Order
  }
  return comparePreReleases(left[4], right[4])
}

function comparePreReleases(a: string | undefined, b: string | undefined): Order {
  if (a === b) return 0
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1
  const left = a.split('.')
  const right = b.split('.')
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareIdentifiers(left[i]!, right[i]!)
    if (order !== 0) return order
  }
  return Math.sign(left.length - right.length) as Order
}

function compareIdentifiers(a: string, b: string): Order {
  const numeric = [/^\d+$/.test(a), /^\d+$/.test(b)] as const
  if (numeric[0] && numeric[1]) return compareNumbers(plain(a), plain(b)) as Order
  if (numeric[0] !== numeric[1]) return numeric[0] ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}

const plain = (digits: string): string => digits.replace(/^0+(?=\d)/, '')
