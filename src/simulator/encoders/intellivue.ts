/**
 * Patient monitors of the IntelliVue family: their announcement (UDP 24005, broadcast) and the data export session
 * (UDP 24105), after the vendor's published "Data Export Interface Programming Guide". Big-endian.
 */
import { bytes, counted8, counted16, hex, ipv4, mac, type Part, u16, u32 } from './bytes.ts'

export interface Monitor {
  readonly mac: string
  readonly address: string
  readonly mask: string
  readonly manufacturer: string
  readonly model: string
  /** EUI-64 in sixteen digits. */
  readonly systemId: string
  /**
   * Kinds: 1 serial number, 2 part number, 3 hardware, 4 software, 5 firmware; components: 8 the product, 0x50 its main
   * board, 0x58 its software.
   */
  readonly specification: readonly (readonly [kind: number, component: number, text: string])[]
  readonly bedLabel?: string
}

/** Attribute identifiers (section "Attribute data types"). */
const ATTRIBUTE = {
  systemType: 0x0986,
  systemId: 0x0984,
  systemModel: 0x0928,
  specification: 0x092d,
  bedLabel: 0x091e,
  network: 0xf100,
  protocols: 0xf101,
  numericValue: 0x0950,
} as const

/** The periodic announcement of a monitor without a client. */
export const connectIndication = (m: Monitor, ticks: number): Uint8Array =>
  bytes(
    hex('00000100'),
    report(1, 0, ticks, 3351, [
      attribute(ATTRIBUTE.systemType, u16(1), u16(0x114d)),
      attribute(
        ATTRIBUTE.protocols,
        list(bytes(u16(1), u16(1), u16(24_105), u16(0)), bytes(u16(5), u16(1), u16(24_105), u16(0))),
      ),
      attribute(ATTRIBUTE.network, mac(m.mac), ipv4(m.address), ipv4(m.mask)),
    ]),
  )

/** A session message: kind, length of all that follows. */
const session = (kind: number, ...body: readonly Part[]): Uint8Array => bytes(kind, counted8(...body))

/** Connect items: version, session requirements. */
const SESSION_ITEMS = hex('05 08 13 01 00 16 01 02 80 00 14 02 00 02')
/** The common start of the presentation layer: normal mode, contexts. */
const PRESENTATION = hex('31 80 a0 80 80 01 01 00 00 a2 80 a0 03 00 00 01')
/** The client's contexts: association control and the object access of IEEE 11073, each with its encoding. */
const OFFERED = hex(
  `a4 80 30 80 02 01 01 06 04 52 01 00 01 30 80 06 02 51 01 00 00 00 00
   30 80 02 01 02 06 0c 2a 86 48 ce 14 02 01 00 00 00 01 01 30 80 06 0c 2a 86 48 ce 14 02 01 00 00 00 02 01
   00 00 00 00 00 00 61 80 30 80 02 01 01 a0 80 60 80 a1 80 06 0c 2a 86 48 ce 14 02 01 00 00 00 03 01
   00 00 be 80 28 80 06 0c 2a 86 48 ce 14 02 01 00 00 00 01 01 02 01 02 81`,
)
/** The monitor's answer to them: both accepted. */
const ACCEPTED = hex(
  `a5 80 30 80 80 01 00 81 02 51 01 00 00 30 80 80 01 00 81 0c 2a 86 48 ce 14 02 01 00 00 00 02 01
   00 00 00 00 61 80 30 80 02 01 01 a0 80 61 80 a1 80 06 0c 2a 86 48 ce 14 02 01 00 00 00 03 01 00 00
   a2 03 02 01 00 a3 05 a1 03 02 01 00 be 80 28 80 02 01 02 81`,
)
/** Ends of all that stands open. */
const TRAILER = new Uint8Array(16)

const connection = (kind: number, contexts: Uint8Array, system: number, startup: number): Uint8Array =>
  session(
    kind,
    SESSION_ITEMS,
    0xc1,
    counted8(PRESENTATION, contexts, counted8(userData(system, startup)), TRAILER),
  )

/** The client (a cold start) opens a session, and says how it will poll. */
export const associationRequest = (): Uint8Array => connection(0x0d, OFFERED, 0x80000000, 0x20000000)
/** The monitor (started warm) accepts. */
export const associationAccept = (): Uint8Array => connection(0x0e, ACCEPTED, 0x00800000, 0x40000000)
export const associationRefuse = (): Uint8Array => session(0x0c, hex('03 01 00'))
export const releaseRequest = (): Uint8Array => session(0x09, hex('c1 02 00 00'))
export const releaseResponse = (): Uint8Array => session(0x0a, hex('c1 02 00 00'))
export const abort = (): Uint8Array => session(0x19, hex('11 01 03'))

