/**
 * The Device object of OMA LightweightM2M (number 3; Core Technical Specification, appendix E.4): maker, model, serial
 * number and versions, in each of the forms a device may answer in.
 */
import type { FieldName } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { isObject, type Json, readJson } from '../../wire/json.ts'
import { decodeText } from '../../wire/lines.ts'

/** Resources of the object. */
const FIELDS: Readonly<Record<number, FieldName>> = {
  0: 'coap.manufacturer',
  1: 'coap.model',
  2: 'coap.serial',
  3: 'coap.firmware',
  17: 'coap.device-type',
  18: 'coap.hardware-version',
  19: 'coap.software-version',
}
const OBJECT = '3'
/** Content formats: text, link format, LwM2M TLV and JSON, SenML JSON. */
const TEXT = 0
const TLV = [11_542, 1542]
const JSON_FORMATS = [11_543, 1543, 110]
/** Entries of an answer that are looked at, and how deep objects lie in each other. */
const MAX_ENTRIES = 64
const MAX_DEPTH = 3

/** The path names the object, or one of the resources that are read. */
export const isDeviceObject = (path: readonly string[]): boolean =>
  path[0] === OBJECT && path.length <= 3 && path.every((part) => /^\d{1,5}$/.test(part))

/** What an answer to a request for `path` tells. */
export function readDeviceObject(
  path: readonly string[],
  format: number | null,
  payload: Uint8Array,
): [FieldName, string][] {
  const found = new Map<number, string>()
  if (path.length === 3 && (format === null || format === TEXT))
    found.set(Number(path[2]), decodeText(payload))
  else if (format !== null && TLV.includes(format)) readTlv(new Cursor(payload), found, 0)
  else if (format !== null && JSON_FORMATS.includes(format)) readRecords(decodeText(payload), path, found)
  return [...found].flatMap(([resource, value]) => {
    const field = FIELDS[resource]
    return field === undefined ? [] : [[field, value] as [FieldName, string]]
  })
}

/** Type octet: kind, width of the identifier, width of the length or the length itself (section 6.4.3). */
function readTlv(c: Cursor, found: Map<number, string>, depth: number): void {
  for (let n = 0; n < MAX_ENTRIES && c.left > 2; n++) {
    const type = c.u8()
    const id = type & 0x20 ? c.u16() : c.u8()
    const width = (type >>> 3) & 3
    const length = width === 0 ? type & 7 : width === 1 ? c.u8() : width === 2 ? c.u16() : c.u24()
    const value = c.sub(length)
    if (c.missing) return
    const kind = type >>> 6
    // An instance of the object holds its resources.
    if (kind === 0 && depth < MAX_DEPTH) readTlv(value, found, depth + 1)
    else if (kind === 3 && FIELDS[id] !== undefined) found.set(id, decodeText(value.view(value.left)))
  }
}

/** LwM2M JSON: { bn, e: [{ n, sv }] }; SenML (RFC 8428): [{ bn, n, vs }]. A base name holds for what follows. */
function readRecords(text: string, path: readonly string[], found: Map<number, string>): void {
  const document = readJson(text)
  const outer = isObject(document) ? document : {}
  const records = Array.isArray(document) ? document : Array.isArray(outer.e) ? outer.e : []
  let base = stringIn(outer.bn) ?? `/${path.join('/')}${path.length < 3 ? '/' : ''}`
  for (const record of records.slice(0, MAX_ENTRIES)) {
    if (!isObject(record)) continue
    base = stringIn(record.bn) ?? base
    const value = stringIn(record.vs) ?? stringIn(record.sv)
    const name = `${base}${stringIn(record.n) ?? ''}`.split('/').filter((part) => part !== '')
    if (value !== null && name.length === 3 && isDeviceObject(name)) found.set(Number(name[2]), value)
  }
}

const stringIn = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null)
