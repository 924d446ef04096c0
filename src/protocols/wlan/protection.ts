/** How a network is protected, by the elements that say it and the privacy bit. */
import { readSuites, type Suites } from '../wlan-suites.ts'
import type { Elements } from './elements.ts'

export interface Protection {
  readonly security: string
  readonly suites: readonly Suites[]
  readonly framesProtected: string | null
}

/** Bits of the RSN capabilities, clause 9.4.2.24.4. */
const REQUIRED = 0x40
const CAPABLE = 0x80

export function protectionOf({ rsn, wpa }: Elements, encrypted: boolean): Protection {
  const old = wpa === null ? null : readSuites(wpa, '0050f2')
  const robust = rsn === null ? null : readSuites(rsn, '000fac')
  const words: string[] = []
  if (old !== null) words.push('wpa')
  if (robust !== null) words.push(...generations(robust))
  // Encrypted without either element: WEP is all that is left.
  if (words.length === 0) words.push(rsn !== null || wpa !== null ? 'unknown' : encrypted ? 'wep' : 'open')
  return {
    security: words.join('+'),
    suites: [old, robust].filter((s) => s !== null),
    framesProtected: robust === null ? null : protectedBy(robust.capabilities),
  }
}

/** WPA3 is what uses SAE or 192-bit suites (Wi-Fi Alliance WPA3 specification), OWE what encrypts without a login. */
function generations({ management }: Suites): string[] {
  const third = ['sae', 'ft-sae', 'suite-b-192']
  const words = management.map((name) => (name === 'owe' ? 'owe' : third.includes(name) ? 'wpa3' : 'wpa2'))
  return words.length === 0 ? ['wpa2'] : [...new Set(words)].sort()
}

const protectedBy = (capabilities: number): string =>
  (capabilities & REQUIRED) !== 0 ? 'required' : (capabilities & CAPABLE) !== 0 ? 'capable' : 'none'
