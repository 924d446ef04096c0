/**
 * CAPWAP data (RFC 5415 section 4.3): what access points tunnel to their controller. Encrypted (DTLS) and fragmented
 * packets are left alone.
 */
import { type Layers, SWAPPED } from '../layers.ts'
import { looksLikeEthernet, looksLikeIeee80211 } from './plausible.ts'

/** Flags of the fourth octet (T lies in the third, bit 0). */
const FRAGMENT = 0x80
const KEEP_ALIVE = 0x08
const RESERVED = 0x07

export function capwap(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  // Preamble: version 0, type 0 (clear); reserved flags are zero.
  if (end - at < 8 || b[at] !== 0 || (b[at + 3]! & (FRAGMENT | KEEP_ALIVE | RESERVED)) !== 0) return
  const header = (b[at + 1]! >>> 3) << 2
  const inner = at + header
  if (header < 8 || end - inner < 14) return
  const native = (b[at + 2]! & 1) === 1
  if (!native) {
    if (looksLikeEthernet(d, inner, end, false) && d.deeper(inner, end)) d.ethernet(inner, end)
    return
  }
  // Several controllers send the two octets of frame control swapped; the version bits give it away.
  const quirks = (b[inner]! & 3) === 0 ? 0 : SWAPPED
  const control = quirks === SWAPPED ? b[inner + 1]! : b[inner]!
  if (looksLikeIeee80211(d, inner, end, control) && d.deeper(inner, end)) d.ieee80211(inner, end, quirks)
}
