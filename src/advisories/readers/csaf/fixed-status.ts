/** What the product status `fixed` tells of the versions that are affected: where the fix is. */
import type { Remedy } from '../../statement.ts'
import { compareVersions } from '../../versions/compare.ts'
import type { LeafReading } from './leaf.ts'
import type { Leaf } from './tree.ts'

/** Fixed versions of one name that are told; every affected version of it names them all. */
const MOST_FIXED = 256

const FIXED: ReadonlySet<string> = new Set(['fixed', 'first_fixed', 'recommended'])

/** Of each name the versions that the product status says are fixed. */
export function fixedVersions(
  made: readonly { readonly leaf: Leaf; readonly reading: LeafReading; readonly word: string }[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const { leaf, reading, word } of made) {
    if (!FIXED.has(word) || leaf.within !== null) continue
    if (reading.constraint.kind !== 'ranges') continue
    const versions = found.get(leaf.name) ?? new Set()
    for (const { from } of reading.constraint.ranges)
      if (from?.inclusive && versions.size < MOST_FIXED) versions.add(from.version)
    found.set(leaf.name, versions)
  }
  return found
}

export function withFixed(remedy: Remedy, fixed: ReadonlySet<string>): Remedy {
  if (fixed.size === 0) return remedy
  // words say the same version otherwise, or with the product's name in front
  const said = remedy.fixedIn.filter((own) => !fixed.values().some((one) => isSame(own, one)))
  const fixedIn = [...said, ...fixed]
  return { state: 'fix', fixedIn, text: `fixed in ${fixedIn.join(', ')}`.slice(0, 200) }
}

const isSame = (own: string, one: string): boolean =>
  own === one || own.endsWith(` ${one}`) || compareVersions(own, one) === 0
