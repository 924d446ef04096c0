/** EtherNet/IP (CIP volume 2 chapter 2): UDP and TCP 44818, little-endian. */
import { bytes, counted8, ipv4, type Part, u16, u16le, u32le, zeros } from './bytes.ts'

function frame(command: number, session: number, ...parts: readonly Part[]): Uint8Array {
  const body = bytes(...parts)
  return bytes(u16le(command), u16le(body.length), u32le(session), u32le(0), zeros(8), u32le(0), body)
}

export interface Identity {
  readonly address: string
  readonly vendor: number
  /** 0x0c communications adapter, 0x0e controller ... */
  readonly deviceType: number
  readonly productCode: number
  readonly major: number
  readonly minor: number
  readonly serial: number
  readonly name: string
}

/** Who is there? By broadcast. */
export const listIdentityRequest = (): Uint8Array => frame(0x63, 0)
export function listIdentity(i: Identity): Uint8Array {
  const socket = bytes(u16(2), u16(44_818), ipv4(i.address), zeros(8))
  const item = bytes(
    u16le(1),
    socket,
    u16le(i.vendor),
    u16le(i.deviceType),
    u16le(i.productCode),
    i.major,
    i.minor,
    u16le(0x30),
    u32le(i.serial),
    counted8(i.name),
    3,
  )
  return frame(0x63, 0, u16le(1), u16le(0x0c), u16le(item.length), item)
}
/** Opens a session over TCP, and its answer. */
export const registerSession = (): Uint8Array => frame(0x65, 0, u16le(1), u16le(0))
export const sessionRegistered = (session: number): Uint8Array => frame(0x65, session, u16le(1), u16le(0))

/** Unconnected CIP request in SendRRData: Get Attributes All of the identity object. */
export const readIdentity = (session: number): Uint8Array =>
  unconnected(session, Uint8Array.of(0x01, 2, 0x20, 1, 0x24, 1))
export const identityRead = (session: number, i: Identity): Uint8Array =>
  unconnected(
    session,
    bytes(
      0x81,
      0,
      0,
      0,
      u16le(i.vendor),
      u16le(i.deviceType),
      u16le(i.productCode),
      i.major,
      i.minor,
      u16le(0x30),
      u32le(i.serial),
      counted8(i.name),
    ),
  )

/** Interface 0, timeout 10, a null address item and the message. */
const unconnected = (session: number, message: Uint8Array): Uint8Array =>
  frame(
    0x6f,
    session,
    u32le(0),
    u16le(10),
    u16le(2),
    u16le(0),
    u16le(0),
    u16le(0xb2),
    u16le(message.length),
    message,
  )
