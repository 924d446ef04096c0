/**
 * What is said inside DATA packets before the first query: the native network negotiation (begins with DEADBEEF), the
 * protocol negotiation with its platform, and the login. Layout as in the free drivers.
 */
import { Cursor } from '../../wire/cursor.ts'
import { latin1 } from '../../wire/text.ts'
import { versionIn } from './packet.ts'

const MAGIC = 0xdeadbeef
const ENCRYPTION = 2
const OCTET = 2
/** Algorithms of the encryption service. */
const ALGORITHMS: Readonly<Record<number, string>> = {
  0: 'none',
  1: 'RC4-40',
  2: 'DES-56',
  3: 'DES-40',
  6: 'RC4-256',
  8: 'RC4-56',
  10: 'RC4-128',
  11: '3DES-112',
  12: '3DES-168',
  15: 'AES-128',
  16: 'AES-192',
  17: 'AES-256',
}

export interface Negotiation {
  readonly version: string | null
  /** What the server chose; `null` where the service is not spoken of. */
  readonly encryption: string | null
}

export function readNegotiation(payload: Uint8Array): Negotiation | null {
  const c = new Cursor(payload)
  if (c.u32() !== MAGIC) return null
  c.skip(2)
  const version = versionIn(c.u32())
  const services = c.u16()
  c.skip(1)
  let encryption: string | null = null
  for (let n = 0; n < Math.min(services, 8) && !c.missing; n++) {
    const service = c.u16()
    const parts = c.u16()
    c.skip(4)
    for (let p = 0; p < Math.min(parts, 16) && !c.missing; p++) {
      const length = c.u16()
      const kind = c.u16()
      const value = c.sub(length)
      if (service === ENCRYPTION && kind === OCTET && length === 1) {
        const chosen = value.u8()
        encryption = ALGORITHMS[chosen] ?? `algorithm ${chosen}`
      }
    }
  }
  return { version, encryption }
}

/** The platform in a protocol negotiation: the server answers one version, the client lists its own first. */
export function platformIn(payload: Uint8Array): string | null {
  if (payload[0] !== 1) return null
  const text = latin1.decode(payload.subarray(0, 200))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: versions and ends are control characters
  return /^\x01[\x01-\x0f]{1,12}\x00([A-Za-z][!-~ ]{4,60})\x00/.exec(text)?.[1] ?? null
}

/** Function codes of a login: session key, and proof. */
export const asksLogin = (payload: Uint8Array): boolean =>
  payload[0] === 3 && (payload[1] === 0x76 || payload[1] === 0x73)

/** Longest value of a login that is read, octets. */
const MAX_VALUE = 200

/** The value behind a key: its length in the short form (1, length, length) or as a word and an octet. */
export function loginValue(payload: Uint8Array, key: string): string | null {
  const found = latin1.decode(payload).indexOf(key)
  if (found < 0) return null
  const at = found + key.length
  const [a, b, c, d, e] = payload.subarray(at, at + 5)
  const short = a === 1 && b === c ? at + 3 : null
  const word =
    b === 0 && c === 0 && d === 0 && a === e
      ? at + 5
      : a === 0 && b === 0 && c === 0 && d === e
        ? at + 5
        : null
  const start = short ?? word
  const length = start === null ? 0 : payload[start - 1]!
  if (start === null || length === 0 || length > MAX_VALUE || start + length > payload.length) return null
  return latin1.decode(payload.subarray(start, start + length))
}

/** The error of a server's answer, such as 1017. */
export const errorIn = (payload: Uint8Array): string | null =>
  /ORA-(\d{5})/.exec(latin1.decode(payload.subarray(0, 4096)))?.[1] ?? null
