/** What an inventory records as done for single devices: a patch, a recall. A mitigation is none: what it protects stays affected. */
import type { Finding, Matched } from '../advisories/finding.ts'

/**
 * The findings with those settled (`fixed`) that `remediated` names, by vulnerability or by advisory; spelling in any
 * case. Certainty stays: the inventory's word is taken as such and named.
 */
export function settled(matched: Matched, remediated: readonly string[]): Matched {
  if (remediated.length === 0) return matched
  const settle = (findings: readonly Finding[]) => findings.map((one) => settledFinding(one, remediated))
  return { own: settle(matched.own), parts: settle(matched.parts) }
}

/** The same of one finding. */
export function settledFinding(finding: Finding, remediated: readonly string[]): Finding {
  const ids = [finding.vulnerability, ...finding.advisories].map((id) => id.toUpperCase())
  const named = remediated.find((id) => ids.includes(id.toUpperCase()))
  if (named === undefined || finding.status === 'not_affected') return finding
  return {
    ...finding,
    status: 'fixed',
    because: `The inventory records ${named} as remediated on this device. Otherwise: ${finding.because}`,
  }
}
