/** The answer to INQUIRY of SCSI (SPC-4 section 6.4): what a unit is. */
import type { FieldName } from '../../model/observation.ts'
import { printable } from '../printable.ts'

export const INQUIRY = 0x12
const SERIAL_PAGE = 0x80
/** Peripheral device types (SPC-4 table 139). */
const KINDS: Readonly<Record<number, string>> = {
  0: 'disk',
  1: 'tape',
  5: 'cd',
  8: 'media-changer',
  12: 'array-controller',
  13: 'enclosure',
}

/** A question: `null` for the standard data, else the number of the page. */
export function askedPage(command: Uint8Array): number | null {
  return command[1]! & 1 ? command[2]! : null
}

export function readInquiry(data: Uint8Array, page: number | null): [FieldName, string][] {
  if (page === SERIAL_PAGE)
    return data[1] === page ? text('iscsi.unit-serial', data.subarray(4, 4 + data[3]!)) : []
  if (page !== null || data.length < 36) return []
  const kind = KINDS[data[0]! & 0x1f]
  return [
    ...(kind === undefined ? [] : [['iscsi.unit-kind', kind] as [FieldName, string]]),
    ...text('iscsi.vendor', data.subarray(8, 16)),
    ...text('iscsi.product', data.subarray(16, 32)),
    ...text('iscsi.revision', data.subarray(32, 36)),
  ]
}

function text(field: FieldName, octets: Uint8Array): [FieldName, string][] {
  const value = printable(octets)
  return value === null ? [] : [[field, value]]
}
