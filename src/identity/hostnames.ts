/** The names of a host, best first: what it calls itself before what others call it. */
import type { Claim } from '../model/asset.ts'
import { parseIp } from '../model/ip.ts'
import { parseMac } from '../model/mac.ts'
import { LEAST_WEIGHT, weigh } from './verdict.ts'

/** Names shown of one host. */
const MOST_NAMES = 16

/** Every spelling with enough weight; spellings that differ only in case are one, the strongest. */
export function hostnamesFrom(claims: readonly Claim[]): string[] {
  const named = claims.filter((c) => c.attribute === 'hostname' && isHostname(c.value))
  return weigh(named, (value) => value.toLowerCase().replace(/\.$/, ''))
    .filter((w) => w.weight >= LEAST_WEIGHT)
    .slice(0, MOST_NAMES)
    .map((w) => w.value.replace(/\.$/, ''))
}

/**
 * Can it be the name of one host? Addresses are none, nor what every host or a whole group of hosts answers to
 * (loopback names of RFC 6761 section 6.3, wildcards of NetBIOS, names that stand for "not set").
 */
export function isHostname(text: string): boolean {
  const name = text.replace(/\.$/, '').toLowerCase()
  if (name === '' || name.length > 255 || !/[a-z0-9\u0080-\uffff]/.test(name)) return false
  if (parseIp(name) !== null || parseMac(name) !== null || /^[\d.]+$/.test(name)) return false
  const [first = '', second = ''] = name.split('.', 2)
  return !NO_NAMES.has(first) && !name.startsWith('*') && second !== 'in-addr' && !name.endsWith('.arpa')
}

const NO_NAMES: ReadonlySet<string> = new Set([
  'localhost',
  'localhost4',
  'localhost6',
  'ip6-localhost',
  'broadcasthost',
  '(none)',
  'none',
  'null',
  'unknown',
  'unnamed',
  'undefined',
  'n/a',
  'not set',
  '__msbrowse__',
  '__samba__',
  'mshome',
  'workgroup',
])
