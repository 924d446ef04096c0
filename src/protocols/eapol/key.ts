/** EAPOL-Key frames (IEEE 802.11 clause 12.7.2): kind and version of the handshake, and the ciphers the station asks for. */
import { Cursor } from '../../wire/cursor.ts'
import type { FrameReport } from '../protocol.ts'
import { readSuites } from '../wlan-suites.ts'

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

function observeSuites(element: Uint8Array, oui: '000fac' | '0050f2', to: FrameReport): void {
  const suites = readSuites(element, oui)
  if (suites === null) return
  to.observe('sender', 'eapol.group-cipher', suites.group)
  to.observe('sender', 'eapol.cipher', suites.pairwise.join(','))
  to.observe('sender', 'eapol.key-management', suites.management.join(','))
}

const hasPrefix = (bytes: Uint8Array, prefix: readonly number[]): boolean =>
  prefix.every((octet, i) => bytes[i] === octet)
