/** Command sets of DIMSE messages (PS3.7 section 6.3.1, 9.3, 10.3, annex E): always implicit VR, little endian. */
import { Cursor } from '../../wire/cursor.ts'
import { aeTitle, uidOf } from './association.ts'

export interface Command {
  /** Command field; responses have bit 15 set. */
  readonly field: number
  /** `C-STORE`, `N-CREATE` ...; `null` for a field that annex E does not list. */
  readonly name: string | null
  readonly response: boolean
  readonly sopClass: string | null
  readonly status: number | null
  readonly moveDestination: string | null
  /** A data set follows. */
  readonly dataSet: boolean
}

const NAMES: Readonly<Record<number, string>> = {
  1: 'C-STORE',
  16: 'C-GET',
  32: 'C-FIND',
  33: 'C-MOVE',
  48: 'C-ECHO',
  256: 'N-EVENT-REPORT',
  272: 'N-GET',
  288: 'N-SET',
  304: 'N-ACTION',
  320: 'N-CREATE',
  336: 'N-DELETE',
  4095: 'C-CANCEL',
}

const AFFECTED_SOP_CLASS = 0x0002
const REQUESTED_SOP_CLASS = 0x0003
const COMMAND_FIELD = 0x0100
const MOVE_DESTINATION = 0x0600
const DATA_SET_TYPE = 0x0800
const STATUS = 0x0900
/** Value of (0000,0800) where no data set follows. */
const NO_DATA_SET = 0x0101
const RESPONSE = 0x8000
/** Elements looked at of one command set; none defines more than about twenty. */
const MAX_ELEMENTS = 64

/** `null` where there is no command field. */
export function readCommand(bytes: Uint8Array): Command | null {
  const c = new Cursor(bytes)
  let field: number | null = null
  let sopClass: string | null = null
  let status: number | null = null
  let moveDestination: string | null = null
  let dataSetType = NO_DATA_SET
  for (let n = 0; n < MAX_ELEMENTS && c.left >= 8; n++) {
    const group = c.u16le()
    const element = c.u16le()
    const value = c.view(c.u32le())
    if (group !== 0 || c.missing) break
    const number = value.length >= 2 ? value[0]! | (value[1]! << 8) : null
    if (element === COMMAND_FIELD) field = number
    else if (element === AFFECTED_SOP_CLASS || element === REQUESTED_SOP_CLASS) sopClass ??= uidOf(value)
    else if (element === STATUS) status = number
    else if (element === MOVE_DESTINATION) moveDestination = aeTitle(value.subarray(0, 16))
    else if (element === DATA_SET_TYPE) dataSetType = number ?? NO_DATA_SET
  }
  if (field === null) return null
  return {
    field,
    name: NAMES[field & ~RESPONSE] ?? null,
    response: (field & RESPONSE) !== 0,
    sopClass,
    status,
    moveDestination,
    dataSet: dataSetType !== NO_DATA_SET,
  }
}
