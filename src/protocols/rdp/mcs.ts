/**
 * The data blocks of MCS Connect-Initial and Connect-Response (T.125, with the GCC conference of T.124 in it): what RDP
 * client and server say of themselves when no TLS hides it (MS-RDPBCGR sections 2.2.1.3 and 2.2.1.4).
 */

import { BER_OCTETS, Ber } from '../../wire/ber.ts'
import { latin1 } from '../../wire/text.ts'

/** Identifier octets of Connect-Initial and Connect-Response: application tags 101 and 102 (T.125 section 7). */
const CONNECT_INITIAL = 101 * 256 + 0x7f
const CONNECT_RESPONSE = 102 * 256 + 0x7f

/** H.221 keys in front of the blocks: `Duca` from clients, `McDn` from servers. */
const KEYS = { client: 'Duca', server: 'McDn' }
const MAX_BLOCKS = 16
const MAX_CHANNELS = 31

/** Header types of the blocks, MS-RDPBCGR section 2.2.1.3.1. */
const CS_CORE = 0xc001
const CS_SECURITY = 0xc002
const CS_NET = 0xc003
const SC_CORE = 0x0c01
const SC_SECURITY = 0x0c02

const utf16 = new TextDecoder('utf-16le')

export interface ClientData {
  readonly kind: 'client'
  version: number | null
  build: number | null
  name: string | null
  /** Windows input locale, e.g. 0x0407. */
  keyboard: number | null
  desktop: string | null
  productId: string | null
  encryptionMethods: number | null
  channels: string[]
}
export interface ServerData {
  readonly kind: 'server'
  version: number | null
  encryptionMethod: number | null
  encryptionLevel: number | null
}

/** Reads the MCS PDU behind the X.224 data header, as far as it is there; `null` if it is neither of the two. */
export function readConnect(b: Uint8Array): ClientData | ServerData | null {
  const outer = new Ber(b)
  if (!outer.next()) return null
  if (outer.tag === CONNECT_INITIAL) return readClient(userData(outer.inside(), KEYS.client))
  return outer.tag === CONNECT_RESPONSE ? readServer(userData(outer.inside(), KEYS.server)) : null
}

/** What follows the key and its PER length in the last octet string of the PDU. */
function userData(fields: Ber, key: string): Uint8Array {
  let gcc = new Uint8Array(0)
  while (fields.next()) if (fields.tag === BER_OCTETS) gcc = new Uint8Array(fields.view())
  const at = latin1.decode(gcc.subarray(0, 64)).indexOf(key)
  if (at < 0 || at + 5 >= gcc.length) return gcc.subarray(0, 0)
  // PER length (X.691 section 11.9): one octet below 128, else two.
  const long = gcc[at + 4]! >= 128
  return gcc.subarray(at + (long ? 6 : 5))
}

function readClient(blocks: Uint8Array): ClientData {
  const data: ClientData = {
    kind: 'client',
    version: null,
    build: null,
    name: null,
    keyboard: null,
    desktop: null,
    productId: null,
    encryptionMethods: null,
    channels: [],
  }
  eachBlock(blocks, (type, b) => {
    if (type === CS_CORE) clientCore(data, b)
    else if (type === CS_SECURITY && b.length >= 4) data.encryptionMethods = u32(b, 0)
    else if (type === CS_NET && b.length >= 4) data.channels = channels(b)
  })
  return data
}

/** TS_UD_CS_CORE, section 2.2.1.3.2. Later fields are optional. */
function clientCore(data: ClientData, b: Uint8Array): void {
  if (b.length >= 4) data.version = u32(b, 0)
  if (b.length >= 8) data.desktop = `${u16(b, 4)}x${u16(b, 6)}`
  if (b.length >= 16) data.keyboard = u32(b, 12)
  if (b.length >= 20) data.build = u32(b, 16)
  if (b.length >= 52) data.name = text(b.subarray(20, 52))
  // Behind the name: keyboard type and keys 12, IME 64, colours 4, product id 2 (all clients send 1), serial 4, colours 6.
  if (b.length >= 206) data.productId = text(b.subarray(142, 206))
}

/** TS_UD_CS_NET, section 2.2.1.3.4: a count, then twelve octets each, eight of them the name. */
function channels(b: Uint8Array): string[] {
  const names: string[] = []
  const count = Math.min(u32(b, 0), MAX_CHANNELS)
  for (let i = 0; i < count && 16 + 12 * i <= b.length; i++) {
    names.push(latin1.decode(b.subarray(4 + 12 * i, 12 + 12 * i)).replace(/\0.*$/s, ''))
  }
  return names
}

function readServer(blocks: Uint8Array): ServerData {
  const data: ServerData = { kind: 'server', version: null, encryptionMethod: null, encryptionLevel: null }
  eachBlock(blocks, (type, b) => {
    if (type === SC_CORE && b.length >= 4) data.version = u32(b, 0)
    else if (type === SC_SECURITY && b.length >= 8) {
      data.encryptionMethod = u32(b, 0)
      data.encryptionLevel = u32(b, 4)
    }
  })
  return data
}

/** Visits blocks: type, length with this header, contents (as far as they are there). */
function eachBlock(b: Uint8Array, visit: (type: number, contents: Uint8Array) => void): void {
  let at = 0
  for (let n = 0; n < MAX_BLOCKS && at + 4 <= b.length; n++) {
    const length = u16(b, at + 2)
    if (length < 4) return
    visit(u16(b, at), b.subarray(at + 4, at + length))
    at += length
  }
}

const text = (b: Uint8Array): string => utf16.decode(b).replace(/\0.*$/s, '')
const u16 = (b: Uint8Array, at: number): number => b[at]! | (b[at + 1]! << 8)
const u32 = (b: Uint8Array, at: number): number => (u16(b, at) | (u16(b, at + 2) << 16)) >>> 0
