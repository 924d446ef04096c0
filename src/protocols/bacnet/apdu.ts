/** Headers of the application layer (ASHRAE 135 clause 20.1) and the names of its services (clause 21). */
import { Cursor } from '../../wire/cursor.ts'

export type Apdu =
  | { readonly kind: 'request'; readonly invoke: number; readonly service: number; readonly body: Uint8Array }
  | { readonly kind: 'unconfirmed'; readonly service: number; readonly body: Uint8Array }
  | { readonly kind: 'simple-ack'; readonly invoke: number; readonly service: number }
  | {
      readonly kind: 'complex-ack'
      readonly invoke: number
      readonly service: number
      readonly body: Uint8Array
    }
  | ({ readonly kind: 'segment' } & Segment)
  | { readonly kind: 'error'; readonly invoke: number; readonly service: number }
  | { readonly kind: 'other' }

/** One of several parts of a complex acknowledgement. */
export interface Segment {
  readonly invoke: number
  readonly service: number
  readonly sequence: number
  readonly more: boolean
  readonly body: Uint8Array
}

/** `null` where the header is cut off or of a type that does not exist. */
export function readApdu(bytes: Uint8Array): Apdu | null {
  const c = new Cursor(bytes)
  const first = c.u8()
  const rest = () => bytes.subarray(c.at)
  let apdu: Apdu | null = null
  switch (first >>> 4) {
    case 0: {
      c.skip(1) // sizes the client can take
      const invoke = c.u8()
      const sequence = first & 8 ? c.u8() : 0
      if (first & 8) c.skip(1) // proposed window
      const service = c.u8()
      // Later parts of a segmented request begin in the middle of a value.
      apdu = sequence > 0 ? { kind: 'other' } : { kind: 'request', invoke, service, body: rest() }
      break
    }
    case 1:
      apdu = { kind: 'unconfirmed', service: c.u8(), body: rest() }
      break
    case 2:
      apdu = { kind: 'simple-ack', invoke: c.u8(), service: c.u8() }
      break
    case 3: {
      const invoke = c.u8()
      if ((first & 8) === 0) apdu = { kind: 'complex-ack', invoke, service: c.u8(), body: rest() }
      else {
        const sequence = c.u8()
        c.skip(1) // proposed window
        const service = c.u8()
        apdu = { kind: 'segment', invoke, service, sequence, more: (first & 4) !== 0, body: rest() }
      }
      break
    }
    case 5:
      apdu = { kind: 'error', invoke: c.u8(), service: c.u8() }
      break
    case 4:
    case 6:
    case 7:
      apdu = { kind: 'other' }
  }
  return c.missing ? null : apdu
}

export const READ_PROPERTY = 12
export const READ_PROPERTY_MULTIPLE = 14
export const DEVICE_COMMUNICATION_CONTROL = 17
export const REINITIALIZE_DEVICE = 20

export const CONFIRMED: readonly string[] = [
  'acknowledge-alarm',
  'confirmed-cov-notification',
  'confirmed-event-notification',
  'get-alarm-summary',
  'get-enrollment-summary',
  'subscribe-cov',
  'atomic-read-file',
  'atomic-write-file',
  'add-list-element',
  'remove-list-element',
  'create-object',
  'delete-object',
  'read-property',
  'read-property-conditional',
  'read-property-multiple',
  'write-property',
  'write-property-multiple',
  'device-communication-control',
  'confirmed-private-transfer',
  'confirmed-text-message',
  'reinitialize-device',
  'vt-open',
  'vt-close',
  'vt-data',
  'authenticate',
  'request-key',
  'read-range',
  'life-safety-operation',
  'subscribe-cov-property',
  'get-event-information',
  'subscribe-cov-property-multiple',
  'confirmed-cov-notification-multiple',
  'confirmed-audit-notification',
  'audit-log-query',
]

export const I_AM = 0
export const I_HAVE = 1
export const COV_NOTIFICATION = 2
export const EVENT_NOTIFICATION = 3
export const PRIVATE_TRANSFER = 4
export const WHO_AM_I = 13

export const UNCONFIRMED: readonly string[] = [
  'i-am',
  'i-have',
  'unconfirmed-cov-notification',
  'unconfirmed-event-notification',
  'unconfirmed-private-transfer',
  'unconfirmed-text-message',
  'time-synchronization',
  'who-has',
  'who-is',
  'utc-time-synchronization',
  'write-group',
  'unconfirmed-cov-notification-multiple',
  'unconfirmed-audit-notification',
  'who-am-i',
  'you-are',
]

/** Services that change what a device holds. */
const WRITES: ReadonlySet<string> = new Set([
  'atomic-write-file',
  'add-list-element',
  'remove-list-element',
  'create-object',
  'delete-object',
  'write-property',
  'write-property-multiple',
  'write-group',
])
/** Services that change how it runs. */
const CONTROLS: ReadonlySet<string> = new Set([
  'device-communication-control',
  'reinitialize-device',
  'life-safety-operation',
  'time-synchronization',
  'utc-time-synchronization',
])

export const isWrite = (service: string): boolean => WRITES.has(service)
export const isControl = (service: string): boolean => CONTROLS.has(service)
