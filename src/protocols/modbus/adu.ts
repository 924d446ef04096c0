/**
 * Modbus application data units over TCP (MODBUS Messaging on TCP/IP Implementation Guide 1.0b section 3.1.3) and the
 * names of function codes (MODBUS Application Protocol 1.1b3 section 5.1).
 */

export interface Adu {
  readonly transaction: number
  readonly unit: number
  /** Without the bit of an exception. */
  readonly code: number
  /** Code of an exception, else `null`. */
  readonly exception: number | null
  /** Behind the function code. */
  readonly data: Uint8Array
  /** Octets of the whole. */
  readonly size: number
}

/** Transaction, protocol and length. */
const HEADER = 6
/** Longest unit behind the header: 253 octets and the unit identifier. */
const MOST = 254

/** Size of the unit that begins here: 0 when more bytes are needed to tell, -1 when none begins here. */
export function sizeOf(b: Uint8Array, at = 0): number {
  const have = b.length - at
  if (have > 2 && b[at + 2] !== 0) return -1
  if (have > 3 && b[at + 3] !== 0) return -1
  if (have > 4 && b[at + 4]! > 1) return -1
  if (have < HEADER) return 0
  const length = b[at + 4]! * 256 + b[at + 5]!
  return length < 2 || length > MOST ? -1 : HEADER + length
}

/** The unit of `size` octets at `at`, which are all there. */
export function aduAt(b: Uint8Array, at: number, size: number): Adu {
  const code = b[at + 7]!
  const data = b.subarray(at + 8, at + size)
  return {
    transaction: b[at]! * 256 + b[at + 1]!,
    unit: b[at + 6]!,
    code: code & 0x7f,
    exception: code & 0x80 ? (data[0] ?? 0) : null,
    data,
    size,
  }
}

export const READ_DEVICE_IDENTIFICATION = 0x2b
export const REPORT_SERVER_ID = 0x11
export const DIAGNOSTICS = 8

const NAMES: ReadonlyMap<number, string> = new Map([
  [1, 'read-coils'],
  [2, 'read-discrete-inputs'],
  [3, 'read-holding-registers'],
  [4, 'read-input-registers'],
  [5, 'write-single-coil'],
  [6, 'write-single-register'],
  [7, 'read-exception-status'],
  [DIAGNOSTICS, 'diagnostics'],
  [11, 'get-event-counter'],
  [12, 'get-event-log'],
  [15, 'write-multiple-coils'],
  [16, 'write-multiple-registers'],
  [REPORT_SERVER_ID, 'report-server-id'],
  [20, 'read-file-record'],
  [21, 'write-file-record'],
  [22, 'mask-write-register'],
  [23, 'read-write-multiple-registers'],
  [24, 'read-fifo-queue'],
  [READ_DEVICE_IDENTIFICATION, 'encapsulated-interface'],
])
export const nameOf = (code: number): string => NAMES.get(code) ?? `function-${code}`

const WRITES: ReadonlySet<number> = new Set([5, 6, 15, 16, 21, 22, 23])
export const isWrite = (code: number): boolean => WRITES.has(code)

/** Is the length of a request the one its function code asks for (application protocol, section 6)? */
export function isRequest({ code, exception, data }: Adu): boolean {
  if (exception !== null) return false
  switch (code) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
      return data.length === 4
    case 7:
    case 11:
    case 12:
    case REPORT_SERVER_ID:
      return data.length === 0
    case DIAGNOSTICS:
      return data.length >= 4 && data.length % 2 === 0
    case 15:
    case 16:
      return data.length >= 6 && data.length === 5 + data[4]!
    case 20:
    case 21:
      return data.length > 7 && data.length === 1 + data[0]!
    case 22:
      return data.length === 6
    case 23:
      return data.length > 9 && data.length === 9 + data[8]!
    case 24:
      return data.length === 2
    case READ_DEVICE_IDENTIFICATION:
      return data.length === 3 && data[0] === 0x0e && data[1]! >= 1 && data[1]! <= 4
    default:
      return false
  }
}

/** Likewise for what a server sends. */
export function isResponse({ code, exception, data }: Adu): boolean {
  if (exception !== null) return data.length === 1 && exception > 0 && exception < 16 && NAMES.has(code)
  switch (code) {
    case 1:
    case 2:
    case 20:
    case REPORT_SERVER_ID:
      return data.length > 1 && data.length === 1 + data[0]!
    case 3:
    case 4:
    case 23:
      return data.length > 2 && data.length % 2 === 1 && data.length === 1 + data[0]!
    case 5:
    case 6:
    case 11:
    case 15:
    case 16:
      return data.length === 4
    case 7:
      return data.length === 1
    case 12:
      return data.length > 6 && data.length === 1 + data[0]!
    case 24:
      return data.length > 3 && data.length === 2 + data[0]! * 256 + data[1]!
    case READ_DEVICE_IDENTIFICATION:
      return data.length >= 6 && data[0] === 0x0e && data[1]! >= 1 && data[1]! <= 4
    default:
      return isRequest({ code, exception, data } as Adu)
  }
}
