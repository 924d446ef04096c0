/** Systems that makers sell under a name of their own, and the devices they run on. */
import { load } from './load.ts'
import { type Pattern, pattern } from './pattern.ts'
import { vendorByName } from './vendors.ts'

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

function read(): ReadonlyMap<string, readonly Row[]> {
  const rows = new Map<string, Row[]>()
  for (const [maker, model, system, source] of load('platforms', 'platforms.yaml').platforms) {
    const id = vendorByName(maker)?.id ?? maker
    const models = pattern(`^(?:${model})$`, { ignoreCase: true })
    rows.set(id, [...(rows.get(id) ?? []), { models, system, source }])
  }
  return rows
}

/** The system of which a model's version is told, by the vendor's id; `null` where nothing is known of it. */
export function platformOf(vendor: string, model: string): Platform | null {
  byMaker ??= read()
  return byMaker.get(vendor)?.find(({ models }) => models.find(model) !== null) ?? null
}
