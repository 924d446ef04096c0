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
/** Types whose number is agreed per session. */
const FIRST_DYNAMIC = 96

export interface RtpHeader {
  readonly type: number
  readonly sequence: number
  readonly timestamp: number
  readonly source: number
}

/** The header, or `null` where the octets cannot be one. Cheap: most unknown datagrams end at the first octet. */
export function readRtp(bytes: Uint8Array): RtpHeader | null {
  if ((bytes[0]! & 0xc0) !== 0x80 || bytes.length < HEADER) return null
  const type = bytes[1]! & 0x7f
  if (type < FIRST_DYNAMIC && !(type in STATIC)) return null
  const contributors = bytes[0]! & 15
  if (bytes.length < HEADER + contributors * 4) return null
  return { type, sequence: (bytes[2]! << 8) | bytes[3]!, timestamp: word(bytes, 4), source: word(bytes, 8) }
}

const word = (b: Uint8Array, at: number): number =>
  ((b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!) >>> 0

/** The name of a static type, `dynamic` for the others. */
export const typeName = (type: number): string => STATIC[type] ?? 'dynamic'
