/**
 * Compares an inspection with the truth of a simulation: precision and recall of presence, of every attribute, of
 * weaknesses and incidents, false alerts, time to detect, and the misses by name. Only what the wire showed counts as
 * expected; what an inspection says beyond that must be right, too.
 */

import { compatible } from '../identity/os-names.ts'
import { FINDING_WEAKNESSES } from '../model/finding-weaknesses.ts'
import { AssetMatcher, type FoundAsset } from './score-assets.ts'
import { type IncidentScore, scoreIncidents } from './score-incidents.ts'
import type { TrueAsset, TruthDocument } from './truth.ts'

export interface FoundDocument {
  readonly assets: readonly FoundAsset[]
  readonly alerts?: readonly FoundAlert[]
}

export interface FoundAlert {
  readonly id: string
  readonly detection: string
  readonly at: string
  readonly until?: string | null
  readonly assets: readonly string[]
}

/** Counts of one attribute; shares are null where nothing was to be found, or nothing was said. */
export interface Measure {
  readonly expected: number
  readonly right: number
  readonly wrong: number
  readonly missed: number
  readonly precision: number | null
  readonly recall: number | null
}

export interface Miss {
  readonly asset: string
  readonly attribute: string
  readonly expected: string | null
  readonly found: string | null
  /** The protocols that showed it. */
  readonly shownBy: readonly string[]
}

export interface Score {
  readonly schema: 'wardline.score/1'
  readonly simulated: true
  readonly measures: Readonly<Record<string, Measure>>
  readonly incidents: IncidentScore
  readonly misses: readonly Miss[]
}

export interface ScoreOptions {
  /** Leaves out what only the registrant of the MAC showed. */
  readonly withoutOui?: boolean
}

type Compare = (expected: string, found: string) => boolean
const same: Compare = (a, b) => a.toLowerCase() === b.toLowerCase()
/** A model with and without its maker's name in front is one. */
const sameModel: Compare = (a, b) =>
  same(a, b) ||
  a.toLowerCase().endsWith(` ${b.toLowerCase()}`) ||
  b.toLowerCase().endsWith(` ${a.toLowerCase()}`)
/** Neither excludes the other: `Windows 10 / 11` of a Windows 11 is coarse, not wrong. */
const related: Compare = (a, b) => compatible(a, b)
/** A release told shorter or longer than it is. */
const within: Compare = (a, b) => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`)

const ATTRIBUTES: readonly {
  readonly name: string
  readonly truth: (asset: TrueAsset) => string | null
  readonly found: (asset: FoundAsset) => string | null
  readonly compare: Compare
}[] = [
  { name: 'type', truth: (a) => a.type, found: (a) => a.type, compare: same },
  { name: 'vendor', truth: (a) => a.vendor, found: (a) => a.vendor, compare: same },
  { name: 'model', truth: (a) => a.model, found: (a) => a.model, compare: sameModel },
  { name: 'version', truth: (a) => a.version, found: (a) => a.version, compare: same },
  { name: 'serial', truth: (a) => a.serial, found: (a) => a.serial, compare: same },
  { name: 'os.name', truth: (a) => a.os.name, found: (a) => a.os.name, compare: related },
  { name: 'os.version', truth: (a) => a.os.version, found: (a) => a.os.version, compare: within },
  { name: 'os.build', truth: (a) => a.os.build, found: (a) => a.os.build, compare: same },
]

export function score(found: FoundDocument, truth: TruthDocument, options: ScoreOptions = {}): Score {
  const misses: Miss[] = []
  const matcher = new AssetMatcher(found.assets, truth.assets)
  const measures: Record<string, Measure> = { presence: presence(matcher, truth, misses) }
  for (const attribute of ATTRIBUTES) {
    const tally = new Tally()
    for (const asset of truth.assets) {
      const at = matcher.found(asset)
      if (asset.firstSeen === null || at === undefined) continue
      compareAttribute(attribute, asset, at, options, tally, misses)
    }
    measures[attribute.name] = tally.measure()
  }
  measures.weakness = weaknesses(matcher, truth, misses)
  return {
    schema: 'wardline.score/1',
    simulated: true,
    measures,
    incidents: scoreIncidents(found, truth, matcher),
    misses,
  }
}

class Tally {
  expected = 0
  right = 0
  wrong = 0
  missed = 0

  measure(): Measure {
    const { expected, right, wrong, missed } = this
    const said = right + wrong
    return {
      expected,
      right,
      wrong,
      missed,
      precision: said === 0 ? null : right / said,
      recall: expected === 0 ? null : Math.min(1, (expected - missed) / expected),
    }
  }
}

function presence(matcher: AssetMatcher, truth: TruthDocument, misses: Miss[]): Measure {
  const tally = new Tally()
  for (const asset of truth.assets) {
    if (asset.firstSeen === null || !asset.internal) continue
    tally.expected++
    if (matcher.found(asset) !== undefined) tally.right++
    else {
      tally.missed++
      misses.push({
        asset: asset.id,
        attribute: 'presence',
        expected: asset.macs[0] ?? asset.ips[0]?.address ?? asset.serial,
        found: null,
        shownBy: [],
      })
    }
  }
  for (const extra of matcher.unmatched()) {
    tally.wrong++
    const name = extra.macs[0] ?? extra.ips[0]?.address ?? extra.id
    misses.push({ asset: extra.id, attribute: 'presence', expected: null, found: name, shownBy: [] })
  }
  return tally.measure()
}

function compareAttribute(
  attribute: (typeof ATTRIBUTES)[number],
  asset: TrueAsset,
  at: FoundAsset,
  options: ScoreOptions,
  tally: Tally,
  misses: Miss[],
): void {
  const shownBy = (asset.shown[attribute.name] ?? []).filter((by) => !(options.withoutOui && by === 'mac'))
  const truth = attribute.truth(asset)
  const said = attribute.found(at)
  const expected = shownBy.length > 0 && truth !== null
  if (expected) tally.expected++
  if (said === null || said === undefined) {
    if (!expected) return
    tally.missed++
  } else if (truth !== null && attribute.compare(truth, said)) {
    tally.right++
    return
  } else {
    // Something said of what really has no such value, and nothing shows: not comparable unless it was expected.
    if (truth === null && !expected) return
    tally.wrong++
    if (expected) tally.missed++
  }
  misses.push({ asset: asset.id, attribute: attribute.name, expected: truth, found: said ?? null, shownBy })
}

/** What depends on the day on which somebody judges, or on what is published, not on the wire. */
const BY_DATE = /^os-|-outdated$/

function weaknesses(matcher: AssetMatcher, truth: TruthDocument, misses: Miss[]): Measure {
  const tally = new Tally()
  for (const asset of truth.assets) {
    const at = matcher.found(asset)
    if (at === undefined || asset.firstSeen === null) continue
    const expected = new Set(asset.weaknesses.map(({ id }) => id))
    const told = new Set(
      (at.weaknesses ?? [])
        .map(({ id }) => id)
        .filter((id) => !BY_DATE.test(id) && !FINDING_WEAKNESSES.has(id)),
    )
    for (const id of expected) {
      tally.expected++
      if (told.has(id)) tally.right++
      else {
        tally.missed++
        misses.push({ asset: asset.id, attribute: 'weakness', expected: id, found: null, shownBy: [] })
      }
    }
    for (const id of told)
      if (!expected.has(id)) {
        tally.wrong++
        misses.push({ asset: asset.id, attribute: 'weakness', expected: null, found: id, shownBy: [] })
      }
  }
  return tally.measure()
}
