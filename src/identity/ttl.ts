/** What the time to live (or hop limit) of a packet tells of the way it came. */

/** Initial values in use; one of them unreduced means no router lay between (RFC 1700; Linux, Windows, BSD, Cisco). */
const USUAL: ReadonlySet<number> = new Set([32, 64, 128, 255])
/** Initial values of older BSD stacks and of SIMATIC S7 controllers; also what routers leave of the usual ones. */
const RARE: ReadonlySet<number> = new Set([30, 60])
/** Multicast senders limit their own reach with values up to this (UPnP Device Architecture 1.0 and 1.1: 4 and 2). */
const MOST_CHOSEN = 4

/** Was it sent as it is seen? `alone`: the sender has no other address, so the rarer values count as well. */
export const isUnreduced = (ttl: number, alone: boolean): boolean =>
  USUAL.has(ttl) || (alone && (RARE.has(ttl) || (ttl > 0 && ttl <= MOST_CHOSEN)))

/** Did a router surely take something off? Unknown values (0) and those a sender may have chosen say nothing. */
export const isReduced = (ttl: number): boolean => ttl > MOST_CHOSEN && !USUAL.has(ttl) && !RARE.has(ttl)
