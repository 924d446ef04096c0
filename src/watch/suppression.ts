/** Silence that somebody asked for: a rule and a device, by whom, why, and until when. */
import type { Asset } from '../model/asset.ts'
import type { Seconds } from '../model/observation.ts'

export interface Suppression {
  /** Id of the detection; `*` for any. */
  readonly rule: string
  /** Id, MAC, address, host name or serial number of the actor; `null`: any. */
  readonly asset: string | null
  readonly author: string
  readonly reason: string
  readonly expires: Seconds
}

/** The suppression that silences a rule about an actor at a time, if any. */
export function suppressionOf(
  suppressions: readonly Suppression[],
  rule: string,
  actor: Asset | null,
  peer: string | null,
  at: Seconds,
): Suppression | null {
  return (
    suppressions.find(
      (s) =>
        (s.rule === '*' || s.rule === rule) &&
        at < s.expires &&
        (s.asset === null || s.asset === peer || (actor !== null && isCalled(actor, s.asset))),
    ) ?? null
  )
}

function isCalled(asset: Asset, name: string): boolean {
  const wanted = name.toLowerCase()
  return (
    asset.id === name ||
    asset.macs.some((mac) => mac === wanted) ||
    asset.ips.some(({ address }) => address === wanted) ||
    asset.hostnames.some((host) => host.toLowerCase() === wanted) ||
    asset.verdicts.get('serial')?.value === name
  )
}

/** Why a suppression file was not understood, for a person. */
export class SuppressionError extends Error {}

/**
 * Reads `[{ "rule", "asset", "author", "reason", "expires" }]`. Author, reason and expiry are required: silence
 * nobody owns, or that never ends, is how attacks go unseen. Throws {@link SuppressionError}.
 */
export function readSuppressions(text: string): Suppression[] {
  let rows: unknown
  try {
    rows = JSON.parse(text)
  } catch {
    throw new SuppressionError('is not JSON')
  }
  if (!Array.isArray(rows)) throw new SuppressionError('is no list: write [{ "rule": ..., "expires": ... }]')
  return rows.map(readRow)
}

function readRow(row: unknown, i: number): Suppression {
  const given = (typeof row === 'object' && row !== null ? row : {}) as Record<string, unknown>
  const text = (name: string): string => {
    const value = given[name]
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
    throw new SuppressionError(`entry ${i + 1} has no ${name}`)
  }
  const expires = Date.parse(text('expires')) / 1000
  if (Number.isNaN(expires))
    throw new SuppressionError(`entry ${i + 1}: expires is no time, write 2027-01-31T00:00:00Z`)
  const asset =
    given.asset === undefined || given.asset === null || given.asset === '*' ? null : text('asset')
  return { rule: text('rule'), asset, author: text('author'), reason: text('reason'), expires }
}
