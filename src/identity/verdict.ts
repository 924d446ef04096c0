/**
 * Weighs claims: equal values support each other, different ones cost confidence, and what is too weak
 * stays unknown. Each attribute's verdict keeps the losers and the reason.
 */
import type { AssetAttribute, Claim, Undecided, Verdict } from '../model/asset.ts'
import { groupBy } from './ownership.ts'

/** Below this joint weight a value is not asserted: unknown is a good answer, wrong is not. */
export const LEAST_WEIGHT = 0.3
/** A runner-up within this distance leaves the question open when a coarser answer exists. */
export const CLOSE_CALL = 0.08
/** Values that weigh this much the same are a draw. */
const DRAW = 0.02
/** Claims shown for a value. */
const MOST_SHOWN = 8

export interface Weighed {
  readonly value: string
  readonly weight: number
  readonly claims: readonly Claim[]
}

/**
 * The values of one attribute, heaviest first. Independent claims add up as chances of error multiply
 * (1 - the product of 1 - strength). Several values of one field count once, by the strongest, and so do the
 * same words in several fields: a name given by a person is no better for being repeated.
 */
export function weigh(claims: readonly Claim[], sameValue: (value: string) => string = plain): Weighed[] {
  if (claims.length === 0) return []
  const groups = groupBy(claims, (c) => sameValue(c.value))
  const weighed = [...groups.values()].map((group) => {
    const strongestFirst = distinct([...group].sort(byStrength))
    return {
      value: strongestFirst[0]!.value,
      weight: jointWeight(strongestFirst),
      claims: strongestFirst.slice(0, MOST_SHOWN),
    }
  })
  return weighed.sort((a, b) => b.weight - a.weight || (a.value < b.value ? -1 : 1))
}

/** Attributes that change as devices are updated: of values that weigh the same the one that came last holds. */
const CHANGING: ReadonlySet<AssetAttribute> = new Set(['version', 'os.version', 'os.build'])
/** Attributes of which a device may have several at once: a draw is no contradiction. */
const MANY: ReadonlySet<AssetAttribute> = new Set(['role', 'component.name', 'component.version', 'hostname'])

/** The heaviest value, unless it is too weak or as likely as another. `null`: stays unknown. */
export function decide(attribute: AssetAttribute, ranked: readonly Weighed[]): Verdict | null {
  const [best, ...others] = CHANGING.has(attribute) ? latestFirst(ranked) : ranked
  if (best === undefined || best.weight < LEAST_WEIGHT) return null
  if (!CHANGING.has(attribute) && !MANY.has(attribute) && isDraw(ranked)) return null
  return {
    attribute,
    value: best.value,
    confidence: confidence(best.weight, others[0]?.weight ?? 0),
    won: best.claims,
    lost: others.map((o) => ({
      ...o,
      because:
        best.weight - o.weight < DRAW
          ? `weighs ${o.weight.toFixed(2)}, but was said earlier`
          : `weighs ${o.weight.toFixed(2)} against ${best.weight.toFixed(2)}`,
    })),
  }
}

/** Why nothing was decided of what was said; `null` where nothing was said. */
export function undecided(attribute: AssetAttribute, ranked: readonly Weighed[]): Undecided | null {
  const [best, second] = ranked
  if (best === undefined) return null
  const weak = `${best.value} weighs ${best.weight.toFixed(2)}, ${LEAST_WEIGHT.toFixed(2)} is needed`
  const close = `${best.value} and ${second?.value} weigh nearly the same`
  return { attribute, because: best.weight < LEAST_WEIGHT ? weak : close, candidates: ranked }
}

export const isDraw = ([best, second]: readonly Weighed[]): boolean =>
  best !== undefined && second !== undefined && best.weight - second.weight < DRAW

function latestFirst(ranked: readonly Weighed[]): Weighed[] {
  const top = ranked[0]?.weight ?? 0
  const latest = (w: Weighed) => Math.max(...w.claims.map((c) => c.at))
  const drawn = ranked.filter((w) => top - w.weight < DRAW)
  return [...drawn.sort((a, b) => latest(b) - latest(a)), ...ranked.slice(drawn.length)]
}

/** The winner's weight, less up to half for a contradicting runner-up. */
export const confidence = (best: number, second: number): number =>
  Math.round(best * (1 - second / 2) * 1000) / 1000

/** Claims in the order that evidence is shown: strongest, then earliest; ties by name, so that order is total. */
export function byStrength(a: Claim, b: Claim): number {
  return (
    b.strength - a.strength ||
    a.at - b.at ||
    compare(a.field, b.field) ||
    compare(a.observed, b.observed) ||
    compare(a.by, b.by)
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** `claims`: strongest first. */
function jointWeight(claims: readonly Claim[]): number {
  const counted = new Set<string>()
  let doubt = 1
  for (const c of claims) {
    const source = [`field ${c.field}`, `text ${plain(c.observed)}`]
    if (source.some((s) => counted.has(s))) continue
    for (const s of source) counted.add(s)
    doubt *= 1 - c.strength
  }
  return Math.round((1 - doubt) * 1000) / 1000
}

/** The same words of the same field read by the same fingerprint are one piece of evidence, however often they came. */
function distinct(claims: readonly Claim[]): readonly Claim[] {
  const told = new Set<string>()
  return claims.filter((c) => {
    const what = `${c.by} ${c.field} ${c.self} ${c.observed}`
    return !told.has(what) && told.add(what)
  })
}

/** Case, spaces and punctuation between words do not make another value. */
export const plain = (value: string): string =>
  value
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()
