/** The fixed header of RTP (RFC 3550 section 5.1), and the payload types that have a fixed meaning. */

const HEADER = 12
/** Static payload types (RFC 3551 section 6, IANA RTP parameters). */
const STATIC: Readonly<Record<number, string>> = {
  0: 'PCMU',
  3: 'GSM',
  4: 'G723',
  5: 'DVI4/8000',
  6: 'DVI4/16000',
  7: 'LPC',
  8: 'PCMA',
  9: 'G722',
  10: 'L16/2',
  11: 'L16',
  12: 'QCELP',
  13: 'CN',
  14: 'MPA',
  15: 'G728',
  16: 'DVI4/11025',
  17: 'DVI4/22050',
  18: 'G729',
  25: 'CelB',
  26: 'JPEG',
  28: 'nv',
  31: 'H261',
  32: 'MPV',
  33: 'MP2T',
  34: 'H263',
}
/** Types with one octet a tick of the timestamp: G.711 and G.722 (RFC 3551 sections 4.5.14, 4.5.2). */
const OCTET_A_TICK: readonly number[] = [0, 8, 9]
/** Longest authentication tag with a key identifier (RFC 3711 section 3.1, RFC 7714 section 13). */
const MOST_TRAILER = 32
/** Types whose number is agreed per session. */
const FIRST_DYNAMIC = 96

export interface RtpHeader {
  readonly type: number
  readonly sequence: number
  readonly timestamp: number
  readonly source: number
  /** Octets behind the header; `null` where they end with padding, whose length is encrypted with them in SRTP. */
  readonly payload: number | null
}

/** The header, or `null` where the octets cannot be one. Cheap: most unknown datagrams end at the first octet. */
export function readRtp(bytes: Uint8Array): RtpHeader | null {
  if ((bytes[0]! & 0xc0) !== 0x80 || bytes.length < HEADER) return null
  const type = bytes[1]! & 0x7f
  if (type < FIRST_DYNAMIC && !(type in STATIC)) return null
  const contributors = bytes[0]! & 15
  if (bytes.length < HEADER + contributors * 4) return null
  return {
    type,
    sequence: (bytes[2]! << 8) | bytes[3]!,
    timestamp: word(bytes, 4),
    source: word(bytes, 8),
    payload: payloadOf(bytes, HEADER + contributors * 4),
  }
}

/** Behind the extension (RFC 3550 section 5.3.1), which SRTP leaves readable. */
function payloadOf(bytes: Uint8Array, at: number): number | null {
  const extension = (bytes[0]! & 0x10) === 0 ? 0 : 4 + 4 * ((bytes[at + 2]! << 8) | bytes[at + 3]!)
  const octets = bytes.length - at - extension
  return (bytes[0]! & 0x20) === 0 && octets > 0 ? octets : null
}

const word = (b: Uint8Array, at: number): number =>
  ((b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!) >>> 0

/**
 * Octets behind the samples of the later of two packets that follow each other: SRTP puts its authentication tag there.
 * `null` where the encoding does not tell how many octets its samples need, or a pause lies between.
 */
export function trailerOf(before: RtpHeader, now: RtpHeader): number | null {
  const isNext = ((now.sequence - before.sequence) & 0xffff) === 1
  if (!isNext || now.payload !== before.payload || !OCTET_A_TICK.includes(now.type)) return null
  const trailer = (now.payload ?? 0) - ((now.timestamp - before.timestamp) >>> 0)
  return trailer >= 0 && trailer <= MOST_TRAILER && now.payload !== trailer ? trailer : null
}

/** The name of a static type, `dynamic` for the others. */
export const typeName = (type: number): string => STATIC[type] ?? 'dynamic'
