/** Comma-separated values as RFC 4180 has them: quotes, doubled quotes, line breaks within quotes; a BOM is passed over. */

/** Rows of fields; empty lines are left out. At most `most` rows. An open quote at the end is closed there. */
export function* csvRows(text: string, most = 5_000_000): Generator<readonly string[]> {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  for (let rows = 0; at < text.length && rows < most; rows++) {
    const [row, next] = oneRow(text, at)
    at = next
    if (row.length > 1 || row[0] !== '') yield row
  }
}

const MOST_FIELDS = 256

function oneRow(text: string, start: number): readonly [readonly string[], number] {
  const row: string[] = []
  let at = start
  for (;;) {
    const [field, end] = text[at] === '"' ? quoted(text, at + 1) : bare(text, at)
    if (row.length < MOST_FIELDS) row.push(field)
    if (text[end] !== ',') return [row, afterBreak(text, end)]
    at = end + 1
  }
}

function bare(text: string, start: number): readonly [string, number] {
  let end = start
  while (end < text.length && text[end] !== ',' && text[end] !== '\n' && text[end] !== '\r') end++
  return [text.slice(start, end), end]
}

function quoted(text: string, start: number): readonly [string, number] {
  let end = text.indexOf('"', start)
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
  if (end < 0) return [text.slice(start).replaceAll('""', '"'), text.length]
  const [rest, after] = bare(text, end + 1)
  return [text.slice(start, end).replaceAll('""', '"') + rest, after]
}

function afterBreak(text: string, end: number): number {
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1
}
