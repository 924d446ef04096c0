/** SSDP messages: a start line of HTTP and header lines in one datagram (UPnP Device Architecture 2.0 section 1.1.2). */

import { decodeText } from '../../wire/lines.ts'
import { latin1 } from '../../wire/text.ts'

export interface SsdpMessage {
  readonly kind: 'notify' | 'search' | 'answer'
  /** By upper-case name; the first of equal names counts. */
  readonly headers: ReadonlyMap<string, string>
}

/** Octets read of a datagram; real messages stay below 1 KiB. */
const MOST_OCTETS = 4096
const MOST_HEADERS = 64

/** The kind that the first octets tell, or `null`. An answer is told from other HTTP by its headers only. */
export function kindOf(bytes: Uint8Array): SsdpMessage['kind'] | null {
  const head = latin1.decode(bytes.subarray(0, 24)).toUpperCase()
  if (head.startsWith('NOTIFY * HTTP/1.')) return 'notify'
  if (head.startsWith('M-SEARCH * HTTP/1.')) return 'search'
  return /^HTTP\/1\.[01] 200/.test(head) ? 'answer' : null
}

/** Reads a message; `null` when the start line is none of SSDP's or an answer names no search target. */
export function readSsdp(bytes: Uint8Array): SsdpMessage | null {
  const kind = kindOf(bytes)
  if (kind === null) return null
  const headers = readHeaders(decodeText(bytes.subarray(0, MOST_OCTETS)))
  const mine = kind !== 'answer' || headers.has('ST') || headers.has('USN')
  return mine ? { kind, headers } : null
}

function readHeaders(text: string): Map<string, string> {
  const headers = new Map<string, string>()
  // Behind the last line end is nothing, or half a line: not to be taken for a whole one.
  for (const line of text.slice(0, text.lastIndexOf('\n')).split('\n', MOST_HEADERS).slice(1)) {
    const colon = line.indexOf(':')
    if (colon < 1) continue
    const name = line.slice(0, colon).trim().toUpperCase()
    if (!headers.has(name)) headers.set(name, line.slice(colon + 1).trim())
  }
  return headers
}
