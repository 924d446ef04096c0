/** Remote desktop (MS-RDPBCGR 2.2.1.1 to 2.2.1.3) up to where TLS begins: TPKT and X.224, TCP 3389. */
import { bytes, hex, latin1, u16, u16le, u32le, utf16le, zeros } from './bytes.ts'

/** Bits: 0 the old protocol alone, 1 TLS, 2 CredSSP. */
export type Protocols = 0 | 1 | 2 | 3 | 11

const tpkt = (body: Uint8Array): Uint8Array => bytes(3, 0, u16(body.length + 4), body)

/** The connection request, with the cookie that names the user. */
export function connectionRequest(user: string | undefined, protocols?: Protocols): Uint8Array {
  const cookie = user === undefined ? '' : `Cookie: mstshash=${user}\r\n`
  const wish = protocols === undefined ? '' : bytes(1, 0, u16le(8), u32le(protocols))
  const body = bytes(0xe0, 0, 0, 0, 0, 0, latin1(cookie), wish)
  return tpkt(bytes(body.length, body))
}

/** The connection confirm with what the server chose; without, as servers before negotiation. */
export function connectionConfirm(selected?: 0 | 1 | 2 | 8): Uint8Array {
  const choice = selected === undefined ? '' : bytes(2, 0x1f, u16le(8), u32le(selected))
  const body = bytes(0xd0, 0, 0, 0x12, 0x34, 0, choice)
  return tpkt(bytes(body.length, body))
}

/** The refusal: 1 TLS required, 5 CredSSP required. */
export const connectionFailure = (code: 1 | 2 | 3 | 5): Uint8Array =>
  tpkt(bytes(0x0e, 0xd0, 0, 0, 0x12, 0x34, 0, 3, 0, u16le(8), u32le(code)))

export interface Client {
  readonly name: string
  /** Build of the client's system, such as 2600 or 7601. */
  readonly build: number
  readonly width?: number
  readonly height?: number
}

/** MCS Connect Initial with the client's core data, in the clear only where TLS was not chosen (2.2.1.3). */
export function connectInitial(c: Client): Uint8Array {
  const name = utf16le(c.name.slice(0, 15))
  const core = bytes(
    u32le(0x00080004),
    u16le(c.width ?? 1280),
    u16le(c.height ?? 1024),
    u16le(0xca01),
    u16le(0xaa03),
    u32le(0x407),
    u32le(c.build),
    name,
    zeros(32 - name.length),
    u32le(4),
    u32le(0),
    u32le(12),
    zeros(64),
    u16le(0xca01),
    u16le(1),
    u32le(0),
    u16le(24),
    u16le(7),
    u16le(1),
    zeros(64),
    0,
    0,
    u32le(0),
  )
  const blocks = bytes(
    block(0xc001, core),
    block(0xc004, bytes(u32le(9), u32le(0))),
    block(0xc002, bytes(u32le(3), u32le(0))),
  )
  // GCC Conference Create Request (T.124, packed encoding rules) around the blocks.
  const create = bytes(hex('0008 0010 0001 c000'), latin1('Duca'), u16(0x8000 | blocks.length), blocks)
  const connect = bytes(hex('0005 0014 7c00 01'), u16(0x8000 | create.length), create)
  const domain = (...values: readonly number[]) => {
    const list = bytes(...values.map((v) => bytes(2, v > 127 ? bytes(2, u16(v)) : bytes(1, v))))
    return bytes(0x30, list.length, list)
  }
  const body = bytes(
    hex('0401 01 0401 01 0101 ff'),
    domain(34, 2, 0, 1, 0, 1, 0x7fff, 2),
    domain(1, 1, 1, 1, 0, 1, 0x420, 2),
    domain(0x7fff, 0x7fff, 0x7fff, 1, 0, 1, 0x7fff, 2),
    bytes(4, 0x82, u16(connect.length), connect),
  )
  return tpkt(bytes(2, 0xf0, 0x80, 0x7f, 0x65, 0x82, u16(body.length), body))
}

const block = (type: number, body: Uint8Array): Uint8Array => bytes(u16le(type), u16le(body.length + 4), body)
