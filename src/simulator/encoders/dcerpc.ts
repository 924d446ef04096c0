/** DCE/RPC, connection-oriented (C706 chapter 12, MS-RPCE): over a pipe of SMB, or TCP 135 and above. */
import { bytes, guid, type Part, u16le, u32le, utf16le, zeros } from './bytes.ts'

/** An interface by its UUID and version. */
export interface Interface {
  readonly uuid: string
  readonly major: number
  readonly minor?: number
}

export const INTERFACES = {
  endpointMapper: { uuid: 'e1af8308-5d1f-11c9-91a4-08002b14a0fa', major: 3 },
  serviceControl: { uuid: '367abb81-9844-35f1-ad32-98f038001003', major: 2 },
  serverService: { uuid: '4b324fc8-1670-01d3-1278-5a47bf6ee188', major: 3 },
  security: { uuid: '12345778-1234-abcd-ef00-0123456789ac', major: 1 },
  netlogon: { uuid: '12345678-1234-abcd-ef00-01234567cffb', major: 1 },
  taskScheduler: { uuid: '86d35949-83c9-4044-b424-db363231fd0c', major: 1 },
} as const satisfies Readonly<Record<string, Interface>>

/** Network data representation 2.0. */
const NDR = { uuid: '8a885d04-1ceb-11c9-9fe8-08002b104860', major: 2 }

/** Kind, flags first and last fragment, little-endian data. */
function packet(kind: number, call: number, ...body: readonly Part[]): Uint8Array {
  const content = bytes(...body)
  return bytes(5, 0, kind, 3, 0x10, 0, 0, 0, u16le(16 + content.length), u16le(0), u32le(call), content)
}

const syntax = (i: Interface): Uint8Array => bytes(guid(i.uuid), u16le(i.major), u16le(i.minor ?? 0))

/** Binds to an interface. */
export const bind = (call: number, to: Interface): Uint8Array =>
  packet(11, call, u16le(4280), u16le(4280), u32le(0), u32le(1), u16le(0), u16le(1), syntax(to), syntax(NDR))

/** The server agrees; `endpoint` is its pipe or port as text. */
export function bindAck(call: number, endpoint: string): Uint8Array {
  const address = bytes(u16le(endpoint.length + 1), endpoint, 0)
  const padding = zeros((4 - ((24 + address.length) % 4)) % 4)
  return packet(
    12,
    call,
    u16le(4280),
    u16le(4280),
    u32le(0x1234),
    address,
    padding,
    u32le(1),
    u16le(0),
    u16le(0),
    syntax(NDR),
  )
}

export const request = (call: number, operation: number, stub: Uint8Array): Uint8Array =>
  packet(0, call, u32le(stub.length), u16le(0), u16le(operation), stub)
export const response = (call: number, stub: Uint8Array): Uint8Array =>
  packet(2, call, u32le(stub.length), u16le(0), 0, 0, stub)

/** A text with its lengths, as NDR has it (MS-RPCE 2.2.4). */
function text(value: string): Uint8Array {
  const raw = bytes(utf16le(value), 0, 0)
  const count = u32le(value.length + 1)
  return bytes(count, u32le(0), count, raw, zeros((4 - (raw.length % 4)) % 4))
}
const pointer = (value: string, id = 0x00020000): Uint8Array => bytes(u32le(id), text(value))

/** Stubs of the service control manager (MS-SCMR 3.1.4), as remote execution uses them. */
export const serviceControl = {
  /** ROpenSCManagerW, operation 15. */
  openManager: (server: string): Uint8Array => bytes(pointer(server), u32le(0), u32le(0x000f003f)),
  /** Its answer, and that of opening a service: a handle of twenty bytes, and success. */
  handle: (handle: Uint8Array): Uint8Array => bytes(handle, u32le(0)),
  /** RCreateServiceW, operation 12: a service of its own process, started by hand. */
  create: (handle: Uint8Array, name: string, command: string): Uint8Array =>
    bytes(
      handle,
      text(name),
      pointer(name),
      u32le(0x000f01ff),
      u32le(0x10),
      u32le(3),
      u32le(0),
      text(command),
      u32le(0),
      u32le(0),
      u32le(0),
      u32le(0),
      u32le(0),
      u32le(0),
      u32le(0),
    ),
  /** Its answer: tag, handle and success. */
  created: (handle: Uint8Array): Uint8Array => bytes(u32le(0), handle, u32le(0)),
  /** RStartServiceW, operation 19. */
  start: (handle: Uint8Array): Uint8Array => bytes(handle, u32le(0), u32le(0)),
  success: (): Uint8Array => u32le(0),
} as const
