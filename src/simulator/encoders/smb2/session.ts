/** Negotiation, login and shares of SMB 2 and 3 (MS-SMB2 2.2.3 to 2.2.12), and what encryption leaves to see. */
import { bytes, type Entropy, filetime, guid, latin1, u16le, u32le, u64le, utf16le, zeros } from '../bytes.ts'
import { sessionMessage } from '../netbios.ts'
import { ask, COMMAND, type Dialect, type Place, say } from './message.ts'

/** The client's offer (2.2.3). */
export function negotiateRequest(
  p: Place,
  client: string,
  dialects: readonly Dialect[],
  random: Entropy,
): Uint8Array {
  const list = bytes(...dialects.map(u16le))
  const newest = dialects.includes(0x0311)
  const padding = zeros((8 - ((100 + list.length) % 8)) % 8)
  const contexts = newest
    ? bytes(u32le(64 + 36 + list.length + padding.length), u16le(2), u16le(0))
    : zeros(8)
  const tail = newest ? bytes(padding, preauthentication(random), encryption([2, 1])) : ''
  return ask(
    COMMAND.negotiate,
    p,
    u16le(36),
    u16le(dialects.length),
    u16le(1),
    u16le(0),
    u32le(dialects.some((d) => d >= 0x0300) ? 0x7f : 0),
    guid(client),
    contexts,
    list,
    tail,
  )
}

export interface Server {
  readonly guid: string
  readonly dialect: Dialect
  readonly signingRequired: boolean
  /** Milliseconds since 1970: now, and when it booted (0: not told). */
  readonly at: number
  readonly booted?: number
  /** Blob of SPNEGO. */
  readonly security: Uint8Array
}

/** The server's choice (2.2.4). */
export function negotiateResponse(p: Place, s: Server, random: Entropy): Uint8Array {
  const newest = s.dialect === 0x0311
  const padding = zeros((8 - (s.security.length % 8)) % 8)
  const contexts = newest ? u32le(128 + s.security.length + padding.length) : u32le(0)
  return say(
    COMMAND.negotiate,
    p,
    0,
    u16le(65),
    u16le(s.signingRequired ? 3 : 1),
    u16le(s.dialect),
    u16le(newest ? 2 : 0),
    guid(s.guid),
    u32le(s.dialect >= 0x0300 ? 0x2f : 7),
    u32le(1_048_576),
    u32le(1_048_576),
    u32le(1_048_576),
    filetime(s.at),
    s.booted === undefined ? zeros(8) : filetime(s.booted),
    u16le(128),
    u16le(s.security.length),
    contexts,
    s.security,
    ...(newest ? [padding, preauthentication(random), encryption([2])] : []),
  )
}

/** SHA-512 with a salt (2.2.3.1.1), padded to eight bytes. */
const preauthentication = (random: Entropy): Uint8Array =>
  bytes(u16le(1), u16le(38), u32le(0), u16le(1), u16le(32), u16le(1), random(32), zeros(2))
const encryption = (ciphers: readonly number[]): Uint8Array =>
  bytes(u16le(2), u16le(2 + ciphers.length * 2), u32le(0), u16le(ciphers.length), ...ciphers.map(u16le))

/** A step of the login with its SPNEGO blob (2.2.5). */
export const sessionSetupRequest = (p: Place, blob: Uint8Array): Uint8Array =>
  ask(
    COMMAND.sessionSetup,
    p,
    u16le(25),
    0,
    1,
    u32le(1),
    u32le(0),
    u16le(88),
    u16le(blob.length),
    u64le(0n),
    blob,
  )
/** Its answer: `more` while under way (2.2.6). */
export const sessionSetupResponse = (p: Place, status: number, blob: Uint8Array): Uint8Array =>
  say(COMMAND.sessionSetup, p, status, u16le(9), u16le(0), u16le(72), u16le(blob.length), blob)

/** Connects to `\\server\share` (2.2.9). */
export function treeConnectRequest(p: Place, path: string): Uint8Array {
  const name = utf16le(path)
  return ask(COMMAND.treeConnect, p, u16le(9), u16le(0), u16le(72), u16le(name.length), name)
}
/** Kind: 1 disk, 2 pipe, 3 printer (2.2.10). */
export const treeConnectResponse = (p: Place, kind: 1 | 2 | 3): Uint8Array =>
  say(COMMAND.treeConnect, p, 0, u16le(16), kind, 0, u32le(0x30), u32le(0), u32le(0x001f01ff))

export const treeDisconnectRequest = (p: Place): Uint8Array =>
  ask(COMMAND.treeDisconnect, p, u16le(4), u16le(0))
export const treeDisconnectResponse = (p: Place): Uint8Array =>
  say(COMMAND.treeDisconnect, p, 0, u16le(4), u16le(0))
export const logoffRequest = (p: Place): Uint8Array => ask(COMMAND.logoff, p, u16le(4), u16le(0))
export const logoffResponse = (p: Place): Uint8Array => say(COMMAND.logoff, p, 0, u16le(4), u16le(0))

/** A message of SMB 3 under encryption (2.2.41): only its size is seen. */
export function encrypted(session: bigint, size: number, random: Entropy): Uint8Array {
  const head = bytes(
    0xfd,
    'SMB',
    random(16),
    random(11),
    zeros(5),
    u32le(size),
    u16le(0),
    u16le(1),
    u64le(session),
  )
  return sessionMessage(head, random(size))
}

/** The first offer of clients that still speak SMB 1: `SMB 2.002` and `SMB 2.???` among the dialects (MS-SMB2 3.2.4.2.2.1). */
export const multiProtocolNegotiate = (): Uint8Array => {
  const dialects = bytes(...['NT LM 0.12', 'SMB 2.002', 'SMB 2.???'].map((d) => bytes(2, latin1(d), 0)))
  return sessionMessage(
    0xff,
    'SMB',
    0x72,
    u32le(0),
    0x18,
    u16le(0xc853),
    zeros(12),
    u16le(0),
    u16le(0xfeff),
    u16le(0),
    u16le(0),
    0,
    u16le(dialects.length),
    dialects,
  )
}
