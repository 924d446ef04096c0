/** What the product status `fixed` tells of the versions that are affected: where the fix is. */
import type { Remedy } from '../../statement.ts'
import type { LeafReading } from './leaf.ts'
import type { Leaf } from './tree.ts'

/** Of each name the versions that the product status says are fixed. */
export function fixedVersions(
  made: readonly { readonly leaf: Leaf; readonly reading: LeafReading; readonly word: string }[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { leaf, reading, word } of made) {
    if ((word !== 'fixed' && word !== 'first_fixed') || leaf.within !== null) continue
    if (reading.constraint.kind !== 'ranges') continue
    const versions = reading.constraint.ranges.flatMap(({ from }) => (from?.inclusive ? [from.version] : []))
    found.set(leaf.name, [...(found.get(leaf.name) ?? []), ...versions])
  }
  return found
}

export function withFixed(remedy: Remedy, fixed: readonly string[]): Remedy {
  if (fixed.length === 0) return remedy
  const fixedIn = [...new Set([...remedy.fixedIn, ...fixed])]
  return { state: 'fix', fixedIn, text: `fixed in ${fixedIn.join(', ')}`.slice(0, 200) }
}
