/** The publishers that feeds name by an identifier instead of a name. */
import type { Issuer } from '../statement.ts'

export const NVD: Issuer = { kind: 'nvd', name: 'NVD' }
export const CISA: Issuer = { kind: 'coordinator', name: 'CISA' }
export const FDA: Issuer = { kind: 'regulator', name: 'FDA' }
export const FIRST: Issuer = { kind: 'researcher', name: 'FIRST' }

/** CISA's authorized data publisher, by its organisation id in the CVE program (cve.org, partner list). */
export const CISA_ADP = '134c704f-9b21-4f2e-91b3-4a467353bcc0'

/** How NVD's `source` names CISA as scorer: its mail address as CNA, or its organisation id. */
export function isCisa(source: string): boolean {
  return source === 'ics-cert@hq.dhs.gov' || source === CISA_ADP
}
