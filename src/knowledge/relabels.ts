/** Products sold under another maker's name. */
import { byVendor, wholeModel } from './by-vendor.ts'
import { load } from './load.ts'
import type { Pattern } from './pattern.ts'
import { fillTemplate } from './template.ts'

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

const read = (): ReadonlyMap<string, readonly Row[]> =>
  byVendor(
    load('relabels', 'relabels.yaml').relabels.map(
      ([seller, sold, maker, model, source]) =>
        [seller, { sold: wholeModel(sold), maker, model, source }] as const,
    ),
  )

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
