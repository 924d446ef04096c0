/**
 * Products of which a summary speaks by a part alone: "Flow Pump (model 35A)", listed beside the "Flow Pump LVP with Wireless Module 2.1" from
 * which it cannot be told, is concerned by what is said of the module, if it has one.
 */
import type { Statement } from '../../statement.ts'
import type { LeafReading } from './leaf.ts'
import type { Component } from './narrow.ts'
import type { Leaf } from './tree.ts'

/** Names of products with a part that are compared with others. */
const MAX_CARRIERS = 20

/** By name, the part and what is said of its versions. */
export function carriersIn(
  made: readonly { readonly leaf: Leaf; readonly narrow: LeafReading | null }[],
): readonly (readonly [string, Component])[] {
  const found = new Map<string, Component>()
  for (const { leaf, narrow } of made) {
    if (found.size >= MAX_CARRIERS) break
    const part = narrow?.conditions.find(
      (one) => one.kind === 'component' && one.constraint.kind === 'ranges',
    )
    if (part?.kind === 'component') found.set(leaf.name, part)
  }
  return [...found]
}

export const withPart = (reading: LeafReading, part: Component): LeafReading => ({
  ...reading,
  conditions: [...reading.conditions, part],
})

/** What is said of a part does not hang on the model that it is in, which may be called by its number. */
export const unconfined = (one: Statement): Statement => {
  const { models, modelNumbers } = one.product
  return { ...one, product: { ...one.product, models: [], modelNumbers: [...modelNumbers, ...models] } }
}
