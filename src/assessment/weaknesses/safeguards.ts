/**
 * What weaknesses are measured against, named once: paragraphs of the HIPAA Security Rule (45 CFR 164), practices of
 * 405(d) Health Industry Cybersecurity Practices (2023: 1 e-mail, 2 endpoints, 3 identity and access, 4 data, 5 assets,
 * 6 network, 7 vulnerabilities, 8 operations, 9 medical devices, 10 governance), categories of the NIST Cybersecurity
 * Framework 2.0 and system requirements of IEC 62443-3-3. Restated from memory of those texts; a customer's auditor
 * has the last word on what applies.
 */
export interface Safeguard {
  readonly hipaa: readonly string[]
  readonly hicp: readonly number[]
  readonly csf: readonly string[]
  readonly iec62443: readonly string[]
}

/** Who uses a system is known, one by one, and proves it. */
export const AUTHENTICATION: Safeguard = {
  hipaa: ['164.312(a)(2)(i)', '164.312(d)'],
  hicp: [3],
  csf: ['PR.AA-01', 'PR.AA-03'],
  iec62443: ['SR 1.1', 'SR 1.2'],
}
/** Passwords and keys are changed from what the maker set, strong, and not shared. */
export const CREDENTIAL_MANAGEMENT: Safeguard = {
  hipaa: ['164.308(a)(5)(ii)(D)', '164.312(d)'],
  hicp: [3, 9],
  csf: ['PR.AA-01'],
  iec62443: ['SR 1.5', 'SR 1.7'],
}
/** Everybody may do what their task needs, and nothing else. */
export const AUTHORIZATION: Safeguard = {
  hipaa: ['164.312(a)(1)'],
  hicp: [3, 9],
  csf: ['PR.AA-05'],
  iec62443: ['SR 2.1'],
}
/** What travels is not readable on the way. */
export const ENCRYPTION_IN_TRANSIT: Safeguard = {
  hipaa: ['164.312(e)(1)', '164.312(e)(2)(ii)'],
  hicp: [4],
  csf: ['PR.DS-02'],
  iec62443: ['SR 4.1'],
}
/** What travels cannot be changed on the way unnoticed. */
export const INTEGRITY_IN_TRANSIT: Safeguard = {
  hipaa: ['164.312(c)(1)', '164.312(e)(2)(i)'],
  hicp: [4, 9],
  csf: ['PR.DS-02'],
  iec62443: ['SR 3.1'],
}
/** Cryptography is of a kind and strength that holds today. */
export const SOUND_CRYPTOGRAPHY: Safeguard = {
  hipaa: ['164.312(e)(2)(ii)'],
  hicp: [4],
  csf: ['PR.DS-02'],
  iec62443: ['SR 4.3'],
}
/** Certificates are issued, renewed and checked. */
export const CERTIFICATE_MANAGEMENT: Safeguard = {
  hipaa: ['164.312(d)'],
  hicp: [3],
  csf: ['PR.AA-03'],
  iec62443: ['SR 1.8', 'SR 1.9'],
}
/** What nobody needs is switched off. */
export const LEAST_FUNCTIONALITY: Safeguard = {
  hipaa: ['164.308(a)(1)(ii)(B)'],
  hicp: [2, 9],
  csf: ['PR.PS-01'],
  iec62443: ['SR 7.6', 'SR 7.7'],
}
/** Zones are kept apart, and what crosses is let through on purpose. */
export const SEGMENTATION: Safeguard = {
  hipaa: ['164.312(e)(1)'],
  hicp: [6, 9],
  csf: ['PR.IR-01'],
  iec62443: ['SR 5.1', 'SR 5.2'],
}
/** Access from afar goes through one guarded door, and ends. */
export const REMOTE_ACCESS: Safeguard = {
  hipaa: ['164.312(a)(1)', '164.312(a)(2)(iii)'],
  hicp: [3, 6],
  csf: ['PR.AA-05'],
  iec62443: ['SR 1.13', 'SR 2.6'],
}
/** Software is kept at a level for which its maker mends faults. */
export const MAINTAINED_SOFTWARE: Safeguard = {
  hipaa: ['164.308(a)(1)(ii)(B)'],
  hicp: [7, 9],
  csf: ['PR.PS-02', 'ID.RA-01'],
  iec62443: ['SR 7.6'],
}
/** Every device is known, and what is strange is noticed. */
export const ASSET_MANAGEMENT: Safeguard = {
  hipaa: ['164.310(d)(2)(iii)'],
  hicp: [5],
  csf: ['ID.AM-01', 'ID.AM-02'],
  iec62443: ['SR 7.8'],
}
/** What happened can be told afterwards, with the right time. */
export const AUDIT: Safeguard = {
  hipaa: ['164.312(b)'],
  hicp: [8],
  csf: ['PR.PS-04'],
  iec62443: ['SR 2.8', 'SR 2.11'],
}
/** Sessions end when nobody uses them. */
export const SESSION_END: Safeguard = {
  hipaa: ['164.312(a)(2)(iii)'],
  hicp: [3],
  csf: ['PR.AA-05'],
  iec62443: ['SR 2.5', 'SR 2.6'],
}
/** Information about patients is disclosed to nobody whom it does not concern. */
export const PRIVACY: Safeguard = {
  hipaa: ['164.312(e)(1)', '164.502(a)'],
  hicp: [4],
  csf: ['PR.DS-02', 'PR.DS-01'],
  iec62443: ['SR 4.1', 'SR 4.2'],
}

/** All that a weakness refers to, each once, in order of first mention. */
export function together(safeguards: readonly Safeguard[]): Safeguard {
  const all = <K extends keyof Safeguard>(key: K) => [
    ...new Set(safeguards.flatMap((s) => s[key] as readonly (string | number)[])),
  ]
  return {
    hipaa: all('hipaa') as string[],
    hicp: (all('hicp') as number[]).sort((a, b) => a - b),
    csf: all('csf') as string[],
    iec62443: all('iec62443') as string[],
  }
}

/** What to do where the device itself cannot be changed. */
export const FIREWALL = 'Block it at the firewall, and let through by name what the device needs.'
