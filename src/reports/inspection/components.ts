/** The parts that a device names itself: its web server, its SSH server, its DICOM toolkit. */
import type { Asset } from '../../model/asset.ts'
import type { Component } from '../../model/inventory.ts'

/** Parts listed of one device. */
const MOST = 50

/** Each name with every version that was said beside it; the bare name only where no version was. */
export function componentsOf(verdicts: Asset['verdicts']): readonly Component[] {
  const verdict = verdicts.get('component.name')
  if (verdict === undefined) return []
  const claims = [verdict.won, ...verdict.lost.map((lost) => lost.claims)].flat().filter(({ self }) => self)
  const versions = new Map<string, Set<string>>()
  for (const { value, says } of claims) {
    const told = versions.get(value) ?? new Set()
    const version = says['component.version']
    if (version !== undefined) told.add(version)
    versions.set(value, told)
  }
  return [...versions]
    .flatMap(([name, told]): Component[] =>
      told.size === 0 ? [{ name, version: null }] : [...told].map((version) => ({ name, version })),
    )
    .slice(0, MOST)
}
