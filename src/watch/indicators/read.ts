/**
 * Indicators that others publish: STIX 2.1 bundles, MISP events, and lists in CSV or one a line. Of each, the kind,
 * the value, and where it is from.
 */
import { type Ip, parseIp } from '../../model/ip.ts'

export type IndicatorKind = 'ip' | 'domain' | 'ja4' | 'hash'

export interface Indicator {
  readonly kind: IndicatorKind
  /** Lower case; addresses as RFC 5952 writes them. */
  readonly value: string
  /** What it belongs to, as its publisher says, cut to a line. */
  readonly name: string
}

/** Why a file was not understood, for a person. */
export class IndicatorError extends Error {}

/** Indicators taken of one file, and characters of a name. */
const MOST_INDICATORS = 500_000
const MOST_NAME = 80

/** Throws {@link IndicatorError} where nothing can be made of the text. */
export function readIndicators(text: string): Indicator[] {
  const found = /^\s*[[{]/.test(text) ? fromJson(text) : fromLines(text)
  if (found.length === 0)
    throw new IndicatorError('holds no address, domain, JA4 or hash that was understood')
  return found.slice(0, MOST_INDICATORS)
}

interface Json {
  readonly [name: string]: unknown
}
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])

function fromJson(text: string): Indicator[] {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw new IndicatorError('is not JSON')
  }
  const documents = Array.isArray(given) ? given.filter(isObject) : isObject(given) ? [given] : []
  return documents.flatMap((d) => (d.type === 'bundle' ? fromStix(d) : fromMisp(d)))
}

/** STIX 2.1 section 4.7: the pattern of an indicator compares observable properties with constants (section 9). */
function fromStix(bundle: Json): Indicator[] {
  return listOf(bundle.objects)
    .filter((o) => o.type === 'indicator' && o.revoked !== true)
    .flatMap((o) =>
      [...textOf(o.pattern).matchAll(COMPARISON)].flatMap(([, path = '', value = '']) =>
        indicator(stixKind(path), value.replaceAll("\\'", "'"), textOf(o.name)),
      ),
    )
}
const COMPARISON = /([a-z0-9-]+:[\w.'"-]+)\s*=\s*'((?:[^'\\]|\\.)*)'/gi

function stixKind(path: string): IndicatorKind | null {
  if (/^ipv[46]-addr:value$/i.test(path)) return 'ip'
  if (/^domain-name:value$/i.test(path)) return 'domain'
  if (/ja4/i.test(path)) return 'ja4'
  return /:hashes\./i.test(path) ? 'hash' : null
}

/** MISP core format: attributes of an event, and of the objects in it. */
function fromMisp(document: Json): Indicator[] {
  const event = isObject(document.Event) ? document.Event : document
  const attributes = [...listOf(event.Attribute), ...listOf(event.Object).flatMap((o) => listOf(o.Attribute))]
  return attributes
    .filter((a) => a.deleted !== true)
    .flatMap((a) => {
      // `domain|ip` and `ip-dst|port` hold two values.
      const kinds = textOf(a.type).split('|')
      const values = textOf(a.value).split('|')
      return kinds.flatMap((kind, i) =>
        indicator(MISP_KINDS[kind] ?? null, values[i] ?? '', textOf(event.info)),
      )
    })
}
const MISP_KINDS: Readonly<Record<string, IndicatorKind>> = {
  'ip-src': 'ip',
  'ip-dst': 'ip',
  ip: 'ip',
  domain: 'domain',
  hostname: 'domain',
  'ja4-fingerprint': 'ja4',
  ja4: 'ja4',
  md5: 'hash',
  sha1: 'hash',
  sha256: 'hash',
  'x509-fingerprint-sha1': 'hash',
  'x509-fingerprint-sha256': 'hash',
}

/** Each cell of each line that looks like one; a further cell is its name. `#` begins a comment. */
function fromLines(text: string): Indicator[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const cells = line
      .replace(/^\s*#.*$/, '')
      .split(/[,;\t]/)
      .map((cell) => cell.trim().replace(/^"|"$/g, ''))
    const kinds = cells.map(kindOf)
    const name = cells.find((cell, i) => kinds[i] === null && cell !== '') ?? ''
    return cells.flatMap((cell, i) => indicator(kinds[i] ?? null, cell, name))
  })
}

function kindOf(text: string): IndicatorKind | null {
  if (parseIp(text) !== null) return 'ip'
  if (JA4.test(text)) return 'ja4'
  if (HASH.test(text)) return 'hash'
  return DOMAIN.test(text) && /[a-z]/i.test(text) ? 'domain' : null
}
/** MD5, SHA-1 and SHA-256 in hexadecimal; JA4 as its authors write it. */
const HASH = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i
const JA4 = /^[tqd](?:\d\d|s[23]|d[123])[di]\d{4}[0-9a-z]{2}_[0-9a-f]{12}_[0-9a-f]{12}$/i
const DOMAIN = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}\.?$/i

function indicator(kind: IndicatorKind | null, text: string, name: string): Indicator[] {
  // Reports write addresses so that nobody clicks them: `203[.]0[.]113[.]7`.
  const plain = text
    .trim()
    .replaceAll('[.]', '.')
    .replace(/^hxxps?:\/\//i, '')
    .toLowerCase()
  const value: string | Ip | null =
    kind === 'ip'
      ? parseIp(plain)
      : kind === 'domain'
        ? plain.replace(/\.$/, '')
        : kind === null
          ? null
          : plain.replaceAll(':', '')
  if (kind === null || value === null || value === '') return []
  if (kind === 'domain' && !DOMAIN.test(value)) return []
  return [{ kind, value, name: name.replace(/\s+/g, ' ').slice(0, MOST_NAME) }]
}
