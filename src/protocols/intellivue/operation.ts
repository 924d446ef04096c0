/** Remote operations of the data export (ISO 9072-2 in fixed layout): event reports and poll results of the monitor. */
import type { Cursor } from '../../wire/cursor.ts'
import { attributesOf } from '../mder.ts'
import type { DatagramReport } from '../protocol.ts'
import { reportSystem } from './system.ts'

/** Nomenclature version before a connect indication. */
export const NOMENCLATURE_OCTETS = 4
/** Identifier of a data message: session 0xe100 and presentation context. */
const SESSION = 0xe100

/** Kinds of remote operation. */
const INVOKE = 1
const RESULT = 2
const LINKED_RESULT = 5
/** Commands. */
const EVENT_REPORT = 0
const CONFIRMED_EVENT_REPORT = 1
const CONFIRMED_ACTION = 7
/** Events (IEEE 11073-10101 partition 3). */
const MDS_CREATE = 3334
const CONNECT_INDICATION = 3351
/** Poll actions, single and extended. */
const POLL = 3094
const EXTENDED_POLL = 61755
/** Object classes: the system itself. Class 42, the patient, is never read. */
const SYSTEM = 33
/** Objects of a poll result that are looked at. */
const MOST_OBJECTS = 8

/** Nomenclature 1.x, an invocation of the right length, and the event type: 80 bits of evidence. */
export function isConnectIndication(p: Uint8Array): boolean {
  return (
    p.length >= 32 &&
    u16(p, 0) === 0 &&
    p[2] === 1 &&
    u16(p, 4) === INVOKE &&
    u16(p, 6) === p.length - 8 &&
    u16(p, 24) === CONNECT_INDICATION
  )
}

/** Session identifier, a small context, a known operation and its exact length: 40 bits of evidence. */
export function isDataMessage(p: Uint8Array): boolean {
  if (p.length < 14 || u16(p, 0) !== SESSION || u16(p, 2) > 16) return false
  const kind = u16(p, 4)
  return kind >= INVOKE && kind <= LINKED_RESULT && u16(p, 6) === p.length - 8
}

const u16 = (p: Uint8Array, at: number): number => (p[at]! << 8) | p[at + 1]!

/** Reads one operation from its kind on. */
export function reportOperation(c: Cursor, to: DatagramReport): void {
  const kind = c.u16()
  c.u16()
  if (kind === LINKED_RESULT) c.u16()
  c.u16()
  const command = c.u16()
  c.u16()
  if (kind === INVOKE && (command === EVENT_REPORT || command === CONFIRMED_EVENT_REPORT)) reportEvent(c, to)
  else if (kind === INVOKE && command === CONFIRMED_ACTION) reportAsked(c, to)
  else if ((kind === RESULT || kind === LINKED_RESULT) && command === CONFIRMED_ACTION) reportPoll(c, to)
  if (c.missing) to.oddity('intellivue.short')
}

/** Object class, context, handle, time, event type, length, information. */
function reportEvent(c: Cursor, to: DatagramReport): void {
  const object = c.u16()
  c.skip(8)
  const event = c.u16()
  c.u16()
  if (c.missing || object !== SYSTEM) return
  to.server('sender')
  if (event === CONNECT_INDICATION) {
    to.observe('sender', 'intellivue.message', 'connect-indication')
    reportSystem(attributesOf(c), to)
  } else if (event === MDS_CREATE) {
    to.observe('sender', 'intellivue.message', 'mds-create')
    c.skip(6)
    reportSystem(attributesOf(c), to)
  }
}

function reportAsked(c: Cursor, to: DatagramReport): void {
  c.skip(10)
  const action = c.u16()
  if (c.missing || (action !== POLL && action !== EXTENDED_POLL)) return
  to.observe('sender', 'intellivue.message', 'poll')
  to.server('receiver')
}

/** Managed object, action, then the poll's number, times, the polled class, and contexts of objects with attributes. */
function reportPoll(c: Cursor, to: DatagramReport): void {
  c.skip(6)
  const action = c.u16()
  c.u16()
  if (c.missing || (action !== POLL && action !== EXTENDED_POLL)) return
  to.observe('sender', 'intellivue.message', 'poll-result')
  to.server('sender')
  c.skip(action === EXTENDED_POLL ? 4 : 2)
  c.skip(12)
  c.u16()
  const object = c.u16()
  c.u16()
  if (c.missing || object !== SYSTEM) return
  const contexts = Math.min(c.u16(), MOST_OBJECTS)
  c.u16()
  for (let i = 0; i < contexts && !c.missing; i++) {
    c.u16()
    const objects = Math.min(c.u16(), MOST_OBJECTS)
    c.u16()
    for (let k = 0; k < objects && !c.missing; k++) {
      c.u16()
      reportSystem(attributesOf(c), to)
    }
  }
}
