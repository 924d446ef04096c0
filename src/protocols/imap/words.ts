/** The strings of IMAP commands (RFC 9051 section 4): atoms, quoted strings, sizes of literals. */

/** Size of the literal that begins behind this line, in bytes; `null` without (`{n}`, RFC 9051; `{n+}`, RFC 7888). */
export function literalSize(line: string): number | null {
  const open = line.lastIndexOf('{')
  if (open < 0 || line.length - open > 14) return null
  const size = /^\{(\d{1,10})\+?\}$/.exec(line.slice(open))
  return size === null ? null : Number(size[1])
}

/** The first `most` words of a line; quotes are taken off. */
export function words(line: string, most: number): string[] {
  const out: string[] = []
  let at = 0
  while (at < line.length && out.length < most) {
    if (line[at] === ' ') at++
    else if (line[at] === '"') {
      let word = ''
      for (at++; at < line.length && line[at] !== '"'; at++) {
        if (line[at] === '\\') at++
        word += line[at] ?? ''
      }
      at++
      out.push(word)
    } else {
      const space = line.indexOf(' ', at)
      const end = space < 0 ? line.length : space
      out.push(line.slice(at, end))
      at = end
    }
  }
  return out
}

/** A string as a quoted one, so that {@link words} gives it back. */
export const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`
