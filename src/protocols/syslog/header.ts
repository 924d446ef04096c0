/**
 * Headers of syslog messages: RFC 5424, RFC 3164 as devices really write it (with sequence numbers, ISO times,
 * without a host), and the vendor headers of CEF and LEEF inside the text.
 */

export interface SyslogHeader {
  /** HOSTNAME field; the device or, behind a relay, another one. */
  readonly host: string | null
  /** APP-NAME (5424) or TAG (3164) without process id. */
  readonly app: string | null
  /** MSGID (5424). */
  readonly messageId: string | null
  /** SD-IDs with their parameters (5424). */
  readonly data: readonly StructuredData[]
  readonly text: string
}

export interface StructuredData {
  readonly id: string
  readonly parameters: ReadonlyMap<string, string>
}

/** Structured data elements, and parameters of one, that are read at most. */
const MAX_ELEMENTS = 8
const MAX_PARAMETERS = 16

/** PRI is at most 191: facility 23, severity 7 (RFC 5424 section 6.2.1). */
const PRIORITY = /^<(\d{1,3})>/

/** Length of the `<PRI>` a message begins with; 0 without a valid one. */
export function priorityLength(text: string): number {
  const pri = PRIORITY.exec(text)
  return pri !== null && Number(pri[1]) <= 191 && !/^0\d/.test(pri[1]!) ? pri[0].length : 0
}

/** Reads what follows `<PRI>`. */
export function readHeader(text: string): SyslogHeader {
  return readModern(text) ?? readOld(text)
}

/** RFC 5424 section 6: version, time, host, app, process, message id, then structured data; `-` means none. */
function readModern(text: string): SyslogHeader | null {
  const head = /^1 (\S{1,40}) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) ?/.exec(text)
  if (head === null || !/^(-$|\d{4}-\d\d-\d\dT)/.test(head[1]!)) return null
  const { data, end } = readData(text, head[0].length)
  return {
    host: given(head[2]!),
    app: given(head[3]!),
    messageId: given(head[5]!),
    data,
    text: text.slice(end).replace(/^ ?\ufeff?/, ''),
  }
}

const given = (value: string): string | null => (value === '-' ? null : value)

/** Section 6.3: `[id name="value" ...][...]`, with `\"`, `\\` and `\]` escaped. */
function readData(text: string, start: number): { data: StructuredData[]; end: number } {
  const data: StructuredData[] = []
  if (text[start] === '-') return { data, end: start + 1 }
  let at = start
  while (text[at] === '[' && data.length < MAX_ELEMENTS) {
    const id = /^[^\s=\]"]{1,48}/.exec(text.slice(at + 1, at + 50))?.[0]
    if (id === undefined) break
    at += 1 + id.length
    const parameters = new Map<string, string>()
    while (text[at] === ' ' && parameters.size < MAX_PARAMETERS) {
      const name = /^ +([^\s=\]"]{1,32})="/.exec(text.slice(at, at + 50))
      if (name === null) break
      const close = closingQuote(text, at + name[0].length)
      parameters.set(name[1]!, text.slice(at + name[0].length, close).replace(/\\(["\\\]])/g, '$1'))
      at = close + 1
    }
    data.push({ id, parameters })
    if (text[at] !== ']') break
    at++
  }
  return { data, end: Math.min(at, text.length) }
}

function closingQuote(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return Math.min(at, text.length)
}

/** `Mmm dd hh:mm:ss`, perhaps with year, fraction, zone; or ISO 8601. Cisco puts `*` or `.` in front of an unset clock. */
const TIME =
  /^[*.]?(?:[A-Z][a-z]{2} {1,2}\d{1,2} (?:\d{4} )?\d\d:\d\d:\d\d(?:\.\d{1,6})?(?: \d{4})?(?: [A-Z]{3,5}(?=[: ]))?|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?):? ?/
/** Cisco: sequence number, or host and sequence number, before the time. */
const SEQUENCE = /^(?:(\d{1,10}): )?(?:([\w.-]{1,64}): )?(?=[*.]?[A-Z][a-z]{2} {1,2}\d)/
/** Program, perhaps with its process id; without a time before it only the id makes sure that it is one. */
const TAG = /^([A-Za-z_][\w./-]{0,47})(\[[^\]\s]{0,32}\])?: ?/

/** RFC 3164 section 4: time, host, tag; the host is left out by many devices. */
function readOld(text: string): SyslogHeader {
  const sequence = SEQUENCE.exec(text)
  let rest = text.slice(sequence?.[0].length ?? 0)
  let host = sequence?.[2] ?? null
  const time = TIME.exec(rest)
  if (time !== null) {
    rest = rest.slice(time[0].length)
    const word = /^([\w.:-]{1,255}) /.exec(rest)
    if (host === null && word !== null && !word[1]!.endsWith(':') && isHostLike(word[1]!, rest)) {
      host = word[1]!
      rest = rest.slice(word[0].length)
    }
  }
  const tag = TAG.exec(rest)
  const sure = time !== null || tag?.[2] !== undefined
  return { host, app: sure ? (tag?.[1] ?? null) : null, messageId: null, data: [], text: rest }
}

/** A word is taken for the host if a tag or a mnemonic follows it, or if it looks like a host name or address. */
const isHostLike = (word: string, rest: string): boolean =>
  TAG.test(rest.slice(word.length + 1)) ||
  /^%/.test(rest.slice(word.length + 1)) ||
  /^([A-Za-z][\w-]*[\d.-]|\d{1,3}(\.\d{1,3}){3}$|[\da-f]{0,4}:)/.test(word)

/** `%FACILITY-SEVERITY-MNEMONIC` of Cisco and those who write like it. */
export function mnemonic(text: string): string | null {
  return (
    /%[A-Z][A-Z0-9_]{1,30}(?:-[A-Z0-9_]{1,30}){0,2}-[0-7]-[A-Z0-9_]{2,40}/.exec(text.slice(0, 200))?.[0] ??
    null
  )
}

/** Vendor, product and version of CEF (`CEF:0|...`) and LEEF (`LEEF:1.0|...`) headers. */
export function eventSource(text: string): readonly [string, string, string] | null {
  const head = /(?:CEF:\d|LEEF:\d\.\d)\|([^|]{1,64})\|([^|]{1,64})\|([^|]{0,64})\|/.exec(text.slice(0, 400))
  return head === null ? null : [head[1]!, head[2]!, head[3]!]
}
