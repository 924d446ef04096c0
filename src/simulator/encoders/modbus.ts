/** Modbus/TCP (Modbus Application Protocol 1.1b3, Messaging on TCP/IP 1.0b): TCP 502. */
import { bytes, counted8, type Part, u16 } from './bytes.ts'

/** Transaction, and the unit behind the address. */
export interface Place {
  readonly transaction: number
  readonly unit: number
}

function frame(p: Place, ...pdu: readonly Part[]): Uint8Array {
  const body = bytes(p.unit, ...pdu)
  return bytes(u16(p.transaction), u16(0), u16(body.length), body)
}

/** Functions 3 (holding) and 4 (input registers). */
export const readRegisters = (p: Place, start: number, count: number, kind: 3 | 4 = 3): Uint8Array =>
  frame(p, kind, u16(start), u16(count))
export const registers = (p: Place, values: readonly number[], kind: 3 | 4 = 3): Uint8Array =>
  frame(p, kind, counted8(...values.map(u16)))
/** Function 6, and its echo. */
export const writeRegister = (p: Place, register: number, value: number): Uint8Array =>
  frame(p, 6, u16(register), u16(value))
/** Function 16. */
export const writeRegisters = (p: Place, start: number, values: readonly number[]): Uint8Array =>
  frame(p, 16, u16(start), u16(values.length), counted8(...values.map(u16)))
export const registersWritten = (p: Place, start: number, count: number): Uint8Array =>
  frame(p, 16, u16(start), u16(count))
/** Function 5, and its echo. */
export const writeCoil = (p: Place, coil: number, on: boolean): Uint8Array =>
  frame(p, 5, u16(coil), u16(on ? 0xff00 : 0))

/** Function 43/14: reads the device's identification, basic (1) or all (2). */
export const readIdentification = (p: Place, code: 1 | 2 = 1): Uint8Array => frame(p, 0x2b, 0x0e, code, 0)
/** Objects: 0 vendor, 1 product code, 2 revision, 3 URL, 4 product, 5 model, 6 application. */
export const identification = (
  p: Place,
  objects: Readonly<Record<number, string>>,
  code: 1 | 2 = 1,
): Uint8Array => {
  const list = Object.entries(objects).map(([id, text]) => bytes(Number(id), counted8(text)))
  return frame(p, 0x2b, 0x0e, code, code | 0x80, 0, 0, list.length, ...list)
}
/** Function 17: reports the server's identifier, text and whether it runs. */
export const reportServer = (p: Place): Uint8Array => frame(p, 0x11)
export const server = (p: Place, text: string, running = true): Uint8Array =>
  frame(p, 0x11, counted8(text, running ? 0xff : 0))

/** An exception: 1 function, 2 address, 3 value not allowed. */
export const exception = (p: Place, kind: number, code: number): Uint8Array => frame(p, 0x80 | kind, code)
