/** BACnet/IP (ASHRAE 135, annex J and clause 20): UDP 47808. */
import { bytes, type Part, u16, u24, u32 } from './bytes.ts'

/** Object types: 0 analog input, 1 analog output, 2 analog value, 3 binary input, 8 device ... */
export interface ObjectId {
  readonly type: number
  readonly instance: number
}

/** Properties by their number (clause 21). */
export const PROPERTY = {
  description: 28,
  firmwareRevision: 44,
  applicationSoftwareVersion: 12,
  location: 58,
  modelName: 70,
  objectList: 76,
  objectName: 77,
  presentValue: 85,
  protocolVersion: 98,
  vendorIdentifier: 120,
  vendorName: 121,
  protocolRevision: 139,
  databaseRevision: 155,
  serialNumber: 372,
} as const

export type Value =
  | { readonly text: string }
  | { readonly unsigned: number }
  | { readonly real: number }
  | { readonly enumerated: number }
  | { readonly object: ObjectId }
  | { readonly boolean: boolean }

/** Where a device hangs behind a router. */
export interface Behind {
  readonly network: number
  readonly address: Uint8Array
}

const BROADCAST = 0x0b
const UNICAST = 0x0a

/** Who-Is, of all or a range of instances; by broadcast. */
export const whoIs = (low?: number, high?: number): Uint8Array =>
  frame(
    BROADCAST,
    network({ all: true }),
    0x10,
    0x08,
    low === undefined ? '' : context(0, unsigned(low)),
    high === undefined ? '' : context(1, unsigned(high)),
  )

export interface Device {
  readonly instance: number
  readonly vendor: number
  readonly maximum?: number
  /** 0 both, 3 none. */
  readonly segmentation?: 0 | 1 | 2 | 3
  readonly behind?: Behind
}

/** I-Am, by broadcast. */
export const iAm = (d: Device): Uint8Array =>
  frame(
    BROADCAST,
    network({ all: true, ...from(d.behind) }),
    0x10,
    0x00,
    application(12, objectId({ type: 8, instance: d.instance })),
    application(2, unsigned(d.maximum ?? 1476)),
    application(9, Uint8Array.of(d.segmentation ?? 3)),
    application(2, unsigned(d.vendor)),
  )

/** ReadProperty. */
export const readProperty = (invoke: number, object: ObjectId, property: number, to?: Behind): Uint8Array =>
  frame(
    UNICAST,
    network({ answer: true, ...(to === undefined ? {} : { to }) }),
    0x00,
    0x05,
    invoke,
    0x0c,
    context(0, objectId(object)),
    context(1, unsigned(property)),
  )

/** Its answer. */
export const propertyValue = (
  invoke: number,
  object: ObjectId,
  property: number,
  value: Value,
  behind?: Behind,
): Uint8Array =>
  frame(
    UNICAST,
    network(from(behind)),
    0x30,
    invoke,
    0x0c,
    context(0, objectId(object)),
    context(1, unsigned(property)),
    0x3e,
    encode(value),
    0x3f,
  )

/** ReadPropertyMultiple of one object. */
export const readProperties = (invoke: number, object: ObjectId, properties: readonly number[]): Uint8Array =>
  frame(
    UNICAST,
    network({ answer: true }),
    0x00,
    0x05,
    invoke,
    0x0e,
    context(0, objectId(object)),
    0x1e,
    ...properties.map((p) => context(0, unsigned(p))),
    0x1f,
  )

/** Its answer. */
export const propertyValues = (
  invoke: number,
  object: ObjectId,
  values: readonly (readonly [property: number, value: Value])[],
  behind?: Behind,
): Uint8Array =>
  frame(
    UNICAST,
    network(from(behind)),
    0x30,
    invoke,
    0x0e,
    context(0, objectId(object)),
    0x1e,
    ...values.flatMap(([property, value]): Part[] => [
      context(2, unsigned(property)),
      0x4e,
      encode(value),
      0x4f,
    ]),
    0x1f,
  )

/** WriteProperty, with the priority of an operator (8) unless told. */
export const writeProperty = (
  invoke: number,
  object: ObjectId,
  property: number,
  value: Value,
  priority = 8,
): Uint8Array =>
  frame(
    UNICAST,
    network({ answer: true }),
    0x00,
    0x05,
    invoke,
    0x0f,
    context(0, objectId(object)),
    context(1, unsigned(property)),
    0x3e,
    encode(value),
    0x3f,
    context(4, unsigned(priority)),
  )

