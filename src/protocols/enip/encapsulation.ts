/** The encapsulation of EtherNet/IP (CIP volume 2, chapter 2): header, items, and what ListIdentity and ListServices answer. */
import type { Ip } from '../../model/ip.ts'
import { Cursor } from '../../wire/cursor.ts'
import { deviceIp } from '../addresses.ts'
import { printable } from '../printable.ts'

export const HEADER = 24
export const LIST_SERVICES = 0x04
export const LIST_IDENTITY = 0x63
export const REGISTER_SESSION = 0x65
export const SEND_RR_DATA = 0x6f
export const SEND_UNIT_DATA = 0x70

export const COMMANDS: ReadonlyMap<number, string> = new Map([
  [LIST_SERVICES, 'list-services'],
  [LIST_IDENTITY, 'list-identity'],
  [0x64, 'list-interfaces'],
  [REGISTER_SESSION, 'register-session'],
  [0x66, 'unregister-session'],
  [SEND_RR_DATA, 'send-rr-data'],
  [SEND_UNIT_DATA, 'send-unit-data'],
])
/** Status codes, table 2-3.3. */
const STATUSES: readonly number[] = [0, 1, 2, 3, 0x64, 0x65, 0x69]

export interface Message {
  readonly command: number
  readonly status: number
  /** Sender's context, by which an answer is found again. */
  readonly context: string
  readonly body: Uint8Array
}

/** Size of the message that begins here: 0 when more bytes are needed to tell, -1 when none begins here. */
export function sizeOf(b: Uint8Array, at = 0): number {
  const have = b.length - at
  if (have > 1 && !COMMANDS.has(b[at]! + b[at + 1]! * 256)) return -1
  if (have < HEADER) return 0
  const c = new Cursor(b, at + 2)
  const length = c.u16le()
  c.skip(4) // session
  const status = c.u32le()
  c.skip(8)
  return c.u32le() === 0 && STATUSES.includes(status) && fits(b[at]!, length) ? HEADER + length : -1
}

/** Commands of one length. */
function fits(command: number, length: number): boolean {
  if (command === REGISTER_SESSION) return length === 4 || length === 0
  return command >= SEND_RR_DATA ? length >= 16 : command !== 0x66 || length === 0
}

export function messageAt(b: Uint8Array, at: number, size: number): Message {
  const c = new Cursor(b, at + 8)
  return {
    command: b[at]!,
    status: c.u32le(),
    context: Buffer.from(c.view(8)).toString('hex'),
    body: b.subarray(at + HEADER, at + size),
  }
}

export interface Item {
  readonly type: number
  readonly data: Uint8Array
}

const MOST_ITEMS = 16

/** The items of a body that begins with their number. */
export function itemsIn(body: Uint8Array): Item[] {
  const c = new Cursor(body)
  const items: Item[] = []
  for (let left = Math.min(c.u16le(), MOST_ITEMS); left > 0; left--) {
    const type = c.u16le()
    const data = c.view(c.u16le())
    if (c.missing) break
    items.push({ type, data })
  }
  return items
}

/** What the Identity object holds (CIP volume 1, 5A-2). */
export interface Identity {
  readonly vendor: number
  readonly deviceType: number
  readonly productCode: number
  readonly revision: string
  /** Eight hexadecimal digits. */
  readonly serial: string
  readonly productName: string | null
}

/** Vendor, type, code, revision, status, serial number, name. */
export function readIdentity(c: Cursor): Identity | null {
  const vendor = c.u16le()
  const deviceType = c.u16le()
  const productCode = c.u16le()
  const revision = `${c.u8()}.${c.u8()}`
  c.skip(2) // status
  const serial = c.u32le().toString(16).padStart(8, '0')
  const productName = printable(c.view(c.u8()))
  return c.missing ? null : { vendor, deviceType, productCode, revision, serial, productName }
}

const IDENTITY_ITEM = 0x0c
const SERVICE_ITEM = 0x100

/** The identity in an answer to ListIdentity, and the address its owner gives. */
export function listedIdentity(body: Uint8Array): { identity: Identity; ip: Ip | null } | null {
  const item = itemsIn(body).find(({ type }) => type === IDENTITY_ITEM)
  if (item === undefined) return null
  const c = new Cursor(item.data, 2 + 4) // version; family and port of the socket address
  const ip = deviceIp(c.view(4))
  c.skip(8)
  const identity = readIdentity(c)
  return identity && { identity, ip }
}

/** Names of services in an answer to ListServices. */
export const listedServices = (body: Uint8Array): string[] =>
  itemsIn(body).flatMap(({ type, data }) =>
    type === SERVICE_ITEM ? (printable(data.subarray(4, 20)) ?? []) : [],
  )
