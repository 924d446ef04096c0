/** Messages of the MongoDB wire protocol (MongoDB manual, "MongoDB Wire Protocol"). */
import { Cursor } from '../../wire/cursor.ts'
import { type Document, readDocument } from './bson.ts'

/** Octets of a header: length, request, request that is answered, operation. */
export const HEADER = 16
export const REPLY = 1
export const QUERY = 2004
export const COMPRESSED = 2012
export const MESSAGE = 2013

export interface Header {
  readonly length: number
  readonly request: number
  readonly answers: number
  readonly operation: number
}

export function readHeader(bytes: Uint8Array, at = 0): Header {
  const c = new Cursor(bytes, at)
  return { length: c.u32le(), request: c.u32le(), answers: c.u32le(), operation: c.u32le() }
}

/** Operations of clients and servers; 2001 to 2007 are the old ones. */
export const isOperation = (operation: number): boolean =>
  operation === REPLY ||
  (operation >= 2001 && operation <= 2007) ||
  operation === COMPRESSED ||
  operation === MESSAGE

/** The document of a command or of its answer; `null` where there is none. */
export function documentOf(operation: number, body: Uint8Array): Document | null {
  const c = new Cursor(body)
  if (operation === MESSAGE) {
    c.skip(4)
    if (c.u8() !== 0) return null
  } else if (operation === QUERY) {
    c.skip(4)
    const end = body.indexOf(0, c.at)
    if (end < 0 || end > 256) return null
    c.skip(end + 1 - c.at + 8)
  } else if (operation === REPLY) c.skip(20)
  else return null
  const document = readDocument(c)
  return document.size === 0 ? null : document
}
