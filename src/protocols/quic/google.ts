/**
 * Google QUIC, before the standard: versions Q0NN with a client hello of tags ("QUIC Crypto", Langley and Chang).
 * Only its presence, the server name and the user agent are read.
 */
import { Cursor } from '../../wire/cursor.ts'

export interface GoogleHello {
  readonly sni: string | null
  readonly userAgent: string | null
}

/** Tags of one message that are looked at. */
const MAX_TAGS = 64
/** The message stands at most this far behind the packet's start, octets. */
const MAX_OFFSET = 64
const CHLO = Uint8Array.from(Buffer.from('CHLO', 'latin1'))

/**
 * Version of a packet up to Q043 (flags, eight-octet connection id, version) or of Q044 to Q048 (a long header with
 * the version first); `null` when it carries none.
 */
export function googleVersion(payload: Uint8Array): string | null {
  const first = payload[0]
  if (first === undefined) return null
  const at = first >= 0xc0 ? 1 : (first & 0x09) === 0x09 && first < 0x40 ? 9 : -1
  if (at < 0 || payload.length < at + 4) return null
  const text = new Cursor(payload, at).ascii(4)
  return /^Q0\d\d$/.test(text) ? text : null
}

/** The client hello somewhere near the start of `bytes`, which is a packet in clear or the frames of one. */
export function googleHello(bytes: Uint8Array): GoogleHello | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(CHLO)
  if (start < 0 || start > MAX_OFFSET) return null
  const c = new Cursor(bytes, start + CHLO.length)
  const tags = Math.min(c.u16le(), MAX_TAGS)
  c.skip(2)
  const values = c.at + tags * 8
  const found: Record<string, string> = Object.create(null)
  let from = 0
  for (let i = 0; i < tags; i++) {
    const tag = c.ascii(4)
    const end = c.u32le()
    if (c.missing || end < from) break
    if (tag === 'SNI\0' || tag === 'UAID') found[tag] = new Cursor(bytes, values + from).ascii(end - from)
    from = end
  }
  return { sni: found['SNI\0'] || null, userAgent: found.UAID || null }
}