/** Done, without data (SimpleACK): 15 written, 20 reinitialised ... */
export const simpleAck = (invoke: number, service: number): Uint8Array =>
  frame(UNICAST, network({}), 0x20, invoke, service)

/** Refused: class 1 object, 2 property; code 31 unknown object, 32 unknown property, 40 write access denied. */
export const error = (invoke: number, service: number, kind: number, code: number): Uint8Array =>
  frame(
    UNICAST,
    network({}),
    0x50,
    invoke,
    service,
    application(9, Uint8Array.of(kind)),
    application(9, Uint8Array.of(code)),
  )

/** Subscribes to changes (clause 13.14). */
export const subscribe = (invoke: number, process: number, object: ObjectId, seconds: number): Uint8Array =>
  frame(
    UNICAST,
    network({ answer: true }),
    0x00,
    0x05,
    invoke,
    0x05,
    context(0, unsigned(process)),
    context(1, objectId(object)),
    context(2, Uint8Array.of(0)),
    context(3, unsigned(seconds)),
  )

/** Tells a change, unconfirmed. */
export const change = (
  process: number,
  device: number,
  object: ObjectId,
  value: Value,
  seconds: number,
): Uint8Array =>
  frame(
    UNICAST,
    network({}),
    0x10,
    0x02,
    context(0, unsigned(process)),
    context(1, objectId({ type: 8, instance: device })),
    context(2, objectId(object)),
    context(3, unsigned(seconds)),
    0x4e,
    context(0, unsigned(PROPERTY.presentValue)),
    0x2e,
    encode(value),
    0x2f,
    0x4f,
  )

/** Registers with a broadcast manager of another network (annex J.5.2). */
export const registerForeignDevice = (seconds: number): Uint8Array => bytes(0x81, 0x05, u16(6), u16(seconds))
export const result = (code = 0): Uint8Array => bytes(0x81, 0x00, u16(6), u16(code))

function frame(kind: number, header: Uint8Array, ...apdu: readonly Part[]): Uint8Array {
  const body = bytes(header, ...apdu)
  return bytes(0x81, kind, u16(body.length + 4), body)
}

interface Route {
  /** To every network. */
  readonly all?: boolean
  readonly to?: Behind
  readonly from?: Behind
  /** An answer is wanted. */
  readonly answer?: boolean
}

const from = (behind: Behind | undefined): { from?: Behind } => (behind === undefined ? {} : { from: behind })

/** NPDU (clause 6.2). */
function network(r: Route): Uint8Array {
  const destination = r.all === true ? bytes(u16(0xffff), 0) : r.to === undefined ? undefined : place(r.to)
  const control =
    (destination === undefined ? 0 : 0x20) |
    (r.from === undefined ? 0 : 0x08) |
    (r.answer === true ? 0x04 : 0)
  return bytes(
    1,
    control,
    destination ?? '',
    r.from === undefined ? '' : place(r.from),
    destination === undefined ? '' : 255,
  )
}
const place = (b: Behind): Uint8Array => bytes(u16(b.network), b.address.length, b.address)

const objectId = (o: ObjectId): Uint8Array => u32((o.type << 22) | o.instance)

function unsigned(value: number): Uint8Array {
  if (value < 0x100) return Uint8Array.of(value)
  if (value < 0x10000) return u16(value)
  return value < 0x1000000 ? u24(value) : u32(value)
}

/** Tags (clause 20.2.1): number, class, length. */
const tag = (number: number, flag: number, body: Uint8Array): Uint8Array =>
  body.length < 5
    ? bytes((number << 4) | flag | body.length, body)
    : bytes((number << 4) | flag | 5, ...(body.length < 254 ? [body.length] : [254, u16(body.length)]), body)
const context = (number: number, body: Uint8Array): Uint8Array => tag(number, 8, body)
const application = (number: number, body: Uint8Array): Uint8Array => tag(number, 0, body)

function encode(value: Value): Uint8Array {
  if ('text' in value) return application(7, bytes(0, value.text))
  if ('unsigned' in value) return application(2, unsigned(value.unsigned))
  if ('enumerated' in value) return application(9, unsigned(value.enumerated))
  if ('object' in value) return application(12, objectId(value.object))
  if ('boolean' in value) return Uint8Array.of(0x10 | (value.boolean ? 1 : 0))
  const raw = new DataView(new ArrayBuffer(4))
  raw.setFloat32(0, value.real)
  return application(4, new Uint8Array(raw.buffer))
}
