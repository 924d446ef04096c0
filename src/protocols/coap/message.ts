/** Messages of CoAP (RFC 7252 section 3). */
import { Cursor } from '../../wire/cursor.ts'
import { hexOf, textOf } from '../printable.ts'

export interface Message {
  /** Class and detail as 100 * class + detail: 1 is GET, 205 is 2.05 Content. */
  readonly code: number
  /** Tells which answer belongs to which request. */
  readonly key: string
  /** Segments of Uri-Path. */
  readonly path: readonly string[]
  readonly queries: readonly string[]
  /** Content-Format; `null`: none. */
  readonly format: number | null
  /** Number of the block in Block2; 0 where there is one only. */
  readonly block: number
  /** Value of the option of the device's own name of Shelly's CoIoT, empty where it is not there. */
  readonly coiot: string
  /** Every option is in the registry of IANA ("CoAP Option Numbers") or of a product that is read here. */
  readonly known: boolean
  readonly payload: Uint8Array
}

const URI_PATH = 11
const CONTENT_FORMAT = 12
const URI_QUERY = 15
const BLOCK2 = 23
/** Shelly API reference, generation 1, CoIoT: GLOBAL_DEVID, STATUS_VALIDITY, STATUS_SERIAL. */
const COIOT_DEVICE = 3332
const OPTIONS = new Set([
  1, 3, 4, 5, 6, 7, 8, 9, 11, 12, 14, 15, 16, 17, 19, 20, 21, 23, 27, 28, 31, 35, 39, 60, 252, 258, 292, 2049,
  2053, 3332, 3412, 3420,
])
/** Options of one message, and segments of a path. */
const MAX_OPTIONS = 40
const MARKER = 0xff
/** Codes in use: methods, and answers of classes 2, 4 and 5. CoIoT has 0.30 for its status. */
const isCode = (kind: number, detail: number): boolean =>
  kind === 0 ? detail <= 7 || detail === 30 : (kind === 2 || kind === 4 || kind === 5) && detail <= 31

/** A whole message; `null` where it is none. */
export function readMessage(bytes: Uint8Array): Message | null {
  const c = new Cursor(bytes)
  const first = c.u8()
  const code = c.u8()
  const number = c.u16()
  const tokenLength = first & 15
  if (first >>> 6 !== 1 || tokenLength > 8 || !isCode(code >>> 5, code & 31)) return null
  const token = c.view(tokenLength)
  if (c.missing || (code === 0 && bytes.length > 4)) return null
  const path: string[] = []
  const queries: string[] = []
  let format: number | null = null
  let block = 0
  let coiot = ''
  let known = true
  let option = 0
  let marked = false
  for (let n = 0; c.left > 0; n++) {
    const head = c.u8()
    marked = head === MARKER
    if (marked) break
    if (n >= MAX_OPTIONS) return null
    option += extended(c, head >>> 4)
    const value = c.view(extended(c, head & 15))
    if (c.missing || option > 0xffff) return null
    known &&= OPTIONS.has(option)
    if (option === URI_PATH) path.push(textOf(value))
    else if (option === URI_QUERY) queries.push(textOf(value))
    else if (option === CONTENT_FORMAT) format = numberIn(value)
    else if (option === BLOCK2) block = numberIn(value) >>> 4
    else if (option === COIOT_DEVICE) coiot = textOf(value)
  }
  // A marker with nothing behind it is an error (section 3).
  if (marked && c.left === 0) return null
  const key = tokenLength > 0 ? hexOf(token) : `m${number}`
  const payload = c.view(c.left)
  return { code: (code >>> 5) * 100 + (code & 31), key, path, queries, format, block, coiot, known, payload }
}

/** Deltas and lengths of 13 and 14 stand in octets of their own; 15 is reserved. */
function extended(c: Cursor, nibble: number): number {
  if (nibble < 13) return nibble
  if (nibble === 13) return c.u8() + 13
  if (nibble === 14) return c.u16() + 269
  c.skip(c.left + 1)
  return 0
}

/** An unsigned number of up to four octets. */
const numberIn = (value: Uint8Array): number =>
  value.subarray(0, 4).reduce((n, octet) => (n * 256 + octet) >>> 0, 0)
