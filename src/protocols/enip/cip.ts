/** Messages of the Common Industrial Protocol (CIP volume 1, chapter 2-4 and appendix C): services and their paths. */
import { Cursor } from '../../wire/cursor.ts'

export interface Request {
  readonly service: number
  readonly classId: number | null
  readonly instance: number | null
  readonly attribute: number | null
  /** Passed on to a module behind the one addressed. */
  readonly routed: boolean
}

const UNCONNECTED_SEND = 0x52
const CONNECTION_MANAGER = 6
export const IDENTITY_CLASS = 1
export const GET_ALL = 1
export const MULTIPLE = 0x0a
/** Requests in a multiple service packet that are read. */
const MOST_REQUESTS = 32

/** The requests in a message, those packed into others included; in the order they are answered in. */
export function requestsIn(message: Uint8Array, routed = false, depth = 0): Request[] {
  const c = new Cursor(message)
  const service = c.u8()
  if (service & 0x80 || depth > 2) return []
  const path = pathOf(c.view(c.u8() * 2))
  if (c.missing) return []
  if (service === UNCONNECTED_SEND && path.classId === CONNECTION_MANAGER) {
    c.skip(2) // time
    const inner = c.view(c.u16le())
    return c.missing ? [] : requestsIn(inner, true, depth + 1)
  }
  const own = { service, routed, ...path }
  return service === MULTIPLE ? [own, ...packed(message, c.at, routed, depth)] : [own]
}

/** Number of requests, their offsets from here, the requests. */
function packed(message: Uint8Array, at: number, routed: boolean, depth: number): Request[] {
  const c = new Cursor(message, at)
  const offsets = Array.from({ length: Math.min(c.u16le(), MOST_REQUESTS) }, () => c.u16le())
  if (c.missing) return []
  return offsets.flatMap((offset, n) => {
    const end = offsets[n + 1]
    return requestsIn(
      message.subarray(at + offset, end === undefined ? undefined : at + end),
      routed,
      depth + 1,
    )
  })
}

/** Logical segments: class, instance, attribute, in one octet or two. */
function pathOf(path: Uint8Array): Pick<Request, 'classId' | 'instance' | 'attribute'> {
  const c = new Cursor(path)
  const found = new Map<number, number>()
  while (c.left > 1) {
    const segment = c.u8()
    if (segment >>> 5 !== 1) break
    const wide = (segment & 3) === 1
    if (wide) c.skip(1)
    found.set(segment & 0x1c, wide ? c.u16le() : c.u8())
  }
  const of = (kind: number): number | null => found.get(kind) ?? null
  return { classId: of(0), instance: of(4), attribute: of(0x10) }
}

/** Service answered, its general status, and what follows. */
export interface Response {
  readonly service: number
  readonly status: number
  readonly data: Uint8Array
}

export function responseOf(message: Uint8Array): Response | null {
  const c = new Cursor(message)
  const service = c.u8()
  c.skip(1)
  const status = c.u8()
  c.skip(c.u8() * 2)
  return (service & 0x80) === 0 || c.missing
    ? null
    : { service: service & 0x7f, status, data: message.subarray(c.at) }
}

/** Common services (appendix A-3), and those of Logix controllers for tags. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0x01, 'get-attributes-all'],
  [0x02, 'set-attributes-all'],
  [0x03, 'get-attribute-list'],
  [0x04, 'set-attribute-list'],
  [0x05, 'reset'],
  [0x06, 'start'],
  [0x07, 'stop'],
  [0x08, 'create'],
  [0x09, 'delete'],
  [0x0a, 'multiple-service-packet'],
  [0x0d, 'apply-attributes'],
  [0x0e, 'get-attribute-single'],
  [0x10, 'set-attribute-single'],
  [0x15, 'restore'],
  [0x16, 'save'],
  [0x4b, 'execute-pccc'],
  [0x4c, 'read-tag'],
  [0x4d, 'write-tag'],
  [0x4e, 'read-modify-write-tag'],
  [0x52, 'read-tag-fragmented'],
  [0x53, 'write-tag-fragmented'],
  [0x54, 'forward-open'],
  [0x55, 'get-instance-attribute-list'],
  [0x5b, 'large-forward-open'],
])
const FORWARD_CLOSE = 0x4e

export function serviceName({ service, classId }: Pick<Request, 'service' | 'classId'>): string {
  if (service === FORWARD_CLOSE && classId === CONNECTION_MANAGER) return 'forward-close'
  return NAMES.get(service) ?? `service-${service}`
}

const WRITES: ReadonlySet<string> = new Set([
  'set-attributes-all',
  'set-attribute-list',
  'set-attribute-single',
  'write-tag',
  'write-tag-fragmented',
  'read-modify-write-tag',
  'create',
  'delete',
  'restore',
])
const CONTROLS: ReadonlySet<string> = new Set(['reset', 'start', 'stop'])
export const isWrite = (name: string): boolean => WRITES.has(name)
export const isControl = (name: string): boolean => CONTROLS.has(name)
