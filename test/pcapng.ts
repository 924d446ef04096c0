/** Byte writers for pcapng blocks in either byte order, and classic pcap in all its variants. Shares no code with `src/`. */
import { type Bytes, bytes, ip, u16, u16le, u32, u32le, zeros } from './bytes.ts'

/** Numbers in one byte order. */
export interface Order {
  readonly little: boolean
  readonly u16: (n: number) => Bytes
  readonly u32: (n: number) => Bytes
  readonly u64: (n: number) => Bytes
}
const high = (n: number): number => Math.floor(n / 2 ** 32)
export const LITTLE: Order = {
  little: true,
  u16: u16le,
  u32: u32le,
  u64: (n) => bytes(u32le(n % 2 ** 32), u32le(high(n))),
}
export const BIG: Order = {
  little: false,
  u16,
  u32,
  u64: (n) => bytes(u32(high(n)), u32(n % 2 ** 32)),
}

const pad = (part: Bytes): Bytes => bytes(part, zeros(-part.length & 3))

/** A block of any type; its lengths are right unless `length` says otherwise. */
export function block(o: Order, type: number, body: Bytes, length = pad(body).length + 12): Bytes {
  return bytes(o.u32(type), o.u32(length), pad(body), o.u32(length))
}
export const option = (o: Order, code: number, value: Bytes): Bytes =>
  bytes(o.u16(code), o.u16(value.length), pad(value))
export const endOfOptions = (o: Order): Bytes => bytes(o.u16(0), o.u16(0))

export const section = (o: Order, options: Bytes = zeros(0), major = 1): Bytes =>
  block(
    o,
    0x0a0d0d0a,
    bytes(o.u32(0x1a2b3c4d), o.u16(major), o.u16(0), o.u32(0xffffffff), o.u32(0xffffffff), options),
  )

export interface InterfaceShape {
  readonly linkType?: number
  readonly snaplen?: number
  /** if_tsresol octet. */
  readonly resolution?: number
  /** if_tsoffset, seconds. */
  readonly offset?: number
  readonly name?: string
}
export function interfaceBlock(o: Order, shape: InterfaceShape = {}): Bytes {
  const { linkType = 1, snaplen = 0, resolution, offset, name } = shape
  const parts = [
    ...(name === undefined ? [] : [option(o, 2, bytes(name))]),
    ...(resolution === undefined ? [] : [option(o, 9, bytes(resolution))]),
    ...(offset === undefined ? [] : [option(o, 14, o.u64(offset))]),
  ]
  return block(o, 1, bytes(o.u16(linkType), 0, 0, o.u32(snaplen), ...parts, endOfOptions(o)))
}

const ticks = (o: Order, n: number): Bytes => bytes(o.u32(high(n)), o.u32(n % 2 ** 32))

/** `time` in units of the interface; `original` defaults to the length of the data. */
export const enhancedPacket = (
  o: Order,
  time: number,
  data: Bytes,
  { of = 0, original = data.length, captured = data.length, options = zeros(0) } = {},
): Bytes =>
  block(o, 6, bytes(o.u32(of), ticks(o, time), o.u32(captured), o.u32(original), pad(data), options))
export const simplePacket = (o: Order, data: Bytes, original = data.length): Bytes =>
  block(o, 3, bytes(o.u32(original), data))
export const obsoletePacket = (o: Order, time: number, data: Bytes, drops = 0xffff, of = 0): Bytes =>
  block(o, 2, bytes(o.u16(of), o.u16(drops), ticks(o, time), o.u32(data.length), o.u32(data.length), data))

export const nameRecord = (o: Order, address: string, ...names: string[]): Bytes => {
  const value = bytes(ip(address), ...names.flatMap((name) => [name, 0]))
  return bytes(o.u16(address.includes(':') ? 2 : 1), o.u16(value.length), pad(value))
}
export const nameBlock = (o: Order, ...records: Bytes[]): Bytes =>
  block(o, 4, bytes(...records, o.u16(0), o.u16(0)))

export const statistics = (o: Order, received: number, dropped: number, of = 0): Bytes =>
  block(
    o,
    5,
    bytes(o.u32(of), zeros(8), option(o, 4, o.u64(received)), option(o, 5, o.u64(dropped)), endOfOptions(o)),
  )

export interface PcapShape {
  readonly order?: Order
  /** `micro` a1b2c3d4, `nano` a1b23c4d, `modified` a1b2cd34. */
  readonly variant?: 'micro' | 'nano' | 'modified'
  readonly linkType?: number
  readonly snaplen?: number
}
const MAGIC = { micro: 0xa1b2c3d4, nano: 0xa1b23c4d, modified: 0xa1b2cd34 }

export const pcapHeader = ({
  order: o = LITTLE,
  variant = 'micro',
  linkType = 1,
  snaplen = 65_535,
}: PcapShape = {}) =>
  bytes(o.u32(MAGIC[variant]), o.u16(2), o.u16(4), zeros(8), o.u32(snaplen), o.u32(linkType))

/** `fraction` in micro- or nanoseconds, as the variant has it. */
export function pcapRecord(
  seconds: number,
  fraction: number,
  data: Bytes,
  {
    order: o = LITTLE,
    variant = 'micro',
    captured = data.length,
    original = data.length,
  }: PcapShape & {
    captured?: number
    original?: number
  } = {},
): Bytes {
  const tail = variant === 'modified' ? bytes(o.u32(2), o.u16(0x0800), 0, 0) : zeros(0)
  return bytes(o.u32(seconds), o.u32(fraction), o.u32(captured), o.u32(original), tail, data)
}
