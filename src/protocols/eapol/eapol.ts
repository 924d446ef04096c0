/**
 * EAP over LAN (IEEE 802.1X): who authenticates to whom, with which EAP method (RFC 3748), and which ciphers a
 * wireless handshake agrees on (IEEE 802.11 clause 12.7). Names of people, nonces, integrity codes and key data
 * are never read.
 */
import { Cursor } from '../../wire/cursor.ts'
import type { FrameReport, Protocol } from '../protocol.ts'
import { observeEap } from './eap.ts'
import { observeKey } from './key.ts'

export const eapol = {
  name: 'eapol',
  title: 'EAP over LAN (IEEE 802.1X) and the key handshake of IEEE 802.11',
  fields: {
    'eapol.version': { label: 'Version of IEEE 802.1X: 1 (2001), 2 (2004), 3 (2010)' },
    'eapol.role': { label: 'Side it takes: supplicant or authenticator' },
    'eapol.machine': { label: 'Name of the machine that authenticates (EAP identity); never a person' },
    'eapol.identity': { label: 'It told an identity that is not a machine name (not kept)' },
    'eapol.method': { label: 'EAP method it uses or asks for', service: true },
    'eapol.method-wanted': { label: 'EAP methods it wants instead of the one offered' },
    'eapol.nas-id': { label: 'Name of the access switch, in its identity request (RFC 4284)' },
    'eapol.nas-port': { label: 'Port of the access switch, in its identity request (RFC 4284)' },
    'eapol.key-descriptor': { label: 'Kind of key handshake: rc4, rsn or wpa' },
    'eapol.key-version': {
      label: 'Key descriptor version: 1 MD5 and RC4, 2 SHA-1 and AES, 3 AES-CMAC, 0 by AKM',
    },
    'eapol.cipher': { label: 'Pairwise cipher asked for in the handshake' },
    'eapol.group-cipher': { label: 'Group cipher of the wireless network' },
    'eapol.key-management': { label: 'Authentication and key management of the wireless network' },
    'eapol.macsec': { label: 'Speaks MACsec key agreement (IEEE 802.1X-2010)' },
  },
  frame: { etherTypes: [0x888e], observe },
} satisfies Protocol

const EAP_PACKET = 0
const START = 1
const LOGOFF = 2
const KEY = 3
const MKA = 5

function observe(payload: Uint8Array, to: FrameReport) {
  const c = new Cursor(payload)
  const version = c.u8()
  const type = c.u8()
  const length = c.u16()
  if (c.missing) return to.oddity('eapol.short')
  if (version === 0 || version > 3) return to.oddity('eapol.version')
  if (length > c.left) to.oddity('eapol.length')
  const body = c.view(Math.min(length, c.left))
  to.observe('sender', 'eapol.version', version)
  if (type === EAP_PACKET) observeEap(body, to)
  else if (type === START || type === LOGOFF) to.observe('sender', 'eapol.role', 'supplicant')
  else if (type === KEY) observeKey(body, to)
  else if (type === MKA) to.observe('sender', 'eapol.macsec', 'mka')
}
