/** Distinguished names: from OpenSSL's lines, one relative name each, to RFC 2253 text and single attributes. */

export interface DistinguishedName {
  /** RFC 2253: most specific part first, comma-joined, e.g. `CN=pump-17,OU=ICU,O=Example`. */
  readonly text: string
  /** Value of an attribute by its short name (CN, O, OU, serialNumber ...), unescaped; the most specific one. */
  readonly get: (attribute: string) => string | null
}

/** `lines` in the order encoded, parts of one relative name joined by ` + `, special characters escaped with `\`. */
export function parseName(lines: string): DistinguishedName {
  const parts = lines.split('\n').filter((line) => line !== '')
  const values = new Map<string, string>()
  for (const part of parts.flatMap((line) => line.split(/(?<!\\) \+ /))) {
    const equals = part.indexOf('=')
    const attribute = part.slice(0, equals)
    if (equals > 0) values.set(attribute, plain(part.slice(equals + 1)))
  }
  return {
    text: parts
      .map((line) => line.replace(/(?<!\\) \+ /g, '+'))
      .reverse()
      .join(','),
    get: (attribute) => values.get(attribute) ?? null,
  }
}

/** RFC 2253 section 3: a backslash and either the character itself or two hex digits of an octet. */
function plain(text: string): string {
  return text.replace(/\\([0-9A-Fa-f]{2}|.)/gs, (_, escaped: string) =>
    escaped.length === 2 ? String.fromCharCode(Number.parseInt(escaped, 16)) : escaped,
  )
}
