/** HTTP/1.1 and 1.0 (RFC 9110, 9112; authentication of RFC 7617 and 7616), over any stream. */
import { createHash } from 'node:crypto'
import { base64, bytes } from './bytes.ts'

export type Headers = Readonly<Record<string, string>>

export interface Request {
  readonly method: string
  readonly target: string
  /** In the order they are sent; `Content-Length` is added for a body. */
  readonly headers: Headers
  readonly body?: Uint8Array | string
  readonly version?: '1.0' | '1.1'
}

export interface Response {
  readonly status: number
  readonly headers: Headers
  readonly body?: Uint8Array | string
  readonly version?: '1.0' | '1.1'
  /** Sends the body in chunks of this size (RFC 9112 section 7.1) instead of stating its length. */
  readonly chunked?: number
  /** Answer to HEAD: says what a body would be, and sends none. */
  readonly headOnly?: boolean
}

const REASONS: Readonly<Record<number, string>> = {
  101: 'Switching Protocols',
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** A request. */
export function request(r: Request): Uint8Array {
  const body = bytes(r.body ?? '')
  const length = r.body === undefined ? {} : { 'Content-Length': String(body.length) }
  return bytes(
    `${r.method} ${r.target} HTTP/${r.version ?? '1.1'}\r\n${lines({ ...r.headers, ...length })}\r\n`,
    body,
  )
}

/** The usual request for a page. */
export const get = (host: string, target: string, headers: Headers = {}): Uint8Array =>
  request({ method: 'GET', target, headers: { Host: host, ...headers } })

/** A response; every one but 1xx, 204 and 304 states the length of its body. */
export function response(r: Response): Uint8Array {
  const body = bytes(r.body ?? '')
  const start = `HTTP/${r.version ?? '1.1'} ${r.status} ${REASONS[r.status] ?? 'Unknown'}\r\n`
  if (r.chunked !== undefined)
    return bytes(
      start,
      lines({ ...r.headers, 'Transfer-Encoding': 'chunked' }),
      '\r\n',
      chunks(body, r.chunked),
    )
  const bodiless = r.status < 200 || r.status === 204 || r.status === 304
  const length = bodiless ? {} : { 'Content-Length': String(body.length) }
  return bytes(start, lines({ ...r.headers, ...length }), '\r\n', ...(r.headOnly === true ? [] : [body]))
}

const lines = (headers: Headers): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')

function chunks(body: Uint8Array, size: number): Uint8Array {
  const parts: (Uint8Array | string)[] = []
  for (let at = 0; at < body.length; at += size) {
    const chunk = body.subarray(at, at + size)
    parts.push(`${chunk.length.toString(16)}\r\n`, chunk, '\r\n')
  }
  return bytes(...parts, '0\r\n\r\n')
}

/** Value of `Authorization` under the Basic scheme (RFC 7617). */
export const basic = (user: string, password: string): string => `Basic ${base64(`${user}:${password}`)}`

/** Value of `Authorization` or `WWW-Authenticate` that carries a token of NTLM or SPNEGO (RFC 4559). */
export const token = (scheme: 'NTLM' | 'Negotiate', blob: Uint8Array): string => `${scheme} ${base64(blob)}`

export interface DigestChallenge {
  readonly realm: string
  readonly nonce: string
  readonly opaque?: string
  /** Without it the older form of RFC 2069. */
  readonly qop?: 'auth'
}

/** Value of `WWW-Authenticate` under the Digest scheme (RFC 7616), MD5 as devices still ask. */
export function digestChallenge(c: DigestChallenge): string {
  const qop = c.qop === undefined ? '' : `, qop="${c.qop}"`
  const opaque = c.opaque === undefined ? '' : `, opaque="${c.opaque}"`
  return `Digest realm="${c.realm}", nonce="${c.nonce}"${opaque}, algorithm=MD5${qop}`
}

/** Value of `Authorization` that answers a Digest challenge for one request. */
export function digest(
  c: DigestChallenge,
  user: string,
  password: string,
  asked: {
    readonly method: string
    readonly target: string
    readonly clientNonce?: string
    readonly count?: number
  },
): string {
  const secret = md5(`${user}:${c.realm}:${password}`)
  const what = md5(`${asked.method}:${asked.target}`)
  const count = (asked.count ?? 1).toString(16).padStart(8, '0')
  const own = asked.clientNonce ?? md5(c.nonce).slice(0, 16)
  const proof =
    c.qop === undefined
      ? md5(`${secret}:${c.nonce}:${what}`)
      : md5(`${secret}:${c.nonce}:${count}:${own}:${c.qop}:${what}`)
  const quality = c.qop === undefined ? '' : `, qop=${c.qop}, nc=${count}, cnonce="${own}"`
  const opaque = c.opaque === undefined ? '' : `, opaque="${c.opaque}"`
  return `Digest username="${user}", realm="${c.realm}", nonce="${c.nonce}", uri="${asked.target}", response="${proof}", algorithm=MD5${opaque}${quality}`
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
