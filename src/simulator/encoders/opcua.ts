/** OPC UA binary connection (OPC 10000-6 section 7.1): TCP 4840, little-endian. */
import { bytes, type Part, u32le } from './bytes.ts'

const text = (value: string): Uint8Array => bytes(u32le(Buffer.byteLength(value)), value)
const frame = (kind: string, ...parts: readonly Part[]): Uint8Array => {
  const body = bytes(...parts)
  return bytes(kind, u32le(body.length + 8), body)
}
const sizes = (): Uint8Array => bytes(u32le(0), u32le(65_536), u32le(65_536), u32le(0), u32le(0))

/** Hello, with the URL of the server. */
export const hello = (url: string): Uint8Array => frame('HELF', sizes(), text(url))
export const acknowledge = (): Uint8Array => frame('ACKF', sizes())
/** An error ends the connection: status code and reason. */
export const error = (code: number, reason: string): Uint8Array => frame('ERRF', u32le(code), text(reason))
