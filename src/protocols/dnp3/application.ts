/** Fragments of the application layer of DNP3 (IEEE 1815 clause 4): functions, and the attributes of a device. */
import type { FieldName } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { printable } from '../printable.ts'

const FUNCTIONS: readonly string[] = [
  'confirm',
  'read',
  'write',
  'select',
  'operate',
  'direct-operate',
  'direct-operate-no-answer',
  'immediate-freeze',
  'immediate-freeze-no-answer',
  'freeze-clear',
  'freeze-clear-no-answer',
  'freeze-at-time',
  'freeze-at-time-no-answer',
  'cold-restart',
  'warm-restart',
  'initialize-data',
  'initialize-application',
  'start-application',
  'stop-application',
  'save-configuration',
  'enable-unsolicited',
  'disable-unsolicited',
  'assign-class',
  'delay-measurement',
  'record-current-time',
  'open-file',
  'close-file',
  'delete-file',
  'get-file-information',
  'authenticate-file',
  'abort-file',
  'activate-configuration',
  'authentication-request',
]
export const RESPONSE = 129
export const UNSOLICITED = 130

export const functionName = (code: number): string => FUNCTIONS[code] ?? `function-${code}`

const WRITES = [
  'write',
  'open-file',
  'delete-file',
  'save-configuration',
  'activate-configuration',
  'assign-class',
]
const CONTROLS =
  /^(?:operate|direct-operate|cold-restart|warm-restart|initialize|start-application|stop-application|disable-unsolicited)/
export const isWrite = (name: string): boolean => WRITES.includes(name)
export const isControl = (name: string): boolean => CONTROLS.test(name)

/** Variations of group 0 (clause A.2). */
const ATTRIBUTES: ReadonlyMap<number, FieldName> = new Map([
  [242, 'dnp3.software-version'],
  [243, 'dnp3.hardware-version'],
  [245, 'dnp3.location'],
  [246, 'dnp3.user-id'],
  [247, 'dnp3.user-name'],
  [248, 'dnp3.serial-number'],
  [249, 'dnp3.subset'],
  [250, 'dnp3.product'],
  [252, 'dnp3.manufacturer'],
])
const MOST_OBJECTS = 32
/** Start and stop of one octet each; a count of one octet, with an index before each object. */
const RANGE = 0x00
const INDEXED = 0x17
const VISIBLE_STRING = 1

/** Attributes in a response, behind control, function and indications; objects of another group end it. */
export function attributesIn(fragment: Uint8Array): [FieldName, string][] {
  const c = new Cursor(fragment, 4)
  const found: [FieldName, string][] = []
  for (let n = 0; n < MOST_OBJECTS && c.left > 3; n++) {
    const group = c.u8()
    const variation = c.u8()
    const qualifier = c.u8()
    if (group !== 0 || (qualifier !== RANGE && qualifier !== INDEXED)) break
    c.skip(2)
    const kind = c.u8()
    const text = printable(c.view(c.u8()))
    if (c.missing) break
    const field = ATTRIBUTES.get(variation)
    if (field !== undefined && kind === VISIBLE_STRING && text !== null) found.push([field, text])
  }
  return found
}