/** Protocol and nomenclature version 1, no functional units, who speaks, how it started; then the poll profile. */
const userData = (system: number, startup: number): Uint8Array =>
  bytes(
    u32(0x80000000),
    u32(0x40000000),
    u32(0),
    u32(system),
    u32(startup),
    list(),
    // Revision 0, shortest period in eighths of a millisecond, sizes to and from, no timeout, both kinds of poll.
    list(
      attribute(
        1,
        u32(0x80000000),
        u32(8000),
        u32(1400),
        u32(1400),
        u32(0xffffffff),
        u32(0x60000000),
        list(attribute(0xf001, u32(0x80000000), u32(0))),
      ),
    ),
  )

/** The first report of a session: the monitor says what it is (MDS Create Event). */
export const createEvent = (m: Monitor, ticks: number): Uint8Array =>
  bytes(
    hex('e1000002'),
    report(
      1,
      1,
      ticks,
      3334,
      [
        attribute(ATTRIBUTE.systemType, u16(1), u16(0x114d)),
        attribute(ATTRIBUTE.systemId, counted16(hex(m.systemId))),
        attribute(ATTRIBUTE.systemModel, label(m.manufacturer), label(m.model)),
        attribute(
          ATTRIBUTE.specification,
          list(
            ...m.specification.map(([kind, component, text]) =>
              bytes(u16(kind), u16(component), label(text)),
            ),
          ),
        ),
        ...(m.bedLabel === undefined ? [] : [attribute(ATTRIBUTE.bedLabel, wide(m.bedLabel))]),
      ],
      MDS,
    ),
  )

/** The client confirms it. */
export const createEventResult = (ticks: number): Uint8Array =>
  bytes(hex('e1000002'), operation(2, 1, bytes(MDS, u32(ticks), u16(3334), u16(0))))

/** The client asks for the numerics (MDS Poll Action on object class 6). */
export const pollRequest = (number: number): Uint8Array =>
  bytes(hex('e1000002'), operation(1, 7, action(3094, bytes(u16(number), u16(1), u16(6), u16(0)))))

/** One measured value: physiological identifier, unit code, value. */
export type Numeric = readonly [id: number, unit: number, value: number]

/** The monitor answers with its numerics. */
export function pollResult(number: number, ticks: number, numerics: readonly Numeric[]): Uint8Array {
  const observations = numerics.map(([id, unit, value], i) =>
    bytes(u16(i + 1), list(attribute(ATTRIBUTE.numericValue, u16(id), u16(0), u16(unit), float(value)))),
  )
  const contexts = list(bytes(u16(0), list(...observations)))
  const info = bytes(u16(number), u32(ticks), u32(0), u32(0), u16(1), u16(6), u16(0), contexts)
  return bytes(hex('e1000002'), operation(2, 7, bytes(MDS, u16(3094), counted16(info))))
}

/** The object that stands for the whole monitor: class, context, handle. */
const MDS = bytes(u16(33), u16(0), u16(0))
const action = (kind: number, info: Uint8Array): Uint8Array => bytes(MDS, u32(0), u16(kind), counted16(info))

/** Remote operation: 1 invoke, 2 result; command 0 event report, 1 the same confirmed, 7 confirmed action. */
const operation = (kind: number, command: number, body: Uint8Array): Uint8Array =>
  bytes(u16(kind), counted16(u16(1), u16(command), counted16(body)))

const report = (
  kind: number,
  command: number,
  ticks: number,
  event: number,
  attributes: readonly Uint8Array[],
  of: Part = '',
): Uint8Array =>
  operation(kind, command, bytes(MDS, u32(ticks), u16(event), counted16(of, list(...attributes))))

const attribute = (id: number, ...value: readonly Part[]): Uint8Array => bytes(u16(id), counted16(...value))
const list = (...members: readonly Uint8Array[]): Uint8Array =>
  bytes(u16(members.length), counted16(...members))
/** Octets of even length. */
const label = (text: string): Uint8Array => counted16(text, ...(text.length % 2 === 0 ? [] : [0]))
/** Characters of 16 bits with a zero at the end. */
const wide = (text: string): Uint8Array => counted16(...[...text].map((c) => u16(c.charCodeAt(0))), u16(0))

/** FLOAT-Type: exponent of ten in 8 bits, mantissa in 24. */
function float(value: number): Uint8Array {
  const exponent = Number.isInteger(value) ? 0 : -2
  const mantissa = Math.round(value * 10 ** -exponent)
  return bytes(exponent & 0xff, (mantissa >> 16) & 0xff, u16(mantissa & 0xffff))
}
