/** Debian Policy 5.6.12: epoch, upstream version, revision; letters before other characters, `~` before the end. */
import type { Order } from './generic.ts'
import { compareNumbers } from './runs.ts'

export function compareDeb(a: string, b: string): Order | null {
  const left = parts(a)
  const right = parts(b)
  if (!left || !right) return null
  const order = compareNumbers(left.epoch, right.epoch)
  return (order ||
    comparePart(left.upstream, right.upstream) ||
    comparePart(left.revision, right.revision)) as Order
}

function parts(text: string): { epoch: string; upstream: string; revision: string } | null {
  const [, epoch = '0', rest = ''] = /^(?:(\d+):)?([A-Za-z0-9.+~:-]+)$/.exec(text.trim()) ?? []
  if (rest === '') return null
  const dash = rest.lastIndexOf('-')
  return {
    epoch: plain(epoch),
    upstream: dash < 0 ? rest : rest.slice(0, dash),
    revision: dash < 0 ? '' : rest.slice(dash + 1),
  }
}

/** Alternating parts: non-digits by weight of each character, digits as numbers. */
function comparePart(a: string, b: string): number {
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    while ((i < a.length && !isDigit(a[i]!)) || (j < b.length && !isDigit(b[j]!))) {
      const order = weight(a[i]) - weight(b[j])
      if (order !== 0) return Math.sign(order)
      i++
      j++
    }
    const left = digits(a, i)
    const right = digits(b, j)
    const order = compareNumbers(plain(left), plain(right))
    if (order !== 0) return order
    i += left.length
    j += right.length
  }
  return 0
}

function weight(c: string | undefined): number {
  if (c === undefined || isDigit(c)) return 0
  if (c === '~') return -1
  return /[A-Za-z]/.test(c) ? c.charCodeAt(0) : c.charCodeAt(0) + 256
}

const digits = (text: string, at: number): string => /^\d*/.exec(text.slice(at))![0]
const isDigit = (c: string): boolean => c >= '0' && c <= '9'
const plain = (run: string): string => run.replace(/^0+(?=\d)/, '') || '0'
