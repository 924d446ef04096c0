/** The header record of LIS2-A2 section 6: which delimiters follow, who sends, to whom. */

/** `H`, four delimiters, and the first of them again. */
export const HEADER_OCTETS = 6

export interface Delimiters {
  readonly field: string
  readonly component: string
}

export interface Header {
  /** As on the wire, components parted by `^` whatever the delimiter is. */
  readonly sender: string
  readonly name: string
  readonly receiver: string
  readonly processing: string | null
  readonly version: string
  /** Access password, field 4; never kept. */
  readonly password: string
}

/** Field, repeat, component and escape delimiter, all different punctuation (section 5.4); `null` when it is no header. */
export function headerDelimiters(text: string): Delimiters | null {
  const found = /^H(([^\w\s])([^\w\s])([^\w\s])([^\w\s]))\2/.exec(text)
  if (found === null || new Set(found[1]!).size !== 4) return null
  return { field: found[2]!, component: found[4]! }
}

/** Characters of a header that are read; addresses and telephone numbers stand in it, too. */
export const MOST_HEADER = 1024

/** Fields by their places in section 6; `null` when it is no header. */
export function readHeader(record: string): Header | null {
  const delimiters = headerDelimiters(record)
  if (delimiters === null) return null
  const fields = record.split(delimiters.field, 14)
  const sender = (fields[4] ?? '').split(delimiters.component, 12)
  const receiver = (fields[9] ?? '').split(delimiters.component, 4)
  return {
    sender: sender.join('^').replace(/\^+$/, ''),
    name: sender[0]!.trim(),
    receiver: receiver.join('^').replace(/\^+$/, ''),
    processing: /^[PTDQ]$/.exec(fields[11] ?? '')?.[0] ?? null,
    version: fields[12] ?? '',
    password: fields[3] ?? '',
  }
}
