/** Order numbers that a document tells with one entry of a product and leaves out with the others. */
import { type Json, texts } from '../json.ts'
import type { Leaf } from './tree.ts'

/** "Link interface (LX434001), all versions" and "Link interface, 4.9 and prior": where all that have numbers agree, they are those of the name. */
export function withNumbers(leaves: Map<string, Leaf>): void {
  const told = new Map<string, Json | null>()
  for (const leaf of leaves.values()) {
    const numbers = texts(leaf.helper.model_numbers)
    if (numbers.length === 0) continue
    const key = keyOf(leaf)
    const other = told.get(key)
    const alike = other === undefined || String(texts(other?.model_numbers)) === String(numbers)
    told.set(key, alike ? { model_numbers: numbers } : null)
  }
  for (const [id, leaf] of leaves) {
    const helper = told.get(keyOf(leaf))
    if (helper && Object.keys(leaf.helper).length === 0) leaves.set(id, { ...leaf, helper })
  }
}

const keyOf = ({ vendor, name }: Leaf): string => `${vendor}\n${name}`
