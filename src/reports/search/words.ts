/**
 * Prepares a query for the parser: addresses, versions, times and names in other scripts are one word to a person
 * and several to Lucene's grammar, so such words are quoted before it sees them.
 */

/** `field:`, `field:>`, `field:>=` ... in front of a value; a leading minus negates. */
const PREFIX = /^(-?)([A-Za-z][A-Za-z0-9_.-]*:(?:[<>]=?|=)?)?(.*)$/su

/** What the grammar reads as one value without help. */
const PLAIN = /^(?:[A-Za-z_*?][A-Za-z0-9_*?-]*|-?\d+(?:\.\d+)?)?$/u

/** The query with every word quoted that needs it; quoted texts, brackets and ranges stay as they are. */
export function quoteWords(query: string): string {
  return split(query)
    .map((piece) => (isWord(piece) ? quoted(piece) : piece))
    .join('')
}

/** Blanks, brackets, ranges, texts in quotation marks (with the field before them), and words between them. */
function split(query: string): string[] {
  const piece =
    /\s+|[()]|(?:[^\s()"'[{]+:)?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[[{][^\]}]*[\]}])|[^\s()]+/gsu
  return query.match(piece) ?? []
}

const isWord = (piece: string): boolean => !/^[\s()]/u.test(piece) && !/["'\]}]$/u.test(piece)

function quoted(word: string): string {
  const [, minus = '', field = '', value = ''] = PREFIX.exec(word) ?? []
  // A MAC or IPv6 address by itself begins like a field: `ab:cd:...`, `fe80::1`.
  if (/^[0-9a-f]{1,4}:/iu.test(field) && /^[0-9a-f:]+(?:\/\d+)?$/iu.test(`${field}${value}`)) {
    const text = `${field}${value}`
    if (text.split(':').length > 2) return `${minus}"${text}"`
  }
  // An open quotation mark and a regular expression are left for the parser to be complained of.
  if (PLAIN.test(value) || value.includes('"') || /^\/.+\/$/su.test(value)) return word
  return `${minus}${field}"${value.replaceAll('\\', '\\\\')}"`
}
