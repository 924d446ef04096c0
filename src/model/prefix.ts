/** Address ranges: CIDR prefixes, and which addresses are special by the registries of RFC 6890. */
import { type Ip, ipWords, isIp6, parseIp } from './ip.ts'

/** A CIDR range; `words` are the network address, `bits` its length (0-32 or 0-128). */
export interface Prefix {
  readonly text: string
  readonly six: boolean
  readonly bits: number
  readonly words: readonly number[]
}

/** Reads `10.0.0.0/8`, `fd00::/8` or a single address; `null` if it is none. */
export function parsePrefix(text: string): Prefix | null {
  const [address = '', length] = text.trim().split('/')
  const ip = parseIp(address)
  if (ip === null) return null
  const six = isIp6(ip)
  const most = six ? 128 : 32
  const bits = length === undefined ? most : Number(length)
  if (!Number.isInteger(bits) || bits < 0 || bits > most) return null
  const words = ipWords(ip)
  return { text, six, bits, words: six ? words : [words[3]] }
}

export function inPrefix(ip: Ip, prefix: Prefix): boolean {
  if (isIp6(ip) !== prefix.six) return false
  const all = ipWords(ip)
  const words = prefix.six ? all : [all[3]]
  let left = prefix.bits
  for (let i = 0; left > 0; i++, left -= 32) {
    const mask = left >= 32 ? -1 : ~(0xffffffff >>> left)
    if (((words[i]! ^ prefix.words[i]!) & mask) !== 0) return false
  }
  return true
}

const prefixes = (...texts: string[]): readonly Prefix[] => texts.map((t) => parsePrefix(t) as Prefix)

const LOCAL_6 = prefixes(
  'fc00::/7', // RFC 4193
  'fe80::/10', // RFC 4291
  '::1/128', // RFC 4291
)
// The checks below are asked for every fact that is observed, so they read the text instead of parsing it.

const firstOctet = (ip: Ip): number => Number(ip.slice(0, ip.indexOf('.')))

/** Private by registry: RFC 1918, 4193, 6598, link-local (RFC 3927, 4291), loopback (RFC 1122). */
export function isPrivate(ip: Ip): boolean {
  if (isIp6(ip)) return LOCAL_6.some((p) => inPrefix(ip, p))
  const first = firstOctet(ip)
  if (first === 10 || first === 127) return true
  if (first !== 172 && first !== 192 && first !== 100 && first !== 169) return false
  const at = ip.indexOf('.') + 1
  const second = Number(ip.slice(at, ip.indexOf('.', at)))
  if (first === 172) return second >= 16 && second < 32
  if (first === 100) return second >= 64 && second < 128
  return second === (first === 192 ? 168 : 254)
}

/** RFC 3927 and RFC 4291 section 2.5.6. */
export const isLinkLocal = (ip: Ip): boolean => ip.startsWith('169.254.') || /^fe[89ab].:/.test(ip)

/** RFC 1122 section 3.2.1.3 and RFC 4291 section 2.5.3. */
export const isLoopback = (ip: Ip): boolean => ip.startsWith('127.') || ip === '::1'

/** 224.0.0.0/4 (RFC 5771) and ff00::/8 (RFC 4291 section 2.7). */
export function isMulticast(ip: Ip): boolean {
  if (isIp6(ip)) return /^ff..:/.test(ip)
  const first = firstOctet(ip)
  return first >= 224 && first < 240
}

/** One host can own it: not multicast, broadcast, reserved (240.0.0.0/4) or unspecified (0.0.0.0/8, ::). */
export function isHostAddress(ip: Ip): boolean {
  if (isIp6(ip)) return ip !== '::' && !/^ff..:/.test(ip)
  const first = firstOctet(ip)
  return first > 0 && first < 224
}
