/** Ciphers and key managements of wireless networks, as beacons, association requests and key handshakes state them. */
import { Cursor } from '../wire/cursor.ts'

export interface Suites {
  readonly group: string
  readonly pairwise: readonly string[]
  readonly management: readonly string[]
  /** RSN capabilities (IEEE 802.11 clause 9.4.2.24.4), 0 where none are given. */
  readonly capabilities: number
}

/** Suites of one list that are looked at. */
const MAX_SUITES = 8

/**
 * Version, group cipher, pairwise ciphers, key managements (IEEE 802.11 clause 9.4.2.24), little-endian counts. `oui` is
 * the one of the element: 00-0f-ac for RSN, 00-50-f2 for the older element of the Wi-Fi Alliance.
 */
export function readSuites(element: Uint8Array, oui: '000fac' | '0050f2'): Suites | null {
  const c = new Cursor(element)
  if (c.u16le() !== 1) return null
  const suite = (names: readonly string[]) => suiteName(c.u24(), c.u8(), oui, names)
  const list = (names: readonly string[]): string[] => {
    const out: string[] = []
    for (let left = Math.min(c.u16le(), MAX_SUITES); left > 0 && c.left >= 4; left--) out.push(suite(names))
    return out
  }
  const group = suite(CIPHERS)
  if (c.missing) return null
  const pairwise = list(CIPHERS)
  const management = list(MANAGEMENTS)
  return { group, pairwise, management, capabilities: c.left >= 2 ? c.u16le() : 0 }
}

function suiteName(oui: number, type: number, own: string, names: readonly string[]): string {
  const hex = oui.toString(16).padStart(6, '0')
  return (hex === own ? names[type] : undefined) ?? `${hex}:${type}`
}

/** Suite types from 0 on, clause 9.4.2.24.2. */
const CIPHERS = [
  'group',
  'wep-40',
  'tkip',
  'reserved',
  'ccmp-128',
  'wep-104',
  'bip-cmac-128',
  'none',
  'gcmp-128',
  'gcmp-256',
  'ccmp-256',
]

/** Suite types from 0 on, clause 9.4.2.24.3. */
const MANAGEMENTS = [
  'reserved',
  '802.1x',
  'psk',
  'ft-802.1x',
  'ft-psk',
  '802.1x-sha256',
  'psk-sha256',
  'tdls',
  'sae',
  'ft-sae',
  'ap-peer-key',
  'suite-b',
  'suite-b-192',
  'ft-802.1x-sha384',
  'fils-sha256',
  'fils-sha384',
  'ft-fils-sha256',
  'ft-fils-sha384',
  'owe',
]
