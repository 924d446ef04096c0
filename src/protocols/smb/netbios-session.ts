/** Names in NetBIOS session requests: first-level encoding of RFC 1001 section 14.1. */

/** Octets of an encoded name: a length of 32, two letters for each of 16 octets, a final 0 without scope. */
const ENCODED = 32

/** The name encoded at `at`, without padding and suffix octet; `null` if there is none. */
export function sessionName(b: Uint8Array, at: number): string | null {
  if (b[at] !== ENCODED || at + 1 + ENCODED > b.length) return null
  let name = ''
  for (let i = 0; i < ENCODED; i += 2) {
    const high = b[at + 1 + i]! - 0x41
    const low = b[at + 2 + i]! - 0x41
    if (high < 0 || high > 15 || low < 0 || low > 15) return null
    // The sixteenth octet tells the kind of name, not the name.
    if (i < ENCODED - 2) name += String.fromCharCode(high * 16 + low)
  }
  return name.trim()
}
