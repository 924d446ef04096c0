/** SMB 1 (MS-CIFS, MS-SMB): negotiation and login of old systems, TCP 139 and 445. */
import { bytes, filetime, latin1, type Part, u16le, u32le, utf16le, zeros } from './bytes.ts'
import { sessionMessage } from './netbios.ts'

export interface Place {
  readonly multiplex: number
  readonly user?: number
  readonly tree?: number
}

/** Extended security, long names, NT status, Unicode. */
const FLAGS2 = 0xc801

const message = (
  command: number,
  p: Place,
  response: boolean,
  status: number,
  words: Uint8Array,
  body: Uint8Array,
): Uint8Array =>
  sessionMessage(
    0xff,
    'SMB',
    command,
    u32le(status),
    response ? 0x98 : 0x18,
    u16le(FLAGS2),
    zeros(12),
    u16le(p.tree ?? 0),
    u16le(0xfeff),
    u16le(p.user ?? 0),
    u16le(p.multiplex),
    words.length / 2,
    words,
    u16le(body.length),
    body,
  )

const MORE = 0xc0000016
const DIALECTS = [
  'PC NETWORK PROGRAM 1.0',
  'LANMAN1.0',
  'Windows for Workgroups 3.1a',
  'LM1.2X002',
  'LANMAN2.1',
  'NT LM 0.12',
]

export const negotiateRequest = (p: Place, dialects: readonly string[] = DIALECTS): Uint8Array =>
  message(0x72, p, false, 0, new Uint8Array(0), bytes(...dialects.map((d) => bytes(2, latin1(d), 0))))

/** Chooses `NT LM 0.12` with extended security (MS-SMB 2.2.4.5.2.1). */
export function negotiateResponse(
  p: Place,
  s: {
    readonly guid: Uint8Array
    readonly at: number
    readonly signingRequired: boolean
    readonly security: Uint8Array
    readonly dialect?: number
  },
): Uint8Array {
  const words = bytes(
    u16le(s.dialect ?? 5),
    s.signingRequired ? 0x0f : 0x07,
    u16le(50),
    u16le(1),
    u32le(16_644),
    u32le(65_536),
    u32le(0),
    u32le(0x8001f3fd),
    filetime(s.at),
    u16le(0),
    0,
  )
  return message(0x72, p, true, 0, words, bytes(s.guid, s.security))
}

/** A step of the login; the client names its own system (MS-SMB 2.2.4.6.1). */
export function sessionSetupRequest(p: Place, blob: Uint8Array, os: string, lanman: string): Uint8Array {
  const words = bytes(
    0xff,
    0,
    u16le(0),
    u16le(16_644),
    u16le(50),
    u16le(0),
    u32le(0),
    u16le(blob.length),
    u32le(0),
    u32le(0x8000d05c),
  )
  return message(0x73, p, false, 0, words, withStrings(blob, 24, os, lanman, ''))
}
/** The answer names the server's (2.2.4.6.2); `done` after the last step. */
export function sessionSetupResponse(
  p: Place,
  blob: Uint8Array,
  done: boolean,
  os: string,
  lanman: string,
): Uint8Array {
  const words = bytes(0xff, 0, u16le(0), u16le(0), u16le(blob.length))
  return message(0x73, p, true, done ? 0 : MORE, words, withStrings(blob, 8, os, lanman))
}

/** Unicode strings begin at an even offset from the header: the blob's end decides about a byte of padding. */
function withStrings(blob: Uint8Array, words: number, ...texts: readonly string[]): Uint8Array {
  const start = 32 + 1 + words + 2 + blob.length
  const padding: Part[] = start % 2 === 1 ? [0] : []
  return bytes(blob, ...padding, ...texts.flatMap((t) => [utf16le(t), 0, 0]))
}

/** Connects to `\\server\share` of a service such as `?????` (any), `A:` or `IPC`. */
export function treeConnectRequest(p: Place, path: string, service = '?????'): Uint8Array {
  const words = bytes(0xff, 0, u16le(0), u16le(8), u16le(1))
  // One byte of password; the path is then at an even offset.
  return message(0x75, p, false, 0, words, bytes(0, utf16le(path), 0, 0, latin1(service), 0))
}
export function treeConnectResponse(p: Place, service = 'IPC', fileSystem = ''): Uint8Array {
  const words = bytes(0xff, 0, u16le(0), u16le(1), u32le(0x1ff), u32le(0x1ff))
  const service0 = bytes(latin1(service), 0)
  const start = 32 + 1 + words.length + 2 + service0.length
  return message(
    0x75,
    p,
    true,
    0,
    words,
    bytes(service0, ...(start % 2 === 1 ? [0] : []), utf16le(fileSystem), 0, 0),
  )
}
