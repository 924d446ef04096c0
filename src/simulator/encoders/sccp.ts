/** Skinny, between older telephones and their call manager: TCP 2000, little-endian. After published descriptions. */
import { bytes, fixed, ipv4, type Part, u32le } from './bytes.ts'

const frame = (id: number, ...parts: readonly Part[]): Uint8Array => {
  const body = bytes(...parts)
  return bytes(u32le(body.length + 4), u32le(0), u32le(id), body)
}

/** A telephone registers: `SEP` and its MAC, its kind by number (such as 7 or 115). */
export const register = (name: string, address: string, kind: number): Uint8Array =>
  frame(0x0001, fixed(name, 16), u32le(0), u32le(1), ipv4(address), u32le(kind), u32le(0), u32le(0))
/** Accepted: seconds between signs of life. */
export const registerAck = (seconds = 30): Uint8Array =>
  frame(0x0081, u32le(seconds), fixed('D/M/Y', 6), 0, 0, u32le(60), u32le(0))
export const keepAlive = (): Uint8Array => frame(0x0000)
export const keepAliveAck = (): Uint8Array => frame(0x0100)
/** The port its voice comes to. */
export const ipPort = (port: number): Uint8Array => frame(0x0002, u32le(port))
