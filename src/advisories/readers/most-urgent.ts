/**
 * What one document says of one product in the same versions, where parts of it are spoken of one by one: a flaw that one part has makes the
 * product affected, whatever is said of the others.
 */
import type { Statement, Status } from '../statement.ts'
import { describe } from '../versions/described.ts'

const URGENCY: readonly Status[] = ['affected', 'under_investigation', 'fixed', 'not_affected']

/** Without statements on the same vulnerability, product and versions that a more urgent one outweighs. */
export function mostUrgent(statements: readonly Statement[]): readonly Statement[] {
  if (new Set(statements.map(({ status }) => status)).size < 2) return statements
  const keys = statements.map(keyOf)
  const urgent = new Map<string, number>()
  statements.forEach(({ status }, i) => {
    const own = URGENCY.indexOf(status)
    urgent.set(keys[i]!, Math.min(own, urgent.get(keys[i]!) ?? own))
  })
  return statements.filter(({ status }, i) => urgent.get(keys[i]!) === URGENCY.indexOf(status))
}

const keyOf = ({ vulnerability, product, constraint, conditions }: Statement): string =>
  JSON.stringify([
    vulnerability,
    product.vendor,
    product.name,
    product.purls,
    product.cpes,
    describe(constraint),
    conditions,
  ])
