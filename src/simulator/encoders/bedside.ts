/**
 * Protocols of bedside equipment that are known only in part: time messages of GE's monitoring network (UDP 2000,
 * adapter documentation), MEDIBUS of Draeger through a terminal server, and pages by TAP (Telocator).
 */
import { bytes, fixed, ipv4, latin1, u32, zeros } from './bytes.ts'

/** Seconds from 1900 to 1970. */
const ERA = 2_208_988_800

/** Sixty-four bytes: address at 6, `unit|room` at 24, seconds since 1900 at 60; `at` milliseconds since 1970. */
export const geTime = (address: string, unit: string, room: string, at: number): Uint8Array =>
  bytes(
    zeros(6),
    ipv4(address),
    zeros(14),
    fixed(`${unit.slice(0, 7)}|${room.slice(0, 6)}`, 13),
    zeros(23),
    u32((Math.floor(at / 1000) + ERA) >>> 0),
  )

/** A MEDIBUS command: 0x51 ICC at the start, 0x52 who are you, 0x24 measured data ... */
export const medibusCommand = (code: number, text = ''): Uint8Array => medibus(0x1b, code, text)
/** The device's answer to a command. */
export const medibusAnswer = (code: number, text = ''): Uint8Array => medibus(0x01, code, text)
/** Text of the answer to 0x52: identifier, name, revisions of device and protocol. */
export const medibusIdentity = (id: string, name: string, revision: string, protocol: string): string =>
  `${id}'${name}'${revision}:${protocol}`

/** Start, code, text, sum of all in two digits, carriage return. */
function medibus(start: number, code: number, text: string): Uint8Array {
  const body = bytes(start, code, latin1(text))
  const sum = body.reduce((total, byte) => (total + byte) & 0xff, 0)
  return bytes(body, sum.toString(16).toUpperCase().padStart(2, '0'), 0x0d)
}

/** A page by TAP (Telocator Alphanumeric Protocol 1.8): the caller's turns; the server answers with `TAP_*`. */
export const tapHello = (): Uint8Array => Uint8Array.of(0x0d)
export const tapLogin = (): Uint8Array => bytes('\x1bPG1\r')
export function tapPage(pager: string, text: string): Uint8Array {
  const body = bytes(0x02, pager, '\r', latin1(text), '\r', 0x03)
  const sum = body.reduce((total, byte) => total + (byte & 0x7f), 0)
  const digits = [8, 4, 0].map((shift) => 0x30 + ((sum >> shift) & 15))
  return bytes(body, ...digits, '\r')
}
export const tapLogout = (): Uint8Array => Uint8Array.of(0x04, 0x0d)
export const TAP_ID = latin1('ID=')
export const TAP_READY = latin1('\r\x06\r\x1b[p\r')
export const TAP_TAKEN = latin1('\r\x06\r')
