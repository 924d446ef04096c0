/** System status lists of S7 controllers that tell what the controller is (Siemens, System and Standard Functions, reference). */
import type { FieldName } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { printable } from '../printable.ts'

export type Fact = readonly [FieldName, string]

const MODULE_IDENTIFICATION = 0x0011
const COMPONENT_IDENTIFICATION = 0x001c
/** Records of one list that are read; the lists named have about ten. */
const MOST_RECORDS = 32

/** List and index, length and number of the records, the records. */
export function readSystemStatus(data: Uint8Array): { facts: Fact[]; whole: boolean } {
  const c = new Cursor(data)
  const list = c.u16() & 0xff
  c.skip(2)
  const size = c.u16()
  const count = Math.min(c.u16(), MOST_RECORDS)
  const facts: Fact[] = []
  if (list !== MODULE_IDENTIFICATION && list !== COMPONENT_IDENTIFICATION) return { facts, whole: true }
  for (let n = 0; n < count && c.left > 0; n++) {
    const record = c.sub(size)
    if (c.missing) return { facts, whole: false }
    facts.push(...(list === MODULE_IDENTIFICATION ? moduleFacts(record) : componentFacts(record)))
  }
  return { facts, whole: !c.missing }
}

/** Index, order number of twenty characters, type, two words of version. */
function moduleFacts(c: Cursor): Fact[] {
  const index = c.u16()
  const order = printable(c.view(20))
  c.skip(2)
  const version = c.view(4)
  if (c.missing) return []
  if (index === 1) return stated('s7comm.order-number', order)
  if (index === 6) return stated('s7comm.hardware-order-number', order)
  // Firmware: the letter V, then three octets.
  if (index === 7 && version[0] === 0x56) return [['s7comm.firmware', `V${version.subarray(1).join('.')}`]]
  return []
}

const COMPONENTS: ReadonlyMap<number, FieldName> = new Map([
  [1, 's7comm.system-name'],
  [2, 's7comm.module-name'],
  [3, 's7comm.plant'],
  [4, 's7comm.copyright'],
  [5, 's7comm.serial-number'],
  [7, 's7comm.module-type'],
  [8, 's7comm.card-serial'],
  [11, 's7comm.location'],
])

/** Index, then text of up to 32 characters. */
function componentFacts(c: Cursor): Fact[] {
  const field = COMPONENTS.get(c.u16() & 0xff)
  return field === undefined ? [] : stated(field, printable(c.view(c.left)))
}

const stated = (field: FieldName, text: string | null): Fact[] => (text === null ? [] : [[field, text]])

/** What S7comm-plus names its end by when a session opens: `1;6ES7 511-1AK00-0AB0;V2.0`. */
export function plusIdentity(text: string): Fact[] {
  const found = /\b1;\s?(6ES7 [0-9A-Z-]{9,16}) ?;\s?(V\d+\.\d+(?:\.\d+)?)/.exec(text)
  return found === null
    ? []
    : [
        ['s7comm.order-number', found[1]!],
        ['s7comm.firmware', found[2]!],
      ]
}
