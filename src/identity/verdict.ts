/**
 * Weighs claims: equal values support each other, different ones cost confidence, and what is too weak
 * stays unknown. Each attribute's verdict keeps the losers and the reason.
 */
import type { AssetAttribute, Claim, Verdict } from '../model/asset.ts'
import { groupBy } from './ownership.ts'

/** Below this joint weight a value is not asserted: unknown is a good answer, wrong is not. */
export const LEAST_WEIGHT = 0.3
/** A runner-up within this distance leaves the question open when a coarser answer exists. */
export const CLOSE_CALL = 0.08
/** Claims shown for a value. */
const MOST_SHOWN = 8

export interface Weighed {
  readonly value: string
  readonly weight: number
  readonly claims: readonly Claim[]
}

/**
 * The values of one attribute, heaviest first. Independent claims add up as chances of error multiply
 * (1 - the product of 1 - strength); several values of one field count once, by the strongest.
 */
export function weigh(claims: readonly Claim[], sameValue: (value: string) => string = plain): Weighed[] {
  const groups = groupBy(claims, (c) => sameValue(c.value))
  const weighed = [...groups.values()].map((group) => {
    const strongestFirst = [...group].sort(byStrength)
    return {
      value: mostTelling(strongestFirst),
      weight: jointWeight(strongestFirst),
      claims: strongestFirst.slice(0, MOST_SHOWN),
    }
  })
  return weighed.sort((a, b) => b.weight - a.weight || (a.value < b.value ? -1 : 1))
}

/** The heaviest value, unless it is too weak. `null`: stays unknown. */
export function decide(attribute: AssetAttribute, ranked: readonly Weighed[]): Verdict | null {
  const [best, ...others] = ranked
  if (best === undefined || best.weight < LEAST_WEIGHT) return null
  return {
    attribute,
    value: best.value,
    confidence: confidence(best.weight, others[0]?.weight ?? 0),
    won: best.claims,
    lost: others.map((o) => ({
      ...o,
      because: `weighs ${o.weight.toFixed(2)} against ${best.weight.toFixed(2)}`,
    })),
  }
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

function jointWeight(claims: readonly Claim[]): number {
  const byField = new Map<string, number>()
  for (const c of claims) byField.set(c.field, Math.max(byField.get(c.field) ?? 0, c.strength))
  let doubt = 1
  for (const strength of byField.values()) doubt *= 1 - strength
  return Math.round((1 - doubt) * 1000) / 1000
}

/** Of equal-meaning spellings the longest of the strongest: `MX500` rather than `mx500`. */
const mostTelling = (claims: readonly Claim[]): string => claims[0]!.value

/** Case, spaces and punctuation between words do not make another value. */
const plain = (value: string): string =>
  value
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()
