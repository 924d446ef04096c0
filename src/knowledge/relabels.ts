/** Products sold under another maker's name. */
import { load } from './load.ts'
import { type Pattern, pattern } from './pattern.ts'
import { fillTemplate } from './template.ts'
import { vendorByName } from './vendors.ts'

export interface Original {
  /** Who makes it, and under which name of theirs. */
  readonly maker: string
  readonly model: string
  /** Where a reader can check it. */
  readonly source: string
}

interface Row extends Original {
  readonly sold: Pattern
}

/** By the id of the vendor that sells. */
let bySeller: ReadonlyMap<string, readonly Row[]> | undefined

function read(): ReadonlyMap<string, readonly Row[]> {
  const rows = new Map<string, Row[]>()
  for (const [seller, model, maker, original, source] of load('relabels', 'relabels.yaml').relabels) {
    const id = vendorByName(seller)?.id ?? seller
    const sold = pattern(`^(?:${model})$`, { ignoreCase: true })
    rows.set(id, [...(rows.get(id) ?? []), { sold, maker, model: original, source }])
  }
  return rows
}

/** What a model that a vendor (by id) sells is by its own maker; `null` where nothing is known of it. */
export function originalOf(vendor: string, model: string): Original | null {
  bySeller ??= read()
  for (const { sold, maker, model: template, source } of bySeller.get(vendor) ?? []) {
    const found = sold.find(model)
    const filled = found && fillTemplate(template, found.groups)
    if (filled) return { maker, model: filled, source }
  }
  return null
}
