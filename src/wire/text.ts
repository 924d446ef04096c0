/** Text as devices send it: trimmed, without control characters, bounded. */

/**
 * ISO 8859-1, one character a byte. In place of `TextDecoder('latin1')`, which means windows-1252 and takes
 * twice as long on the short texts of protocols.
 */
export const latin1 = {
  decode: (bytes: Uint8Array): string =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'),
} as const

/** Longest text kept of one field, in UTF-16 units; longer values are cut (a banner is under 255, RFC 4253 section 4.2). */
export const MAX_TEXT = 512

/** Cuts at the first NUL, drops control characters, trims, bounds. Empty text gives `null`: nothing was said. */
export function cleanText(text: string, most = MAX_TEXT): string | null {
  const nul = text.indexOf('\0')
  const head = nul < 0 ? text : text.slice(0, nul)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  const clean = head.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim()
  return clean === '' ? null : clean.slice(0, most)
}
