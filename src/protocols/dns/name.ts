/**
 * Domain names on the wire: labels with compression pointers (RFC 1035 sections 3.1 and 4.1.4), as text with
 * the escapes of section 5.1. Bounded: 255 octets a name, and every pointer leads further back than the last.
 */

import { type Ip, ip6At, parseIp } from '../../model/ip.ts'
import type { Cursor } from '../../wire/cursor.ts'
import { latin1 } from '../../wire/text.ts'

export interface DnsName {
  /** Labels joined with dots, no dot at the end; a dot within a label is `\.`, an odd byte `\DDD`. Root is ''. */
  readonly text: string
  /** The labels as they are, without escapes. */
  readonly labels: readonly string[]
}

/** Octets of a name with its length octets, RFC 1035 section 3.1. */
const MAX_NAME = 255

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Reads the name at the cursor and moves behind it. `null`: cut (then `missing` is set) or a forbidden pointer. */
export function readName(c: Cursor): DnsName | null {
  const { bytes } = c
  const labels: string[] = []
  let at = c.at
  let after = -1
  let octets = 0
  let lowest = c.at
  for (;;) {
    // Behind a pointer the name lies anywhere before it in the message, so the cursor's own end no longer binds.
    const end = after < 0 ? c.end : bytes.length
    if (at >= end) return cut(c)
    const length = bytes[at]!
    if (length === 0) break
    if (length >= 0xc0) {
      if (at + 1 >= end) return cut(c)
      const target = ((length & 0x3f) << 8) | bytes[at + 1]!
      if (target >= lowest) return null
      if (after < 0) after = at + 2
      lowest = target
      at = target
      continue
    }
    octets += length + 1
    if (length > 63 || octets > MAX_NAME) return null
    if (at + 1 + length > end) return cut(c)
    labels.push(labelText(bytes.subarray(at + 1, at + 1 + length)))
    at += 1 + length
  }
  c.at = after < 0 ? at + 1 : after
  return { text: labels.map(escapeLabel).join('.'), labels }
}

function cut(c: Cursor): null {
  c.missing = true
  return null
}

function labelText(bytes: Uint8Array): string {
  if (bytes.every((byte) => byte < 0x80)) return latin1.decode(bytes)
  try {
    return utf8.decode(bytes)
  } catch {
    return latin1.decode(bytes)
  }
}

const escapeLabel = (label: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is escaped
  label.replace(/[.\\\u0000-\u001f\u007f-\u009f]/g, (char) =>
    char === '.' || char === '\\' ? `\\${char}` : `\\${String(char.charCodeAt(0)).padStart(3, '0')}`,
  )

/** The address that a name under in-addr.arpa (RFC 1035 section 3.5) or ip6.arpa (RFC 3596) stands for, or `null`. */
export function reverseAddress(name: DnsName): Ip | null {
  const { labels } = name
  const zone = labels.slice(-2).join('.').toLowerCase()
  if (zone === 'in-addr.arpa' && labels.length === 6) return parseIp(labels.slice(0, 4).reverse().join('.'))
  if (zone !== 'ip6.arpa' || labels.length !== 34) return null
  const nibbles = labels.slice(0, 32).reverse().join('')
  return /^[0-9a-f]{32}$/i.test(nibbles) ? ip6At(Uint8Array.from(Buffer.from(nibbles, 'hex')), 0) : null
}

/** A service name (RFC 6763 section 4.1, RFC 2782): what stands before, `_service._proto`, and the domain behind. */
export interface ServiceName {
  /** Instance name, or '' when the name is the service type itself. */
  readonly instance: string
  /** `_ipp._tcp`, lower case */
  readonly service: string
  readonly domain: string
}

/** Splits `Instance._service._tcp.domain`; `null` if the name holds no service type. */
export function serviceName({ labels }: DnsName): ServiceName | null {
  const proto = labels.findIndex((label, i) => i > 0 && /^_(tcp|udp)$/i.test(label))
  const service = labels[proto - 1]
  if (service === undefined || !/^_[a-z0-9][a-z0-9_-]{0,30}$/i.test(service)) return null
  const before = labels.slice(0, proto - 1)
  return {
    // `_printer._sub._http._tcp` (RFC 6763 section 7.1) names a subtype, not an instance.
    instance: before.at(-1) === '_sub' ? '' : before.join('.'),
    service: `${service}.${labels[proto]}`.toLowerCase(),
    domain: labels
      .slice(proto + 1)
      .join('.')
      .toLowerCase(),
  }
}
