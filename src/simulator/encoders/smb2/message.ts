/** What every SMB 2 message begins with (MS-SMB2 2.2.1), behind the session header of TCP 445. */
import { bytes, type Part, u16le, u32le, u64le, zeros } from '../bytes.ts'
import { sessionMessage } from '../netbios.ts'

/** Where a message stands in its session. */
export interface Place {
  readonly message: number
  readonly session?: bigint
  readonly tree?: number
}

/** Dialects; 0x02ff answers `multiProtocolNegotiate`: ask again in SMB 2. */
export type Dialect = 0x0202 | 0x0210 | 0x0300 | 0x0302 | 0x0311 | 0x02ff
/** An identifier of an open file. */
export type FileId = bigint

export const COMMAND = {
  negotiate: 0,
  sessionSetup: 1,
  logoff: 2,
  treeConnect: 3,
  treeDisconnect: 4,
  create: 5,
  close: 6,
  read: 8,
  write: 9,
  ioctl: 11,
  find: 14,
  setInfo: 17,
} as const
export const STATUS = {
  success: 0,
  more: 0xc0000016,
  logonFailure: 0xc000006d,
  accessDenied: 0xc0000022,
  notFound: 0xc0000034,
  badName: 0xc00000cc,
} as const

function header(command: number, p: Place, response: boolean, status = 0): Uint8Array {
  const credits = u16le(command === COMMAND.negotiate && !response ? 1 : 31)
  return bytes(
    0xfe,
    'SMB',
    u16le(64),
    u16le(1),
    u32le(status),
    u16le(command),
    credits,
    u32le(response ? 1 : 0),
    u32le(0),
    u64le(BigInt(p.message)),
    u32le(0xfeff),
    u32le(p.tree ?? 0),
    u64le(p.session ?? 0n),
    zeros(16),
  )
}
export const ask = (command: number, p: Place, ...body: readonly Part[]): Uint8Array =>
  sessionMessage(header(command, p, false), ...body)
export const say = (command: number, p: Place, status: number, ...body: readonly Part[]): Uint8Array =>
  sessionMessage(header(command, p, true, status), ...body)

/** Refusal of any request (2.2.2). */
export const failure = (command: keyof typeof COMMAND, p: Place, status: number): Uint8Array =>
  say(COMMAND[command], p, status, u16le(9), 0, 0, u32le(0), 0)
