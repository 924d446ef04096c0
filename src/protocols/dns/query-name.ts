/**
 * What is kept of a name that a client asks for: enough to tell whose cloud or server it is, few enough
 * different ones to keep. Names that programs make up (trackers, tunnels, device ids) shrink to their zone.
 */
import { type DnsName, serviceName } from './name.ts'

/** Labels kept of a long name, from the right; vendor clouds are told by fewer. */
const MOST_LABELS = 4
/** Characters from which on a label is no longer a word people chose (63 are allowed); our threshold. */
const LONG_LABEL = 30

/** The name worth keeping, lower case; `null` when it holds no host name (reverse names, odd characters). */
export function keptName(name: DnsName): string | null {
  const labels = name.labels.map((label) => label.toLowerCase())
  if (labels.length === 0 || labels.at(-1) === 'arpa') return null
  const kept = labels.slice(-MOST_LABELS)
  const random = kept.slice(0, -2).findLastIndex(looksMadeUp)
  const host = kept.slice(random + 1)
  return host.every((label) => /^[a-z0-9_-]{1,63}$/.test(label)) ? host.join('.') : null
}

/** The zone (last two labels) under which a name with a very long made-up label was asked; a sign of tunnels. */
export function longRandomZone({ labels }: DnsName): string | null {
  const made = labels.slice(0, -2).some((label) => label.length > LONG_LABEL && looksEncoded(label))
  return made ? labels.slice(-2).join('.').toLowerCase() : null
}

/** Service labels of a service query such as `_ldap._tcp.dc._msdcs`, without site and domain; or `null`. */
export function queriedService(name: DnsName): { service: string; domain: string } | null {
  const found = serviceName(name)
  if (found === null) return null
  const behind = found.domain.split('.')
  const directory = behind.indexOf('_msdcs')
  // [MS-ADTS] section 6.3.6: `_ldap._tcp[.site._sites][.dc]._msdcs.domain`
  const kind = behind[directory - 1] ?? ''
  if (directory < 0) return { service: found.service, domain: behind.filter(notSite).join('.') }
  return {
    service: [found.service, /^(dc|gc|pdc)$/.test(kind) ? kind : '', '_msdcs'].filter(Boolean).join('.'),
    domain: behind.slice(directory + 1).join('.'),
  }
}

/** `site._sites` names a place within the domain, not the domain. */
const notSite = (label: string, i: number, all: readonly string[]): boolean =>
  label !== '_sites' && all[i + 1] !== '_sites'

/** Digits strewn among letters, and no UUID: directory servers are called by one ([MS-ADTS] section 6.3.2). */
function looksEncoded(label: string): boolean {
  const digits = label.replace(/[^0-9]/g, '').length
  return (
    digits >= 3 && label.length - digits >= 6 && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(label)
  )
}

/** Long, or letters and digits mixed as no naming scheme does: hex ids, hashes, encoded data. */
function looksMadeUp(label: string): boolean {
  if (label.length > LONG_LABEL) return true
  const digits = label.replace(/[^0-9]/g, '').length
  const letters = label.replace(/[^a-z]/gi, '').length
  if (/^[0-9a-f-]{12,}$/i.test(label) && digits > 0) return true
  return label.length >= 12 && digits >= 4 && letters >= 4 && /[a-z]\d+[a-z]+\d/i.test(label)
}
