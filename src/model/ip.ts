/** IP addresses: IPv4 dotted, IPv6 as RFC 5952 writes them; no zone index. */
import { isIPv4, isIPv6 } from 'node:net'
import type { Brand } from './brand.ts'

export type Ip = Brand<string, 'Ip'>

/** Reads an address in any usual spelling; `null` if it is not one. IPv4-mapped IPv6 becomes IPv4. */
export function parseIp(text: string): Ip | null {
  const bare = text
    .trim()
    .replace(/%.*$/, '')
    .replace(/^\[|\]$/g, '')
  if (isIPv4(bare)) return bare as Ip
  if (!isIPv6(bare)) return null
  return ip6At(groupsToBytes(bare), 0)
}

function groupsToBytes(text: string): Uint8Array {
  const tail4 = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text)
  const hex = tail4 ? `${tail4[1]}${pair(tail4[2]!, tail4[3]!)}:${pair(tail4[4]!, tail4[5]!)}` : text
  const [head = '', tail] = hex.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  const out = new Uint8Array(16)
  ;[...left, ...zeros, ...right].slice(0, 8).forEach((group, i) => {
    const value = Number.parseInt(group, 16)
    out[2 * i] = value >>> 8
    out[2 * i + 1] = value & 255
  })
  return out
}

const pair = (a: string, b: string): string => ((Number(a) << 8) | Number(b)).toString(16)

/** The four octets at `offset`; the caller has checked that they are there. */
export function ip4At(bytes: Uint8Array, offset: number): Ip {
  return `${bytes[offset]}.${bytes[offset + 1]}.${bytes[offset + 2]}.${bytes[offset + 3]}` as Ip
}

/** An IPv4 address from one 32-bit word (signed or not). */
export const ip4FromWord = (word: number): Ip =>
  `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}` as Ip

/** The sixteen octets at `offset`, as RFC 5952 section 4 writes them; IPv4-mapped becomes IPv4. */
export function ip6At(bytes: Uint8Array, offset: number): Ip {
  const groups: number[] = []
  for (let i = 0; i < 16; i += 2) groups.push((bytes[offset + i]! << 8) | bytes[offset + i + 1]!)
  return ip6FromGroups(groups)
}

/** An IPv6 address from four 32-bit words (signed or not). */
export function ip6FromWords(a: number, b: number, c: number, d: number): Ip {
  return ip6FromGroups([a, b, c, d].flatMap((word) => [word >>> 16, word & 0xffff]))
}

function ip6FromGroups(groups: readonly number[]): Ip {
  if (groups.slice(0, 5).every((g) => g === 0) && groups[5] === 0xffff)
    return ip4FromWord((groups[6]! << 16) | groups[7]!)
  const { start, length } = longestZeroRun(groups)
  const hex = groups.map((g) => g.toString(16))
  if (length < 2) return hex.join(':') as Ip
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}` as Ip
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  for (let i = 0; i < 8; i++) {
    let n = 0
    while (i + n < 8 && groups[i + n] === 0) n++
    if (n > best.length) best = { start: i, length: n }
    i += n
  }
  return best
}

export const isIp6 = (ip: Ip): boolean => ip.includes(':')

/** The words an address has in a packet record: IPv4 in the last one, the first three zero. */
export function ipWords(ip: Ip): readonly [number, number, number, number] {
  if (isIp6(ip)) {
    const b = groupsToBytes(ip)
    const word = (i: number) => (b[i]! << 24) | (b[i + 1]! << 16) | (b[i + 2]! << 8) | b[i + 3]!
    return [word(0), word(4), word(8), word(12)]
  }
  const [a, b, c, d] = ip.split('.').map(Number) as [number, number, number, number]
  return [0, 0, 0, (a << 24) | (b << 16) | (c << 8) | d]
}
