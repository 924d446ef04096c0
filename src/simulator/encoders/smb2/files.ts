/** Files and pipes of a share (MS-SMB2 2.2.13 and on): open, read, write, rename, close. */
import { bytes, filetime, u16le, u32le, u64le, utf16le, zeros } from '../bytes.ts'
import { ask, COMMAND, type FileId, type Place, say } from './message.ts'

/** Opens or makes a file or pipe by its name in the share (2.2.13); `make` overwrites. */
export function createRequest(p: Place, name: string, make = false): Uint8Array {
  const raw = utf16le(name)
  return ask(
    COMMAND.create,
    p,
    u16le(57),
    0,
    0,
    u32le(2),
    u64le(0n),
    u64le(0n),
    u32le(0x0012019f | (make ? 0x10000 : 0)),
    u32le(make ? 0x80 : 0),
    u32le(7),
    u32le(make ? 5 : 1),
    u32le(0x40),
    u16le(120),
    u16le(raw.length),
    u32le(0),
    u32le(0),
    raw,
    raw.length === 0 ? 0 : '',
  )
}
/** Opened; `size` in bytes (2.2.14). */
export const createResponse = (p: Place, file: FileId, at: number, size = 0): Uint8Array =>
  say(
    COMMAND.create,
    p,
    0,
    u16le(89),
    0,
    0,
    u32le(1),
    filetime(at),
    filetime(at),
    filetime(at),
    filetime(at),
    u64le(BigInt(size)),
    u64le(BigInt(size)),
    u32le(0x80),
    u32le(0),
    fileId(file),
    u32le(0),
    u32le(0),
  )

export const closeRequest = (p: Place, file: FileId): Uint8Array =>
  ask(COMMAND.close, p, u16le(24), u16le(0), u32le(0), fileId(file))
export const closeResponse = (p: Place): Uint8Array =>
  say(COMMAND.close, p, 0, u16le(60), u16le(0), u32le(0), zeros(52))

export const readRequest = (p: Place, file: FileId, offset: number, size: number): Uint8Array =>
  ask(COMMAND.read, p, u16le(49), 0x50, 0, u32le(size), u64le(BigInt(offset)), fileId(file), zeros(16), 0)
export const readResponse = (p: Place, body: Uint8Array): Uint8Array =>
  say(COMMAND.read, p, 0, u16le(17), 0x50, 0, u32le(body.length), u32le(0), u32le(0), body)

export const writeRequest = (p: Place, file: FileId, offset: number, body: Uint8Array): Uint8Array =>
  ask(
    COMMAND.write,
    p,
    u16le(49),
    u16le(0x70),
    u32le(body.length),
    u64le(BigInt(offset)),
    fileId(file),
    zeros(16),
    body,
  )
export const writeResponse = (p: Place, size: number): Uint8Array =>
  say(COMMAND.write, p, 0, u16le(17), u16le(0), u32le(size), u32le(0), zeros(4))

/** Renames an open file (2.2.39, MS-FSCC 2.4.37). */
export function renameRequest(p: Place, file: FileId, name: string): Uint8Array {
  const raw = utf16le(name)
  const info = bytes(1, zeros(7), u64le(0n), u32le(raw.length), raw)
  return ask(
    COMMAND.setInfo,
    p,
    u16le(33),
    1,
    10,
    u32le(info.length),
    u16le(96),
    u16le(0),
    u32le(0),
    fileId(file),
    info,
  )
}
export const renameResponse = (p: Place): Uint8Array => say(COMMAND.setInfo, p, 0, u16le(2))

const fileId = (file: FileId): Uint8Array => bytes(u64le(file), u64le(file))
