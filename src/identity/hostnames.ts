/** The names of a host, best first: what it calls itself before what others call it. */
import type { Claim } from '../model/asset.ts'
import { LEAST_WEIGHT, weigh } from './verdict.ts'

/** Names shown of one host. */
const MOST_NAMES = 16

/** Every spelling with enough weight; spellings that differ only in case are one, the strongest. */
export function hostnamesFrom(claims: readonly Claim[]): string[] {
  const named = claims.filter((c) => c.attribute === 'hostname' && c.value.length <= 255)
  return weigh(named, (value) => value.toLowerCase().replace(/\.$/, ''))
    .filter((w) => w.weight >= LEAST_WEIGHT)
    .slice(0, MOST_NAMES)
    .map((w) => w.value.replace(/\.$/, ''))
}
