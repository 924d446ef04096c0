/** Heads of RTSP messages (RFC 2326 sections 4 to 7): start line, header fields, length of the body. */
import { decodeText } from '../../wire/lines.ts'
import { latin1 } from '../../wire/text.ts'
import { Headers } from '../http/headers.ts'

const REQUEST =
  /^([A-Z][A-Z_]{2,19}) (\*|rtspu?:\/\/\S{1,2000}|rtsps:\/\/\S{1,2000}|\/\S{0,2000}) RTSP\/[12]\.\d$/
const RESPONSE = /^RTSP\/[12]\.\d (\d{3})(?: |$)/
/** Longest start line that is waited for, in octets. */
const MAX_START = 2100

export interface RtspHead {
  /** Empty for responses. */
  readonly method: string
  readonly target: string
  /** `null` for requests. */
  readonly status: number | null
  readonly headers: Headers
  readonly bodyLength: number
}

/** Do these octets begin what this side sends? */
export function beginsRtsp(bytes: Uint8Array, side: 'client' | 'server'): 'yes' | 'no' | 'more' {
  if (bytes.length === 0) return 'more'
  const newline = bytes.subarray(0, MAX_START).indexOf(10)
  const line = latin1.decode(bytes.subarray(0, newline < 0 ? MAX_START : newline)).replace(/\r$/, '')
  if (side === 'server') {
    if (newline >= 0) return RESPONSE.test(line) ? 'yes' : 'no'
    return 'RTSP/'.startsWith(line.slice(0, 5)) ? 'more' : 'no'
  }
  if (newline >= 0) return REQUEST.test(line) ? 'yes' : 'no'
  // The scheme is that of RTSP alone; a method may be that of other protocols.
  if (/^[A-Z][A-Z_]{2,19} rtsp[su]?:\/\//.test(line)) return line.length >= 1000 ? 'yes' : 'more'
  const may = /^[A-Z][A-Z_]{0,19}(?: (?:\*?|\*? RTSP\/?[\d.]{0,3}|r|rt|rts|rtsp[su]?:?\/?|\/\S{0,2000}))?$/
  return bytes.length < MAX_START && may.test(line) ? 'more' : 'no'
}

/** A head that ends with its empty line; `null` when it is none. */
export function readHead(bytes: Uint8Array): RtspHead | null {
  const [first = '', ...lines] = decodeText(bytes)
    .replace(/\r?\n[ \t]{1,80}/g, ' ')
    .split(/\r?\n/)
  const request = REQUEST.exec(first)
  const status = request === null ? RESPONSE.exec(first)?.[1] : undefined
  if (request === null && status === undefined) return null
  const headers = new Headers()
  for (const line of lines) headers.add(line)
  const length = /^\d{1,7}$/.exec(headers.get('content-length') ?? '')?.[0]
  return {
    method: request?.[1] ?? '',
    target: request?.[2] ?? '',
    status: status === undefined ? null : Number(status),
    headers,
    bodyLength: Number(length ?? 0),
  }
}

/** Path of a target, with the names of its query but without login and values that are no numbers. */
export function pathOf(target: string): string {
  const path = target.replace(/^rtsp[su]?:\/\/[^/]{0,300}/, '')
  const query = path.indexOf('?')
  if (query < 0) return path
  // `/cam/realmonitor?channel=1&subtype=0` is a maker's; a login may stand there, too.
  const parts = path.slice(query + 1).split('&', 16)
  return `${path.slice(0, query)}?${parts.map((part) => (/^\w{1,30}=\d{1,4}$/.test(part) ? part : part.split('=', 1)[0])).join('&')}`
}

/** A login in the authority of a URL (RFC 3986 section 3.2.1), or as `user=` and `password=` of the query. */
export function loginOf(target: string): { user: string; password: string } | null {
  const authority = /^rtsp[su]?:\/\/([^/@:]{0,128}):([^/@]{1,128})@/.exec(target)
  if (authority !== null) return { user: decoded(authority[1]!), password: decoded(authority[2]!) }
  const user = /[?&/_](?:user|usr|username)=([^&/_]{1,128})/i.exec(target)?.[1]
  const password = /[?&/_](?:password|pwd|passwd|pass)=([^&/_]{1,128})/i.exec(target)?.[1]
  return password === undefined ? null : { user: decoded(user ?? ''), password: decoded(password) }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
