/** QUIC writers for fixtures and tests: protected Initial packets (RFC 9000, RFC 9001). Shares no code with `src/`. */
import { createCipheriv, createHmac } from 'node:crypto'
import { type Bytes, bytes, u16, u32, zeros } from './bytes.ts'

/** A two-octet variable-length integer. */
export const varint2 = (n: number): Bytes => u16(0x4000 | n)
export const cryptoFrame = (offset: number, data: Bytes): Bytes =>
  bytes(6, varint2(offset), varint2(data.length), data)

export interface InitialText {
  readonly version?: number
  readonly salt?: string
  /** `quicv2` for version 2. */
  readonly label?: string
  /** Bits 4-5 of the first octet. */
  readonly type?: number
  /** What keys come from: the first destination connection id of the client. */
  readonly original: Bytes
  readonly from: 'client' | 'server'
  readonly dcid: Bytes
  readonly scid: Bytes
  readonly number: number
  readonly frames: Bytes
  /** Padded with PADDING frames up to this many octets of frames. */
  readonly pad?: number
}

export const SALT_V1 = '38762cf7f55934b34d179ae6a4c80cadccbb7f0a'
export const SALT_V2 = '0dede3def700a6db819381be6e269dcbf9bd2ed9'

/** An Initial packet as it stands on the wire. */
export function initial(p: InitialText): Bytes {
  const label = p.label ?? 'quic'
  const secret = createHmac('sha256', Buffer.from(p.salt ?? SALT_V1, 'hex'))
    .update(p.original)
    .digest()
  const party = expand(secret, `${p.from} in`, 32)
  const frames = bytes(p.frames, zeros(Math.max(0, (p.pad ?? 40) - p.frames.length)))
  const number = u32(p.number)
  const length = varint2(number.length + frames.length + 16)
  const before = bytes(
    0xc0 | ((p.type ?? 0) << 4) | (number.length - 1),
    u32(p.version ?? 1),
    p.dcid.length,
    p.dcid,
    p.scid.length,
    p.scid,
    0,
    length,
  )
  const header = bytes(before, number)
  const nonce = expand(party, `${label} iv`, 12)
  number.forEach((octet, i) => {
    nonce[8 + i]! ^= octet
  })
  const cipher = createCipheriv('aes-128-gcm', expand(party, `${label} key`, 16), nonce)
  cipher.setAAD(header)
  const sealed = bytes(cipher.update(frames), cipher.final(), cipher.getAuthTag())
  const packet = bytes(header, sealed)
  const sample = packet.subarray(before.length + 4, before.length + 20)
  const mask = createCipheriv('aes-128-ecb', expand(party, `${label} hp`, 16), null).update(sample)
  packet[0]! ^= mask[0]! & 15
  for (let i = 0; i < number.length; i++) packet[before.length + i]! ^= mask[1 + i]!
  return packet
}

/** HKDF-Expand-Label (RFC 8446 section 7.1) of at most one block. */
function expand(secret: Uint8Array, label: string, length: number): Uint8Array {
  const full = `tls13 ${label}`
  const info = bytes(u16(length), full.length, full, 0, 1)
  return Uint8Array.from(createHmac('sha256', secret).update(info).digest().subarray(0, length))
}
