/** TPKT (RFC 1006 section 6) and the X.224 connection of RDP (MS-RDPBCGR sections 2.2.1.1 and 2.2.1.2). */

export const CONNECTION_REQUEST = 0xe0
export const CONNECTION_CONFIRM = 0xd0
export const DATA = 0xf0

/** Octets of TPKT, X.224 length and code. */
export const TPKT = 4
/** TPKT, then class 0 connection TPDU: length, code, two references, class. */
const FIXED = 11

/** RDP_NEG_REQ, RDP_NEG_RSP and RDP_NEG_FAILURE are type, flags, length 8, and one number. */
export interface Negotiation {
  readonly type: number
  readonly flags: number
  readonly value: number
}

export interface X224Connection {
  /** First line of the variable part, e.g. `Cookie: mstshash=…`; `null` without. */
  readonly line: string | null
  readonly negotiation: Negotiation | null
}

/** Length of the TPKT packet that `b` begins with; 0 when more bytes are needed, -1 when this is none. */
export function tpktLength(b: Uint8Array): number {
  if ((b[0] ?? 3) !== 3 || (b[1] ?? 0) !== 0) return -1
  if (b.length < TPKT) return 0
  const length = (b[2]! << 8) | b[3]!
  return length < 7 ? -1 : length
}

/**
 * Reads a connection request or confirm of RDP from a whole packet; `null` if it is one of another ISO transport user:
 * those have parameters (TSAPs) where RDP has a line of text, a negotiation, or nothing.
 */
export function readConnection(b: Uint8Array): X224Connection | null {
  const end = Math.min(b.length, TPKT + 1 + (b[TPKT] ?? 0))
  if (end < FIXED || (b[10]! & 0xf0) !== 0) return null
  let at = FIXED
  let line: string | null = null
  if (end - at >= 2 && b[at]! >= 0x20 && b[at]! < 0x7f) {
    const text = Buffer.from(b.subarray(at, end)).toString('latin1')
    const stop = text.indexOf('\r\n')
    if (stop < 0) return null
    line = text.slice(0, stop)
    at += stop + 2
  }
  if (at === end) return { line, negotiation: null }
  const known = end - at >= 8 && b[at]! >= 1 && b[at]! <= 3 && b[at + 2] === 8 && b[at + 3] === 0
  if (!known) return null
  const value = (b[at + 4]! | (b[at + 5]! << 8) | (b[at + 6]! << 16) | (b[at + 7]! << 24)) >>> 0
  return { line, negotiation: { type: b[at]!, flags: b[at + 1]!, value } }
}
