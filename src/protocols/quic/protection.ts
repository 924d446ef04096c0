/**
 * Protection of Initial packets (RFC 9001 section 5): keys anyone can derive from the client's first destination
 * connection id, so that reading them breaks nothing.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import type { LongPacket } from './packets.ts'
import type { QuicVersion } from './versions.ts'

export interface Keys {
  readonly key: Uint8Array
  readonly iv: Uint8Array
  readonly headerKey: Uint8Array
}

const TAG = 16
const SAMPLE = 16

/** Keys for what the client and what the server sends. */
export function initialKeys(version: QuicVersion, dcid: Uint8Array): { client: Keys; server: Keys } | null {
  if (version.salt === null) return null
  const initial = hmac(version.salt, dcid)
  const keys = (label: string): Keys => {
    const secret = expand(initial, label, 32)
    return {
      key: expand(secret, `${version.label} key`, 16),
      iv: expand(secret, `${version.label} iv`, 12),
      headerKey: expand(secret, `${version.label} hp`, 16),
    }
  }
  return { client: keys('client in'), server: keys('server in') }
}

/** Frames of an Initial packet; `null` when the keys are not its own. A cut packet is read without that proof. */
export function unprotect(packet: LongPacket, { key, iv, headerKey }: Keys): Uint8Array | null {
  const { bytes, numberAt, cut } = packet
  if (bytes.length < numberAt + 4 + SAMPLE) return null
  const mask = createCipheriv('aes-128-ecb', headerKey, null).update(
    bytes.subarray(numberAt + 4, numberAt + 4 + SAMPLE),
  )
  const first = bytes[0]! ^ (mask[0]! & 0x0f)
  const numberLength = (first & 3) + 1
  const header = Uint8Array.from(bytes.subarray(0, numberAt + numberLength))
  header[0] = first
  const nonce = Uint8Array.from(iv)
  for (let i = 0; i < numberLength; i++) {
    header[numberAt + i]! ^= mask[1 + i]!
    nonce[nonce.length - numberLength + i]! ^= header[numberAt + i]!
  }
  const end = cut ? bytes.length : bytes.length - TAG
  try {
    const cipher = createDecipheriv('aes-128-gcm', key, nonce)
    cipher.setAAD(header)
    const plain = cipher.update(bytes.subarray(header.length, end))
    if (cut) return plain
    cipher.setAuthTag(bytes.subarray(end))
    cipher.final()
    return plain
  } catch {
    return null
  }
}

const hmac = (key: Uint8Array, data: Uint8Array): Uint8Array =>
  createHmac('sha256', key).update(data).digest()

/** HKDF-Expand-Label of RFC 8446 section 7.1 with an empty context, for at most one block of SHA-256. */
function expand(secret: Uint8Array, label: string, length: number): Uint8Array {
  const full = Buffer.from(`tls13 ${label}`, 'latin1')
  const info = Buffer.concat([Uint8Array.of(0, length, full.length), full, Uint8Array.of(0, 1)])
  return hmac(secret, info).subarray(0, length)
}
