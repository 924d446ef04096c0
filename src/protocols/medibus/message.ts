/** A message of MEDIBUS: start octet, code, text, two hexadecimal digits of checksum, carriage return. */
import { latin1 } from '../../wire/text.ts'

/** Start octets: ESC a command, SOH its response. */
export const COMMAND = 0x1b
export const RESPONSE = 0x01

export interface Message {
  readonly kind: number
  readonly code: number
  readonly text: string
  /** The checksum fits: the sum of all octets before it, modulo 256. */
  readonly sound: boolean
  readonly length: number
}

/** Octets of a message: text messages, the longest, hold a few hundred. */
const MOST_OCTETS = 2048
const RETURN = 13

/** The message that begins at 0; `more`: not whole yet; `none`: nothing of this protocol begins here. */
export function messageAt(bytes: Uint8Array): Message | 'more' | 'none' {
  const kind = bytes[0]!
  if (kind !== COMMAND && kind !== RESPONSE) return 'none'
  const code = bytes[1]
  if (code === undefined) return 'more'
  if (code < 0x20 || code > 0x7e) return 'none'
  const end = bytes.subarray(0, MOST_OCTETS).indexOf(RETURN)
  if (end < 0) return bytes.length >= MOST_OCTETS ? 'none' : 'more'
  if (end < 4) return 'none'
  const digits = latin1.decode(bytes.subarray(end - 2, end))
  if (!/^[0-9A-F]{2}$/i.test(digits)) return 'none'
  let sum = 0
  for (let i = 0; i < end - 2; i++) sum += bytes[i]!
  return {
    kind,
    code,
    text: latin1.decode(bytes.subarray(2, end - 2)),
    sound: Number.parseInt(digits, 16) === (sum & 0xff),
    length: end + 1,
  }
}
