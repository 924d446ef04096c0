/**
 * JA4, the fingerprint of a TLS client by FoxIO (BSD 3-Clause; the specification is the repository's
 * `technical_details/JA4.md`). Only JA4: the other methods of the JA4+ family are not freely licensed.
 */
import { createHash } from 'node:crypto'
import type { ClientHello } from './client-hello.ts'
import { ALPN, SERVER_NAME } from './extensions.ts'
import { isGrease } from './names.ts'

/** What carried the hello: TCP, QUIC or DTLS. */
export type Ja4Transport = 't' | 'q' | 'd'

const VERSIONS: Readonly<Record<number, string>> = {
  772: '13',
  771: '12',
  770: '11',
  769: '10',
  768: 's3',
  2: 's2',
  65279: 'd1', // 0xfeff
  65277: 'd2', // 0xfefd
  65276: 'd3', // 0xfefc
}
/** Stands for an empty list, so that it is not mistaken for a hash. */
const NOTHING = '000000000000'

/** The fingerprint, e.g. `t13d1516h2_8daaf6152771_e5627efa2ab1`. The hello must be complete. */
export function ja4(hello: ClientHello, transport: Ja4Transport): string {
  const ciphers = hello.ciphers.filter(real)
  const extensions = hello.extensions.filter(real)
  const hashed = extensions.filter((e) => e !== SERVER_NAME && e !== ALPN)
  const sni = hello.extensions.includes(SERVER_NAME) ? 'd' : 'i'
  const a = `${transport}${version(hello)}${sni}${count(ciphers)}${count(extensions)}${alpn(hello.alpn[0])}`
  const signatures = hello.signatureAlgorithms.filter(real).map(hex).join(',')
  const c = sorted(hashed) + (signatures === '' ? '' : `_${signatures}`)
  return `${a}_${digest(sorted(ciphers))}_${hashed.length === 0 ? NOTHING : digest(c)}`
}

const real = (value: number): boolean => !isGrease(value)
const hex = (value: number): string => value.toString(16).padStart(4, '0')
const sorted = (values: readonly number[]): string =>
  [...values]
    .sort((a, b) => a - b)
    .map(hex)
    .join(',')
const count = (values: readonly number[]): string => String(Math.min(values.length, 99)).padStart(2, '0')

function version(hello: ClientHello): string {
  const offered = hello.versions.filter(real)
  return VERSIONS[offered.length > 0 ? highest(offered) : hello.version] ?? '00'
}

/** DTLS numbers fall as versions rise. */
function highest(versions: readonly number[]): number {
  const datagram = versions.every((v) => v >>> 8 === 0xfe)
  return datagram ? Math.min(...versions) : Math.max(...versions)
}

/**
 * First and last character of the first name; of its hex form where one of them is ASCII but no letter or digit.
 * Octets beyond ASCII count as `9`: the specification's text would have hex there too, but FoxIO's own programs and
 * test vectors have 9, and a fingerprint is worth what it can be compared with.
 */
function alpn(name: string | undefined): string {
  if (name === undefined || name === '') return '00'
  const ends = (name[0]! + name[name.length - 1]!).replace(/[\x80-\xff]/g, '9')
  if (/^[0-9A-Za-z]{2}$/.test(ends)) return ends
  const octets = Buffer.from(name, 'latin1').toString('hex')
  return octets[0]! + octets[octets.length - 1]!
}

const digest = (text: string): string =>
  text === '' ? NOTHING : createHash('sha256').update(text).digest('hex').slice(0, 12)
