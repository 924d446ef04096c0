/** The time packet itself (RFC 5905 section 7.3). */
import { ip4At } from '../../model/ip.ts'
import { Cursor } from '../../wire/cursor.ts'
import { printable } from '../printable.ts'
import type { DatagramReport } from '../protocol.ts'

const MODES = ['reserved', 'symmetric-active', 'symmetric-passive', 'client', 'server', 'broadcast']
const CLIENT = 3
const SERVER = 4
const BROADCAST = 5

/** The caller has checked that the 48 octets of the header are there. */
export function observeTime(payload: Uint8Array, to: DatagramReport): void {
  const mode = payload[0]! & 7
  to.observe('sender', 'ntp.mode', MODES[mode]!)
  to.observe('sender', 'ntp.version', (payload[0]! >>> 3) & 7)
  to.observe('sender', 'ntp.authentication', authentication(payload.subarray(48)))
  if (mode === CLIENT) {
    to.server('receiver')
    to.observe('sender', 'ntp.client-shape', shape(payload))
  } else if (mode === SERVER || mode === BROADCAST) {
    if (!to.toMany) to.server('sender')
    observeServer(payload, to)
    if (mode === SERVER && isSynchronised(payload))
      to.event('sender', { kind: 'time-told', ahead: secondsAt(payload, 40) - to.at })
  }
}

/** Neither unsynchronised by leap indicator or stratum, nor a refusal (RFC 5905 sections 7.3, 7.4). */
const isSynchronised = (payload: Uint8Array): boolean =>
  payload[0]! >>> 6 !== 3 && payload[1]! > 0 && payload[1]! < 16

/** Seconds from 1900 to 1970 (RFC 5905 figure 4), and of an era, whose second one begins in 2036. */
const FROM_1900_TO_1970 = 2_208_988_800
const ERA = 2 ** 32

/** A timestamp (section 6) as seconds since 1970; what lies before 1970 belongs to the second era. */
function secondsAt(payload: Uint8Array, at: number): number {
  const c = new Cursor(payload.subarray(at))
  const [whole, fraction] = [c.u32(), c.u32()]
  return whole + (whole < FROM_1900_TO_1970 ? ERA : 0) - FROM_1900_TO_1970 + fraction / ERA
}

function observeServer(payload: Uint8Array, to: DatagramReport): void {
  const stratum = payload[1]!
  const reference = payload.subarray(12, 16)
  to.observe('sender', 'ntp.stratum', stratum)
  // Stratum 0 and 1: four letters. Above: the IPv4 address of its server, or a hash of the IPv6 one (RFC 5905 section 7.3).
  to.observe('sender', 'ntp.reference-id', stratum < 2 ? printable(reference) : ip4At(reference, 0))
}

/** Fields that simple clients leave zero: offset, octets and letter of each. */
const OPTIONAL: readonly (readonly [number, number, string])[] = [
  [4, 4, 'd'], // root delay
  [8, 4, 'p'], // root dispersion
  [12, 4, 'i'], // reference id
  [16, 8, 'r'], // reference time
  [24, 8, 'o'], // origin time
  [32, 8, 'v'], // receive time
  [40, 8, 't'], // transmit time
]

/** `version:leap:stratum:poll:precision:` and a letter for each field that is not zero. */
function shape(payload: Uint8Array): string {
  const c = new Cursor(payload)
  const first = c.u8()
  const [stratum, poll, precision] = [c.u8(), c.u8(), c.u8()]
  const letters = OPTIONAL.filter(([at, length]) =>
    payload.subarray(at, at + length).some((octet) => octet !== 0),
  )
  const signed = precision > 127 ? precision - 256 : precision
  return [
    (first >>> 3) & 7,
    first >>> 6,
    stratum,
    poll,
    signed,
    letters.map(([, , letter]) => letter).join(''),
  ].join(':')
}

/** NTS extension field types, RFC 8915 section 7.6. */
const NTS_COOKIE = 0x0204
const NTS_AUTHENTICATOR = 0x0404

/**
 * What follows the header: nothing; a key identifier with a digest of 16, 20 or 32 octets; the same with an
 * empty digest, as members of a Windows domain ask ([MS-SNTP] section 2.2.1); or extension fields.
 */
function authentication(rest: Uint8Array): string {
  if (rest.length === 0) return 'none'
  if (rest.length === 4) return 'refused' // a crypto-NAK, RFC 5905 section 9.2
  if (rest.length === 20 && rest.subarray(4).every((octet) => octet === 0)) return 'ms-sntp'
  if (rest.length === 20 || rest.length === 24 || rest.length === 36) return `key ${rest.length - 4}`
  if (rest.length === 72) return 'ms-sntp extended'
  const c = new Cursor(rest)
  for (let n = 0; c.left >= 4 && n < 16; n++) {
    const type = c.u16()
    const length = c.u16()
    if (type === NTS_COOKIE || type === NTS_AUTHENTICATOR) return 'nts'
    if (length < 4) break
    c.skip(length - 4)
  }
  return 'extension'
}
