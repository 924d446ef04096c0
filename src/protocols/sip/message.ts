/**
 * SIP messages (RFC 3261 section 7) out of octets: start line, header fields under their long names, body.
 * Bounded in every direction; a head that was cut short gives the lines that came whole.
 */
import { decodeText } from '../../wire/lines.ts'
import { Headers } from '../http/headers.ts'

/** Longest head looked at, in octets; long Record-Route and Via lists stay far below. */
export const MAX_HEAD = 16_384
/** Longest start line, in octets. */
const MAX_START = 1024
/** Body octets that are looked at: session descriptions are a few hundred. */
const MAX_BODY = 8192

/** Compact forms (RFC 3261 section 7.3.3 and the IANA registry of SIP header fields). */
const COMPACT: Readonly<Record<string, string>> = {
  i: 'call-id',
  m: 'contact',
  e: 'content-encoding',
  l: 'content-length',
  c: 'content-type',
  f: 'from',
  k: 'supported',
  s: 'subject',
  t: 'to',
  v: 'via',
}

export interface SipMessage {
  /** Method of a request, or of the request that a response answers. */
  readonly method: string
  /** Status code; `null` for requests. */
  readonly status: number | null
  readonly headers: Headers
  readonly body: string
}

const REQUEST = /^([A-Z]{2,20}) [A-Za-z][\w.+-]{0,20}:\S{1,900} SIP\/2\.0$/
const RESPONSE = /^SIP\/2\.0 ([1-6]\d\d)(?: |$)/
/** What may still become a start line: method and target, then the beginning of the version. */
const BEGUN = /^[A-Z]{1,20}(?: [\x21-\x7e]*(?: ([\w/.]{0,7})\r?)?)?$/
const VERSION = 'SIP/2.0'

/** Letters that every start line begins with: `SIP` of a response, the shortest methods have as many. */
const LEAST_METHOD = 3

/** `more`: these octets could begin a message, but its first line is not here yet. */
export function startsMessage(bytes: Uint8Array, at = 0): 'yes' | 'no' | 'more' {
  for (let i = at; i < at + LEAST_METHOD; i++)
    if (!isLetter(bytes[i])) return i >= bytes.length ? 'more' : 'no'
  const newline = bytes.subarray(0, at + MAX_START).indexOf(10, at)
  const line = decodeText(bytes.subarray(at, newline < 0 ? at + MAX_START : newline))
  if (newline >= 0) return startOf(line.trimEnd()) === null ? 'no' : 'yes'
  return bytes.length - at < MAX_START && mayBegin(line) ? 'more' : 'no'
}

function mayBegin(line: string): boolean {
  if (`${VERSION} `.startsWith(line) || line.startsWith(`${VERSION} `)) return true
  const begun = BEGUN.exec(line)
  return begun !== null && VERSION.startsWith(begun[1] ?? '')
}

/** Offset behind line ends, which keep connections alive between messages (RFC 5626 section 3.5.1). */
export function skipLineEnds(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length && (bytes[at] === 13 || bytes[at] === 10)) at++
  return at
}

/** Offset behind the empty line that ends a head beginning at `at`; -1 when it is not among the first octets. */
export function endOfHead(bytes: Uint8Array, at: number): number {
  const end = Math.min(bytes.length, at + MAX_HEAD)
  for (let i = bytes.indexOf(10, at); i >= 0 && i < end; i = bytes.indexOf(10, i + 1)) {
    if (bytes[i + 1] === 10 && i + 1 < end) return i + 2
    if (bytes[i + 1] === 13 && bytes[i + 2] === 10 && i + 2 < end) return i + 3
  }
  return -1
}

/** The head in `head` with its `body`; `null` if it is none. A last line without an end is left out. */
export function readMessage(head: Uint8Array, body: Uint8Array): SipMessage | null {
  const bounded = head.subarray(0, MAX_HEAD)
  const text = decodeText(bounded.subarray(0, bounded.lastIndexOf(10) + 1))
  // A field goes on in lines that begin with white space (section 7.3.1).
  const [first = '', ...lines] = text.replace(/\r?\n[ \t]{1,80}/g, ' ').split(/\r?\n/)
  const start = startOf(first.trimEnd())
  if (start === null) return null
  const headers = new Headers()
  for (const line of lines) headers.add(longName(line))
  return {
    method: start.method ?? methodOf(headers),
    status: start.status,
    headers,
    body: decodeText(body.subarray(0, MAX_BODY)),
  }
}

/** Octets of the body as the head announces them; `null` when it does not (section 18.3). */
export function bodyLength({ headers }: SipMessage): number | null {
  const length = /^\d{1,9}$/.exec(headers.get('content-length') ?? '')?.[0]
  return length === undefined ? null : Number(length)
}

function startOf(line: string): { method: string | null; status: number | null } | null {
  const status = RESPONSE.exec(line)?.[1]
  if (status !== undefined) return { method: null, status: Number(status) }
  const method = REQUEST.exec(line)?.[1]
  return method === undefined ? null : { method, status: null }
}

function longName(line: string): string {
  const name = /^([a-z])\s{0,8}:/i.exec(line)
  const long = name === null ? undefined : COMPACT[name[1]!.toLowerCase()]
  return long === undefined
    ? line.replace(/^([\w.-]{1,60})\s{1,8}:/, '$1:')
    : long + line.slice(name![0].length - 1)
}

const methodOf = (headers: Headers): string =>
  /^\d{1,10}\s{1,8}([A-Z]{2,20})/.exec(headers.get('cseq') ?? '')?.[1] ?? ''

const isLetter = (octet: number | undefined): boolean =>
  octet !== undefined && ((octet >= 65 && octet <= 90) || (octet >= 97 && octet <= 122))
