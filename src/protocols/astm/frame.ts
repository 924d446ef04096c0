/** Frames of LIS01-A2 section 6.3: start, number, text, end, checksum in two hexadecimal digits, line end. */
import { latin1 } from '../../wire/text.ts'

export const STX = 0x02
export const ETX = 0x03
export const EOT = 0x04
export const ENQ = 0x05
export const ACK = 0x06
export const NAK = 0x15
const ETB = 0x17

export interface Frame {
  /** Frame number, 0 to 7; a repeated one is the same frame sent again. */
  readonly number: number
  readonly text: string
  /** The checksum fits. */
  readonly sound: boolean
  /** Octets of the frame, its line end included as far as it is there. */
  readonly length: number
}

/** Digits of the checksum and the line end. */
const TAIL = 4

/** The frame that begins with the STX at 0; `more`: not all of it is there; `none`: it is no frame. */
export function frameAt(bytes: Uint8Array): Frame | 'more' | 'none' {
  if (bytes.length < 2) return 'more'
  const number = bytes[1]! - 0x30
  if (number < 0 || number > 7) return 'none'
  const end = endOfText(bytes)
  // The end and two digits must be there; the line end may still come, or be lost at a terminal server.
  if (end < 0 || bytes.length < end + 3) return 'more'
  const stated = Number.parseInt(latin1.decode(bytes.subarray(end + 1, end + 3)), 16)
  let sum = 0
  for (let i = 1; i <= end; i++) sum += bytes[i]!
  let length = end + 3
  while (length < end + 1 + TAIL && (bytes[length] === 13 || bytes[length] === 10)) length++
  return {
    number,
    text: latin1.decode(bytes.subarray(2, end)),
    sound: stated === (sum & 0xff),
    length,
  }
}

function endOfText(bytes: Uint8Array): number {
  const [last, between] = [bytes.indexOf(ETX, 2), bytes.indexOf(ETB, 2)]
  return last < 0 || between < 0 ? Math.max(last, between) : Math.min(last, between)
}
