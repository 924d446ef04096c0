/** Header fields of an HTTP message (RFC 9110 section 5), and the small grammars inside their values. */

import { decodeText } from '../../wire/lines.ts'
import { decodeToken } from '../ntlmssp/ntlmssp.ts'
import { MAX_USER } from '../sasl.ts'

/** Fields of a message that are looked at; more are dropped. */
const MAX_FIELDS = 100

/** Fields by lower-case name; a name may come several times. */
export class Headers {
  private readonly fields = new Map<string, string[]>()
  private count = 0

  /** Takes one line `name: value`; lines that are none are ignored. */
  add(line: string): void {
    const colon = line.indexOf(':')
    if (colon < 1 || ++this.count > MAX_FIELDS) return
    const name = line.slice(0, colon).toLowerCase()
    const values = this.fields.get(name)
    const value = line.slice(colon + 1).trim()
    if (values === undefined) this.fields.set(name, [value])
    else values.push(value)
  }

  has(name: string): boolean {
    return this.fields.has(name)
  }

  /** The first value of a field, `null` without. */
  get(name: string): string | null {
    return this.fields.get(name)?.[0] ?? null
  }

  all(name: string): readonly string[] {
    return this.fields.get(name) ?? []
  }
}

/** Media type without parameters, lower case (RFC 9110 section 8.3). */
export const mediaType = (value: string | null): string | null =>
  /^\s*([\w.+-]{1,60}\/[\w.+-]{1,80})/.exec(value ?? '')?.[1]?.toLowerCase() ?? null

/** Cookie names that say which product made them are words; values, and names with ids in them, say who uses it. */
export function cookieName(pair: string): string | null {
  const name = pair.split('=', 1)[0]!.trim()
  if (!/^[A-Za-z][\w.-]{1,39}$/.test(name)) return null
  if (/^ASPSESSIONID[A-Z]{8}$/.test(name)) return 'ASPSESSIONID'
  return /\d{5}|[0-9a-f]{12}/i.test(name) ? null : name
}

/** A challenge or credentials of HTTP authentication (RFC 9110 section 11). */
export interface Auth {
  readonly scheme: string
  /** What follows the scheme. */
  readonly rest: string
}

const SCHEME =
  /(?:^|,)\s*(Basic|Digest|NTLM|Negotiate|Kerberos|Bearer|OAuth|Hawk|HOBA|SCRAM-[\w-]{1,12})(?=[\s,]|$)/gi

/** The challenges of one field; several may stand in it, split by commas like their parameters. */
export function challenges(value: string): Auth[] {
  const found = [...value.matchAll(SCHEME)].slice(0, 8)
  if (found.length === 0) {
    const scheme = /^[A-Za-z][\w-]{0,39}(?=\s|$)/.exec(value)?.[0]
    return scheme === undefined ? [] : [{ scheme, rest: value.slice(scheme.length).trim() }]
  }
  return found.map((match, i) => ({
    scheme: match[1]!,
    rest: value.slice(match.index + match[0].length, found[i + 1]?.index ?? value.length).trim(),
  }))
}

/** A parameter `name="value"` or `name=value` of a challenge. */
export function parameter(rest: string, name: string): string | null {
  const match = new RegExp(
    `(?:^|[\\s,])${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.){0,300})|([^\\s,"]{1,300}))`,
    'i',
  ).exec(rest)
  return match?.[1]?.replace(/\\(.)/g, '$1') ?? match?.[2] ?? null
}

/** User and password of Basic credentials (RFC 7617). */
export function basicLogin(token: string): { user: string; password: string } | null {
  const text = decodeText(decodeToken(token))
  const colon = text.indexOf(':')
  return colon < 0
    ? null
    : { user: text.slice(0, Math.min(colon, MAX_USER)), password: text.slice(colon + 1) }
}

/** The host in a Host field if it is a name: an address says nothing new. */
export function hostName(value: string | null): string | null {
  const host = (value ?? '').replace(/:\d{1,5}$/, '').replace(/\.$/, '')
  if (!/^[\w-]{1,63}(\.[\w-]{1,63}){0,10}$/.test(host) || !/[a-z]/i.test(host)) return null
  return host.toLowerCase()
}
