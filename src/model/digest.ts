/**
 * Short digests by which equal texts are known again without keeping them: names, titles, identifiers. They tell
 * texts apart, they do not protect them; whoever holds a list can compare with it.
 */

/** 53 bits: of a million texts, two are confused with a chance of one in 18,000. */
export type Digest = number

/** Two FNV-1a sums over UTF-16 units (the second with another start and prime), joined. */
export function digestOf(text: string): Digest {
  let a = 0x811c9dc5
  let b = 0x01234567
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b ^ unit, 0x5bd1e995) ^ (b >>> 15)
  }
  return (a >>> 0) * 0x20_0000 + ((b ^ (b >>> 11)) & 0x1f_ffff)
}

/** The digest of bytes, as they are. */
export function digestOfBytes(bytes: Uint8Array): Digest {
  let a = 0x811c9dc5
  let b = 0x01234567
  for (const octet of bytes) {
    a = Math.imul(a ^ octet, 0x01000193)
    b = Math.imul(b ^ octet, 0x5bd1e995) ^ (b >>> 15)
  }
  return (a >>> 0) * 0x20_0000 + ((b ^ (b >>> 11)) & 0x1f_ffff)
}

/**
 * For secrets: 16 bits, of which millions share each value. Enough to see that somebody tries one after the other,
 * too little to find out what was tried.
 */
export const blurredDigest = (text: string): number => digestOf(text) & 0xffff
