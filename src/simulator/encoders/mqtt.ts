/** MQTT 3.1.1 (OASIS, ISO/IEC 20922): TCP 1883. */
import { bytes, counted16, type Part, u16 } from './bytes.ts'

function packet(head: number, ...parts: readonly Part[]): Uint8Array {
  const body = bytes(...parts)
  const length: number[] = []
  let rest = body.length
  do {
    length.push((rest & 127) | (rest > 127 ? 128 : 0))
    rest >>= 7
  } while (rest > 0)
  return bytes(head, ...length, body)
}

/** CONNECT. */
export function connect(
  client: string,
  login?: { readonly user: string; readonly password: string },
  keepAlive = 60,
): Uint8Array {
  const flags = 2 | (login === undefined ? 0 : 0xc0)
  const identity = login === undefined ? [] : [counted16(login.user), counted16(login.password)]
  return packet(0x10, counted16('MQTT'), 4, flags, u16(keepAlive), counted16(client), ...identity)
}
/** 0 accepted, 5 not authorised. */
export const connectAck = (code = 0): Uint8Array => packet(0x20, 0, code)
/** At most once. */
export const publish = (topic: string, body: Uint8Array | string): Uint8Array =>
  packet(0x30, counted16(topic), body)
export const subscribe = (id: number, topic: string): Uint8Array => packet(0x82, u16(id), counted16(topic), 0)
export const subscribeAck = (id: number): Uint8Array => packet(0x90, u16(id), 0)
export const ping = (): Uint8Array => packet(0xc0)
export const pong = (): Uint8Array => packet(0xd0)
export const disconnect = (): Uint8Array => packet(0xe0)
