/**
 * Risks that somebody answers for: a vulnerability or a weakness of a device, by whom, why, and until when. It stays in
 * every list; while its term lasts it weighs nothing, and the risk says so with the name and the day.
 */
import type { Seconds } from '../model/observation.ts'
import { likelihoodOf, type Mitigation, type RiskInput } from './risk.ts'

export interface Acceptance {
  /** Id of a vulnerability, recall or weakness; `*` for all of one device. */
  readonly what: string
  /** Id, MAC, address, host name or serial number; `null`: any device. */
  readonly asset: string | null
  readonly author: string
  readonly reason: string
  readonly expires: Seconds
}

/** Why a file of accepted risks was not understood, for a person. */
export class AcceptanceError extends Error {}

/** Those of a device, called by any of these names, whose term lasts on the day; `asOf` is an ISO date or time. */
export function acceptancesOf(
  all: readonly Acceptance[],
  names: readonly (string | null)[],
  asOf: string,
): readonly Acceptance[] {
  if (all.length === 0) return all
  const called = new Set(names.flatMap((name) => (name === null ? [] : [name.toLowerCase()])))
  const at = Date.parse(asOf) / 1000
  return all.filter((a) => at < a.expires && (a.asset === null || called.has(a.asset.toLowerCase())))
}

/** What they take from the likelihood, one after the other; each at most what it is about weighs. */
export function acceptedIn(input: RiskInput, acceptances: readonly Acceptance[]): Mitigation[] {
  let left = input
  return acceptances.flatMap(({ what, author, reason, expires }) => {
    const meant = (id: string) => what === '*' || id.toUpperCase() === what.toUpperCase()
    const without: RiskInput = {
      ...left,
      findings: left.findings.filter(({ vulnerability }) => !meant(vulnerability)),
      weaknesses: (left.weaknesses ?? []).filter(({ id }) => !meant(id)),
    }
    const [before, after] = [likelihoodOf(left), likelihoodOf(without)]
    left = without
    if (before <= 0 || after >= before) return []
    const until = new Date(expires * 1000).toISOString().slice(0, 10)
    return [{ name: `${what} accepted until ${until} by ${author}: ${reason}`, reduces: 1 - after / before }]
  })
}

/**
 * Reads `[{ "what", "asset", "author", "reason", "expires" }]`. Author, reason and expiry are required: a risk that
 * nobody answers for, or for ever, is not accepted but forgotten. Throws {@link AcceptanceError}.
 */
export function readAcceptances(text: string): Acceptance[] {
  let rows: unknown
  try {
    rows = JSON.parse(text)
  } catch {
    throw new AcceptanceError('is not JSON')
  }
  if (!Array.isArray(rows)) throw new AcceptanceError('is no list: write [{ "what": ..., "expires": ... }]')
  return rows.map(readRow)
}

function readRow(row: unknown, i: number): Acceptance {
  const given = (typeof row === 'object' && row !== null ? row : {}) as Record<string, unknown>
  const text = (name: string): string => {
    const value = given[name]
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
    throw new AcceptanceError(`entry ${i + 1} has no ${name}`)
  }
  const expires = Date.parse(text('expires')) / 1000
  if (Number.isNaN(expires))
    throw new AcceptanceError(`entry ${i + 1}: expires is no time, write 2027-01-31T00:00:00Z`)
  const asset =
    given.asset === undefined || given.asset === null || given.asset === '*' ? null : text('asset')
  const what = text('what')
  if (what === '*' && asset === null)
    throw new AcceptanceError(`entry ${i + 1} accepts everything everywhere: name a device or what is meant`)
  return { what, asset, author: text('author'), reason: text('reason'), expires }
}
