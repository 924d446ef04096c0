/** Ids of weaknesses that no packet shows: they are concluded from the vulnerabilities and recalls of a device. */
export const FINDING_WEAKNESSES: ReadonlySet<string> = new Set([
  'kev-listed-cve',
  'recall-open',
  'firmware-behind-fixed',
  'hardcoded-credential-product',
])
