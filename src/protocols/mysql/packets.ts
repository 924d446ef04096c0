/** Packets of the MySQL connection phase (MySQL Source Code Documentation, "Protocol::Handshake"). */
import { Cursor } from '../../wire/cursor.ts'

/** Header of a packet: length, three octets little-endian, and sequence number. */
export const HEADER = 4
/** Capability flags. */
export const CLIENT_SSL = 0x0800
const CONNECT_WITH_DB = 0x0008
const PROTOCOL_41 = 0x0200
const SECURE_CONNECTION = 0x8000
const PLUGIN_AUTH = 0x0008_0000
const CONNECT_ATTRS = 0x0010_0000
const PLUGIN_AUTH_LENENC = 0x0020_0000
/** Attributes of a client that are looked at. */
const MAX_ATTRIBUTES = 32

export interface Greeting {
  readonly protocol: number
  readonly version: string
  readonly capabilities: number
  readonly plugin: string | null
}

export const lengthOf = (b: Uint8Array): number => b[0]! | (b[1]! << 8) | (b[2]! << 16)

/** Protocol::HandshakeV10, without its header. */
export function readGreeting(body: Uint8Array): Greeting | null {
  const c = new Cursor(body)
  const protocol = c.u8()
  const version = zeroEnded(c)
  if (protocol !== 10 || version === null || !/^\d[!-~]{2,80}$/.test(version)) return null
  c.skip(4 + 8 + 1)
  let capabilities = c.u16le()
  if (c.missing) return null
  if (c.left < 13 + 3) return { protocol, version, capabilities, plugin: null }
  c.skip(1 + 2)
  capabilities = (capabilities | (c.u16le() << 16)) >>> 0
  const salt = c.u8()
  c.skip(10)
  c.skip(Math.max(13, salt - 8))
  if (c.missing || !(capabilities & PLUGIN_AUTH)) return { protocol, version, capabilities, plugin: null }
  // Some servers leave out the last zero.
  const plugin = zeroEnded(c) ?? c.ascii(c.left)
  return { protocol, version, capabilities, plugin: /^\w{3,64}$/.test(plugin) ? plugin : null }
}

export interface Login {
  readonly user: string
  readonly plugin: string | null
  readonly attributes: ReadonlyMap<string, string>
  /** What proves the user; a password only where the plugin sends it in clear. */
  readonly proof: Uint8Array
}

/** Protocol::HandshakeResponse41, without its header; `null` for another. */
export function readLogin(body: Uint8Array): Login | null {
  const c = new Cursor(body)
  const capabilities = c.u32le()
  if (!(capabilities & PROTOCOL_41)) return null
  c.skip(4 + 1 + 23)
  const user = zeroEnded(c)
  if (user === null || c.missing) return null
  const proof = readProof(c, capabilities)
  if (capabilities & CONNECT_WITH_DB && zeroEnded(c) === null) return null
  const plugin = capabilities & PLUGIN_AUTH ? (zeroEnded(c) ?? c.ascii(c.left)) : null
  const attributes = capabilities & CONNECT_ATTRS ? readAttributes(c) : new Map<string, string>()
  return { user, plugin, attributes, proof }
}

function readProof(c: Cursor, capabilities: number): Uint8Array {
  if (capabilities & PLUGIN_AUTH_LENENC) return c.view(lengthEncoded(c))
  if (capabilities & SECURE_CONNECTION) return c.view(c.u8())
  const end = c.bytes.indexOf(0, c.at)
  return end < 0 ? c.view(c.left) : c.view(end + 1 - c.at)
}

function readAttributes(c: Cursor): Map<string, string> {
  const all = c.sub(lengthEncoded(c))
  const found = new Map<string, string>()
  for (let n = 0; n < MAX_ATTRIBUTES && all.left > 0; n++) {
    const key = all.ascii(lengthEncoded(all))
    const value = all.utf8(lengthEncoded(all))
    if (all.missing) break
    found.set(key, value)
  }
  return found
}

function lengthEncoded(c: Cursor): number {
  const first = c.u8()
  if (first < 0xfb) return first
  if (first === 0xfc) return c.u16le()
  if (first === 0xfd) return c.u16le() + c.u8() * 0x10000
  return -1
}

export function zeroEnded(c: Cursor): string | null {
  const end = c.bytes.indexOf(0, c.at)
  if (end < 0 || end >= c.end) return null
  const text = c.utf8(end - c.at)
  c.skip(1)
  return text
}
