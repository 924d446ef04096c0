/** What a request tells about who sends it, and what its answer will mean. */
import { parseIp } from '../../model/ip.ts'
import { reportAuthText } from '../ntlmssp/gss.ts'
import type { About, StreamReport, StreamSide } from '../protocol.ts'
import { dicomWebService } from './dicomweb.ts'
import { CLIENT_HEADERS } from './fields.ts'
import {
  basicLogin,
  challenges,
  cookieName,
  type Headers,
  hostName,
  mediaType,
  parameter,
} from './headers.ts'

/** A request that waits for its response. */
export interface Exchange {
  readonly method: string
  /** Subprotocols of WebSocket that it offers. */
  readonly webSocket: string | null
  /** The answer comes from somewhere else. */
  readonly proxied: boolean
  readonly login: { readonly user: string; readonly password: string } | null
  /** Word in the path that makes it an administrative page, and nothing was presented to see it. */
  readonly openAdmin: string | null
  /** Nothing was presented that could be a login: neither credentials nor a cookie. */
  readonly anonymous: boolean
  /** Service of DICOMweb that was asked for. */
  readonly dicomWeb: string | null
}

export interface Request extends Exchange {
  /** The body is a form that may hold a login. */
  readonly form: boolean
  /** Media type of the body. */
  readonly type: string | null
}

/** Cookies of a message that are looked at. */
const MAX_COOKIES = 8
const ADMIN =
  /\/(admin|administrator|administration|config|configuration|setup|settings|system|maintenance|management|firmware|upgrade)(?=[/._-]|$)/i
/** Scheme, host and port of an absolute target (RFC 9112 section 3.2.2). */
const ORIGIN = /^https?:\/\/(\[[^\]/]{0,45}\]|[^/:?]{0,255})(?::\d{1,5})?(?=[/?]|$)/i
const FORM_TYPES = ['application/x-www-form-urlencoded', 'application/json']

/** Reports a request. `start` is its request line. */
export function reportRequest(start: string, headers: Headers, to: StreamReport): Request {
  const [method = '', asked = ''] = start.split(' ', 2)
  const origin = ORIGIN.exec(asked)
  // Some clients give the whole address to the server itself.
  const own = origin !== null && to.server.ip !== null && parseIp(origin[1]!) === to.server.ip
  const target = own ? asked.slice(origin[0].length) : asked
  const absolute = origin !== null && !own
  const proxied = absolute || method === 'CONNECT'
  const query = target.indexOf('?')
  const path = query < 0 ? target : target.slice(0, query)
  to.observe('client', 'http.method', method)
  reportClient(headers, to)
  if (proxied) to.observe('server', 'http.proxy', absolute ? 'absolute target' : 'CONNECT', false)
  else {
    to.observe('server', 'http.host-name', hostName(headers.get('host')), false)
    to.match('server', 'http.path', path)
  }
  to.match('client', 'http.request', `${method} ${absolute ? '' : (headers.get('host') ?? '')}${target}`)
  to.observe('server', 'http.upgrade', upgrade(headers), false)
  reportCookies(headers, to)
  if (query >= 0) to.observe('server', 'http.form-login', passwordField(target.slice(query + 1)), false)
  if (/^\/eMessage\b/i.test(path)) to.observe('client', 'http.remote-agent', 'Axeda')
  const dicomWeb = dicomWebService(method, path, query < 0 ? '' : target.slice(query + 1), headers)
  to.observe('client', 'http.dicomweb-used', dicomWeb)
  const login = reportLogin(headers, to)
  const type = mediaType(headers.get('content-type'))
  const anonymous = !headers.has('authorization') && !headers.has('cookie')
  return {
    method,
    webSocket: headers.get('sec-websocket-protocol'),
    proxied,
    login,
    dicomWeb,
    anonymous,
    openAdmin:
      method === 'GET' && anonymous && !proxied ? (ADMIN.exec(path)?.[1]?.toLowerCase() ?? null) : null,
    form: method !== 'GET' && FORM_TYPES.includes(type ?? ''),
    type: proxied ? null : type,
  }
}

/** `pass` is a word of its own here (`user_pass`, `loginPass`, `pass2`), not a part of `passenger`, `compass` or `bypass`. */
const PASS = '(?<![a-z])(?:user|login|admin|old|new|my|db)?pass(?![a-z])'
const PASSWORD = `passwd|password|passwort|passphrase|pwd|pswd|kennwort|${PASS}`
const IN_FORM = new RegExp(`(?:^|&)[^=&]{0,40}?(${PASSWORD})[^=&]{0,20}=[^&]`, 'i')
const IN_JSON = new RegExp(`"[^"]{0,20}?(${PASSWORD})"\\s*:\\s*"[^"]`, 'i')

/** The kind of a form field that holds a password and is not empty; its value is not taken over. */
export function passwordField(form: string): string | null {
  const found = (IN_FORM.exec(form) ?? IN_JSON.exec(form))?.[1]?.toLowerCase() ?? null
  return found?.endsWith('pass') === true ? 'pass' : found
}

/** Facts about who asks; behind a reverse proxy that is not who sends. */
function reportClient(headers: Headers, to: StreamReport): void {
  const about = asker(headers)
  to.observe('client', 'http.via', headers.get('via'))
  if (about === null) return
  to.observe(about, 'http.user-agent', headers.get('user-agent'))
  to.observe(about, 'http.content-type', mediaType(headers.get('content-type')))
  for (const [name, field] of CLIENT_HEADERS) to.observe(about, field, unquoted(headers.get(name)))
  const app = headers.get('x-requested-with')
  if (app !== 'XMLHttpRequest') to.observe(about, 'http.app-package', app)
}

function asker(headers: Headers): About<StreamSide> | null {
  const forwarded = headers.get('x-forwarded-for')
  if (forwarded === null) return headers.has('via') || headers.has('forwarded') ? null : 'client'
  const ip = parseIp(forwarded.slice(0, 64).split(',', 1)[0]!)
  return ip === null ? null : { ip }
}

const unquoted = (value: string | null): string | null => value?.replace(/^"(.*)"$/, '$1') ?? null

/** A token of RFC 9110 section 7.8. */
const upgrade = (headers: Headers): string | null =>
  /^[\w.+-]{1,30}/.exec(headers.get('upgrade') ?? '')?.[0]?.toLowerCase() ?? null

function reportCookies(headers: Headers, to: StreamReport): void {
  const pairs = (headers.get('cookie') ?? '').split(';', MAX_COOKIES)
  for (const pair of pairs) to.observe('server', 'http.cookie-name', cookieName(pair), false)
}

/** Authorization and Proxy-Authorization (RFC 9110 section 11); only Basic shows a password. */
function reportLogin(headers: Headers, to: StreamReport): Exchange['login'] {
  const auth = challenges(headers.get('authorization') ?? headers.get('proxy-authorization') ?? '')[0]
  if (auth === undefined) return null
  to.observe('server', 'http.auth-used', auth.scheme, false)
  const scheme = auth.scheme.toLowerCase()
  if (scheme === 'digest') {
    to.observe('server', 'http.digest-algorithm', parameter(auth.rest, 'algorithm') ?? 'MD5', false)
  } else if (scheme === 'ntlm' || scheme === 'negotiate') reportAuthText(to, auth.rest, 'client', 'server')
  return scheme === 'basic' ? basicLogin(auth.rest) : null
}
