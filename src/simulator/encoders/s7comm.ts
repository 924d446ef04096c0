/** S7 communication over ISO transport (RFC 1006, X.224): TCP 102. The inner protocol after published analyses. */
import { bytes, fixed, type Part, u16, u24 } from './bytes.ts'

const tpkt = (body: Uint8Array): Uint8Array => bytes(3, 0, u16(body.length + 4), body)

/** Transport connection to rack and slot: parameters TPDU size, calling and called TSAP. */
export const connect = (rack: number, slot: number): Uint8Array => transport(0xe0, 0, rack, slot)
export const connected = (rack: number, slot: number): Uint8Array => transport(0xd0, 1, rack, slot)
const transport = (kind: number, to: number, rack: number, slot: number): Uint8Array =>
  tpkt(
    bytes(
      17,
      kind,
      u16(to),
      u16(kind === 0xe0 ? 1 : 2),
      0,
      0xc0,
      1,
      10,
      0xc1,
      2,
      1,
      0,
      0xc2,
      2,
      1,
      rack * 32 + slot,
    ),
  )

/** A data TPDU with an S7 header: 1 job, 3 its answer with data, 7 user data. */
function message(kind: 1 | 3 | 7, reference: number, parameter: Uint8Array, data: Uint8Array): Uint8Array {
  const errors: Part[] = kind === 3 ? [0, 0] : []
  return tpkt(
    bytes(
      2,
      0xf0,
      0x80,
      0x32,
      kind,
      u16(0),
      u16(reference),
      u16(parameter.length),
      u16(data.length),
      ...errors,
      parameter,
      data,
    ),
  )
}

const NONE = new Uint8Array(0)

/** Agrees on the length of messages. */
export const setup = (reference: number): Uint8Array =>
  message(1, reference, bytes(0xf0, 0, u16(1), u16(1), u16(480)), NONE)
export const setupDone = (reference: number): Uint8Array =>
  message(3, reference, bytes(0xf0, 0, u16(1), u16(1), u16(240)), NONE)

/** Reads `count` bytes of a data block. */
export const read = (reference: number, block: number, start: number, count: number): Uint8Array =>
  message(1, reference, bytes(4, 1, 0x12, 10, 0x10, 2, u16(count), u16(block), 0x84, u24(start * 8)), NONE)
export const readDone = (reference: number, body: Uint8Array): Uint8Array =>
  message(3, reference, bytes(4, 1), bytes(0xff, 4, u16(body.length * 8), body))

/** Asks for a system status list: 0x0011 module identification, 0x001c component identification. */
export const readList = (reference: number, id: 0x0011 | 0x001c): Uint8Array =>
  message(7, reference, bytes(0, 1, 0x12, 4, 0x11, 0x44, 1, 0), bytes(0xff, 9, u16(4), u16(id), u16(0)))

/** Module identification: order numbers and versions of module (1), hardware (6) and firmware (7). */
export const moduleIdentification = (
  reference: number,
  order: string,
  version: readonly [number, number, number],
): Uint8Array => {
  const entries = [1, 6, 7].map((index) =>
    bytes(
      u16(index),
      fixed(index === 7 ? '' : order, 20, 0x20),
      u16(0),
      index === 7 ? u16(0x5600 | version[0]) : u16(0x20),
      index === 7 ? bytes(version[1], version[2]) : u16(1),
    ),
  )
  return list(reference, 0x0011, 28, entries)
}

/** Component identification: names and serial number. */
export const componentIdentification = (
  reference: number,
  c: { readonly system: string; readonly module: string; readonly serial: string; readonly kind: string },
): Uint8Array => {
  const rows = [
    [1, c.system],
    [2, c.module],
    [5, c.serial],
    [7, c.kind],
  ] as const
  return list(
    reference,
    0x001c,
    34,
    rows.map(([index, text]) => bytes(u16(index), fixed(text, 32))),
  )
}

function list(reference: number, id: number, size: number, entries: readonly Uint8Array[]): Uint8Array {
  const body = bytes(u16(id), u16(0), u16(size), u16(entries.length), ...entries)
  return message(
    7,
    reference,
    bytes(0, 1, 0x12, 8, 0x12, 0x84, 1, 1, 0, 0, 0, 0),
    bytes(0xff, 9, u16(body.length), body),
  )
}
