/** EAPOL-Key frames (IEEE 802.11 clause 12.7.2): kind and version of the handshake, and the ciphers the station asks for. */
import { Cursor } from '../../wire/cursor.ts'
import type { FrameReport } from '../protocol.ts'

const DESCRIPTORS: Readonly<Record<number, string>> = { 1: 'rc4', 2: 'rsn', 254: 'wpa' }

/** Key information bits, clause 12.7.2 figure 12-33. */
const ACK = 0x80
const MIC = 0x100
const ENCRYPTED = 0x1000

/** Offset of the key data's length for a 16-octet integrity code: descriptor to code. */
const DATA_LENGTH = 93

const RSN_ELEMENT = 48
const VENDOR_ELEMENT = 221

export function observeKey(body: Uint8Array, to: FrameReport) {
  const c = new Cursor(body)
  const descriptor = c.u8()
  const information = c.u16()
  if (c.missing) return to.oddity('eapol.key-short')
  to.observe('sender', 'eapol.key-descriptor', DESCRIPTORS[descriptor] ?? String(descriptor))
  if (descriptor === 1) return
  to.observe('sender', 'eapol.key-version', information & 7)
  to.observe('sender', 'eapol.role', information & ACK ? 'authenticator' : 'supplicant')
  // The station's first answer repeats in clear the element of its association request.
  if (!(information & ACK) && information & MIC && !(information & ENCRYPTED))
    observeElements(body.subarray(DATA_LENGTH), to)
}

function observeElements(bytes: Uint8Array, to: FrameReport): void {
  const c = new Cursor(bytes)
  const elements = c.sub(c.u16())
  for (let n = 0; elements.left > 1 && n < 8; n++) {
    const id = elements.u8()
    const element = elements.view(elements.u8())
    if (id === RSN_ELEMENT) observeSuites(element, '000fac', to)
    // The vendor element of the Wi-Fi Alliance: OUI 00-50-f2, type 1, then as the RSN element.
    else if (id === VENDOR_ELEMENT && hasPrefix(element, [0, 0x50, 0xf2, 1]))
      observeSuites(element.subarray(4), '0050f2', to)
  }
}

/** Version, group cipher, pairwise ciphers, key managements (clause 9.4.2.24), little-endian counts. */
function observeSuites(element: Uint8Array, oui: string, to: FrameReport): void {
  const c = new Cursor(element)
  if (c.u16le() !== 1) return
  const suite = (names: readonly string[]) => suiteName(c.u24(), c.u8(), oui, names)
  const list = (names: readonly string[]) => {
    for (let left = Math.min(c.u16le(), 8), out = [] as string[]; ; left--) {
      if (left === 0 || c.left < 4) return out.join(',')
      out.push(suite(names))
    }
  }
  const group = suite(CIPHERS)
  if (c.missing) return
  to.observe('sender', 'eapol.group-cipher', group)
  to.observe('sender', 'eapol.cipher', list(CIPHERS))
  to.observe('sender', 'eapol.key-management', list(MANAGEMENTS))
}

function suiteName(oui: number, type: number, own: string, names: readonly string[]): string {
  const hex = oui.toString(16).padStart(6, '0')
  return (hex === own ? names[type] : undefined) ?? `${hex}:${type}`
}

const hasPrefix = (bytes: Uint8Array, prefix: readonly number[]): boolean =>
  prefix.every((octet, i) => bytes[i] === octet)

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
