/** Packets and the messages before the first query of TDS (MS-TDS section 2.2). */
import { Cursor } from '../../wire/cursor.ts'

/** Packet types (section 2.2.3.1.1). */
export const TABULAR = 4
export const LOGIN7 = 0x10
export const SSPI = 0x11
export const PRELOGIN = 0x12
/** Octets of a packet header: type, status, length, process, number, window. */
export const HEADER = 8
/** Status bit: the last packet of a message. */
export const END_OF_MESSAGE = 1

export interface Prelogin {
  /** major.minor.build, with the build of an update behind it where that is not zero. */
  readonly version: string
  /** `null`: the option is not there. */
  readonly encryption: string | null
}

/** ENCRYPTION (section 2.2.6.5); the bit of a client certificate is left out. */
const ENCRYPTION: Readonly<Record<number, string>> = { 0: 'off', 1: 'on', 2: 'not-supported', 3: 'required' }
const MAX_OPTIONS = 16
/** Texts have at most 128 characters, octets. */
const MAX_TEXT = 1024

/** Options and their data; `null` where it is none. VERSION must be the first, with six octets. */
export function readPrelogin(body: Uint8Array): Prelogin | null {
  const c = new Cursor(body)
  let version: string | null = null
  let encryption: string | null = null
  for (let n = 0; n < MAX_OPTIONS; n++) {
    const option = c.u8()
    if (option === 0xff) break
    const offset = c.u16()
    const length = c.u16()
    if (c.missing || offset + length > body.length) return null
    const value = new Cursor(body, offset, offset + length)
    if (n === 0) {
      if (option !== 0 || length !== 6) return null
      version = versionOf(value)
    } else if (option === 1 && length === 1) encryption = ENCRYPTION[value.u8() & 0x1f] ?? null
  }
  return c.missing || version === null ? null : { version, encryption }
}

function versionOf(c: Cursor): string {
  const [major, minor, build, update] = [c.u8(), c.u8(), c.u16(), c.u16le()]
  return [major, minor, build, ...(update === 0 ? [] : [update])].join('.')
}

export interface Login {
  readonly tds: string
  readonly host: string
  readonly user: string
  readonly password: string
  readonly program: string
  readonly library: string
  readonly database: string
  /** In hexadecimal; `null` where it is all zeros. */
  readonly clientId: string | null
  readonly sspi: Uint8Array
  readonly kind: 'sql' | 'windows' | 'federated'
}

/** TDS versions as LOGIN7 and LOGINACK write them (section 2.2.6.4), by their first octet. */
const TDS: Readonly<Record<number, string>> = {
  112: '7.0',
  113: '7.1',
  114: '7.2',
  115: '7.3',
  116: '7.4',
  8: '8.0',
}
/** Octets before the variable part (section 2.2.6.4), from TDS 7.2 on eight more. */
const FIXED = 86
/** OptionFlags2: integrated security; OptionFlags3: extension. */
const INTEGRATED = 0x80
const EXTENSION = 0x10

/** The body of a LOGIN7; `null` where it is none. */
export function readLogin(body: Uint8Array): Login | null {
  const c = new Cursor(body)
  const length = c.u32le()
  const version = c.u32le()
  if (length > body.length || length < FIXED) return null
  const tds = TDS[version >>> 24]
  if (tds === undefined) return null
  c.skip(16)
  c.skip(1)
  const integrated = (c.u8() & INTEGRATED) !== 0
  c.skip(1)
  const extended = (c.u8() & EXTENSION) !== 0
  c.skip(8)
  const text = (): string => located(body, c.u16le(), c.u16le() * 2)
  const host = text()
  const user = text()
  const password = clear(body, c.u16le(), c.u16le() * 2)
  const program = text()
  // The name of the server, and the place of extensions.
  c.skip(4 + 4)
  const library = text()
  // Language.
  c.skip(4)
  const database = text()
  const id = c.view(6)
  const [at, size] = [c.u16le(), c.u16le()]
  if (c.missing) return null
  const sspi = at + size <= body.length ? body.subarray(at, at + size) : body.subarray(0, 0)
  const kind = integrated ? 'windows' : extended && user === '' && password === '' ? 'federated' : 'sql'
  const clientId = id.every((octet) => octet === 0) ? null : Buffer.from(id).toString('hex')
  return { tds, host, user, password, program, library, database, clientId, sspi, kind }
}

function located(body: Uint8Array, at: number, octets: number): string {
  return at + octets <= body.length && octets <= MAX_TEXT ? new Cursor(body, at).utf16le(octets) : ''
}

/** Each octet of a password is XORed with 0xA5, then its halves change places (section 2.2.6.4). */
function clear(body: Uint8Array, at: number, octets: number): string {
  if (at + octets > body.length || octets > MAX_TEXT) return ''
  const plain = body.slice(at, at + octets).map((octet) => {
    const mixed = octet ^ 0xa5
    return ((mixed << 4) | (mixed >>> 4)) & 0xff
  })
  return new Cursor(plain).utf16le(octets)
}
