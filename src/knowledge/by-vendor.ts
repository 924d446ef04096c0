/** Tables of models, by the vendor whose models they are. */
import { type Pattern, pattern } from './pattern.ts'
import { vendorByName } from './vendors.ts'

/** A model as its vendor sells it: the whole name without the vendor's, whatever its case. */
export const wholeModel = (source: string): Pattern => pattern(`^(?:${source})$`, { ignoreCase: true })

/** Rows by the id of the vendor named with each, in their order. */
export function byVendor<Row>(rows: Iterable<readonly [string, Row]>): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>()
  for (const [name, row] of rows) {
    const id = vendorByName(name)?.id ?? name
    const list = found.get(id)
    if (list) list.push(row)
    else found.set(id, [row])
  }
  return found
}
