/** Systems that makers sell under a name of their own, and the devices they run on. */
import { byVendor, wholeModel } from './by-vendor.ts'
import { load } from './load.ts'
import type { Pattern } from './pattern.ts'

export interface Platform {
  readonly system: string
  /** Where a reader can check it. */
  readonly source: string
}

interface Row extends Platform {
  readonly models: Pattern
}

/** By the id of the vendor. */
let byMaker: ReadonlyMap<string, readonly Row[]> | undefined

const read = (): ReadonlyMap<string, readonly Row[]> =>
  byVendor(
    load('platforms', 'platforms.yaml').platforms.map(
      ([maker, model, system, source]) => [maker, { models: wholeModel(model), system, source }] as const,
    ),
  )

/** The system of which a model's version is told, by the vendor's id; `null` where nothing is known of it. */
export function platformOf(vendor: string, model: string): Platform | null {
  byMaker ??= read()
  return byMaker.get(vendor)?.find(({ models }) => models.find(model) !== null) ?? null
}
