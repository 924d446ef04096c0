/** Single versions that a product list states, and what prose says with the same numbers. */
import { compareVersions } from '../../versions/compare.ts'
import type { LeafReading } from './leaf.ts'
import type { Leaf } from './tree.ts'

/** "Flow v6.1 SIM" beside "6.1" among what is affected: the version that is mended, not the one that mends. */
export function listedVersions(
  leaves: readonly Leaf[],
  read: (leaf: Leaf) => LeafReading,
): (version: string, name: string) => boolean {
  const singles = new Map(
    [...Map.groupBy(leaves, ({ name }) => name)].map(([name, own]) => [
      name,
      own.length < 2 ? [] : own.slice(0, MAX_LISTED).flatMap((leaf) => singleOf(read(leaf)) ?? []),
    ]),
  )
  return (version, name) => (singles.get(name) ?? []).some((one) => compareVersions(one, version) === 0)
}

/** Entries of one product that are looked at; longer lists are ranges in disguise. */
const MAX_LISTED = 64

/** The one version that is all a leaf states. */
function singleOf({ constraint }: LeafReading): string | null {
  const [only, ...others] = constraint.kind === 'ranges' ? constraint.ranges : []
  return only?.from && others.length === 0 && only.from.version === only.to?.version
    ? only.from.version
    : null
}

/** "Flow 2022 and Flow v6.1": a year is no version by itself, but is one where the list says so. */
export const saysVersions = (words: string, { constraint }: LeafReading): boolean =>
  constraint.kind === 'ranges' &&
  constraint.ranges.every(
    ({ from, to }) =>
      from !== null &&
      from.version === to?.version &&
      /^(?:19|20)\d\d$/.test(from.version) &&
      words.includes(` ${from.version}`),
  )
