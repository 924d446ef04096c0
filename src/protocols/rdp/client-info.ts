import { latin1 } from '../../wire/text.ts'

/** The Client Info PDU (MS-RDPBCGR section 2.2.1.11) where no encryption was negotiated: a readable login. */

/** MCS SendDataRequest (T.125 section 7, choice 25), and SEC_INFO_PKT and SEC_ENCRYPT of the security header. */
const SEND_DATA_REQUEST = 0x64
const SEC_ENCRYPT = 0x0008
const SEC_INFO_PKT = 0x0040
/** INFO_UNICODE, section 2.2.1.11.1.1. */
const INFO_UNICODE = 0x00000010

const utf16 = new TextDecoder('utf-16le')

export interface ClientInfo {
  readonly user: string
  readonly password: string
  /** Address the client has on its own network. */
  readonly address: string | null
}

/** Reads the MCS PDU behind the X.224 data header; `null` if it is no readable Client Info. */
export function readClientInfo(b: Uint8Array): ClientInfo | null {
  if (b[0] !== SEND_DATA_REQUEST || b.length < 12) return null
  // Initiator, channel, priority; then a PER length of one octet or two.
  const at = b[6]! >= 128 ? 8 : 7
  const flags = u16(b, at)
  if ((flags & SEC_INFO_PKT) === 0 || (flags & SEC_ENCRYPT) !== 0 || b.length < at + 22) return null
  const info = at + 4
  const unicode = ((u16(b, info + 4) | (u16(b, info + 6) << 16)) & INFO_UNICODE) !== 0
  const nul = unicode ? 2 : 1
  const sizes = [0, 1, 2, 3, 4].map((i) => u16(b, info + 8 + 2 * i))
  let next = info + 18
  const texts = sizes.map((size) => {
    const bytes = b.subarray(next, next + Math.min(size, 512))
    next += size + nul
    return (unicode ? utf16 : latin1).decode(bytes)
  })
  const [, user = '', password = ''] = texts
  return { user, password, address: clientAddress(b, next) }
}

/** TS_EXTENDED_INFO_PACKET, section 2.2.1.11.1.1.1: address family, size, text. */
function clientAddress(b: Uint8Array, at: number): string | null {
  if (at + 4 > b.length) return null
  const size = u16(b, at + 2)
  if (size < 2 || size > 80 || at + 4 + size > b.length) return null
  return utf16.decode(b.subarray(at + 4, at + 4 + size)).replace(/\0.*$/s, '')
}

const u16 = (b: Uint8Array, at: number): number => b[at]! | (b[at + 1]! << 8)
