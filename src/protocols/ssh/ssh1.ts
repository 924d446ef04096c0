/** SSH protocol 1.x: the server's public key message (draft-ylonen-ssh-protocol-00, 1995). */
import { createHash } from 'node:crypto'
import { Cursor } from '../../wire/cursor.ts'

export interface Version1Key {
  readonly bits: number
  /** SHA-256 over modulus and exponent, base64 without padding. */
  readonly sha256: string
}

/** SSH_SMSG_PUBLIC_KEY. */
const PUBLIC_KEY = 2
/** Longest packet, octets. */
const MAX_PACKET = 262144

/** The host key in the first packet; `more` while it is not all there, `null` when it is something else. */
export function readVersion1Key(bytes: Uint8Array): Version1Key | null | 'more' {
  const c = new Cursor(bytes)
  const length = c.u32()
  if (c.missing) return 'more'
  if (length > MAX_PACKET || length < 5) return null
  c.skip(8 - (length % 8)) // padding stands before the type
  const body = c.view(length)
  if (c.missing) return length > 4096 ? null : 'more'
  const inner = new Cursor(body)
  if (inner.u8() !== PUBLIC_KEY) return null
  inner.skip(8 + 4) // cookie; bits of the server key
  mp(inner)
  mp(inner)
  const bits = inner.u32()
  const exponent = mp(inner)
  const modulus = mp(inner)
  if (inner.missing) return null
  return {
    bits,
    sha256: createHash('sha256').update(modulus).update(exponent).digest('base64').replace(/=+$/, ''),
  }
}

/** A multiple-precision integer: its bits in two octets, then the octets. */
const mp = (c: Cursor): Uint8Array => c.view((c.u16() + 7) >>> 3)
