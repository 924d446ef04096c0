/** TZSP: frames mirrored over UDP by access points and routers. Version 1, type, encapsulation, tags, frame. */
import type { Layers } from '../layers.ts'
import { looksLikeEthernet, looksLikeIeee80211 } from './plausible.ts'

/** Types: a received packet, a packet for transmit. */
const RECEIVED = 0
const TRANSMIT = 1

const ETHERNET = 1
const IEEE80211 = 18

const TAG_PADDING = 0
const TAG_END = 1

export function tzsp(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  if (end - at < 5 || b[at] !== 1 || (b[at + 1] !== RECEIVED && b[at + 1] !== TRANSMIT)) return
  const carried = (b[at + 2]! << 8) | b[at + 3]!
  const inner = behindTags(b, at + 4, end)
  if (inner >= end) return
  if (carried === ETHERNET) {
    if (looksLikeEthernet(d, inner, end, true) && d.deeper(inner, end)) d.ethernet(inner, end)
  } else if (carried === IEEE80211 && looksLikeIeee80211(d, inner, end, b[inner]!) && d.deeper(inner, end))
    d.ieee80211(inner, end, 0)
}

/** Tags are a number, a length and so many octets; padding and end have neither. */
function behindTags(b: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end) {
    const tag = b[at]!
    if (tag === TAG_END) return at + 1
    if (tag === TAG_PADDING) at += 1
    else if (end - at < 2) return end
    else at += 2 + b[at + 1]!
  }
  return end
}
