/** BSON (bsonspec.org, version 1.1), as far as descriptions of programs need it: bounded in depth and in elements. */
import type { Cursor } from '../../wire/cursor.ts'
import { textOf } from '../printable.ts'

export type Bson = string | number | boolean | Uint8Array | Document | null
export type Document = ReadonlyMap<string, Bson>

/** Elements of one document with all in it, how deep they lie, and the longest name, octets. */
const MAX_ELEMENTS = 400
const MAX_DEPTH = 6
const MAX_NAME = 128

/** Octets of values that are passed over, by type. */
const SIZES: Readonly<Record<number, number>> = { 6: 0, 7: 12, 9: 8, 10: 0, 17: 8, 19: 16, 127: 0, 255: 0 }

/** A document at the cursor, which is left behind it; what cannot be read ends it. */
export function readDocument(c: Cursor): Document {
  return document(c, { left: MAX_ELEMENTS }, 0)
}

function document(c: Cursor, budget: { left: number }, depth: number): Document {
  const found = new Map<string, Bson>()
  const size = c.u32le()
  if (size < 5) {
    c.missing = true
    return found
  }
  const inner = c.sub(size - 4)
  while (inner.left > 1 && budget.left-- > 0) {
    const type = inner.u8()
    const name = zeroEnded(inner)
    if (type === 0 || name === null) break
    const value = readElement(type, inner, budget, depth)
    if (value === undefined || inner.missing) break
    if (!found.has(name)) found.set(name, value)
  }
  return found
}

function readElement(type: number, c: Cursor, budget: { left: number }, depth: number): Bson | undefined {
  const passed = SIZES[type]
  if (passed !== undefined) {
    c.skip(passed)
    return null
  }
  switch (type) {
    case 1:
      return double(c)
    case 2: {
      const text = textOf(c.view(c.u32le()))
      return text.replace(/\0$/, '')
    }
    case 3:
    case 4:
      return depth < MAX_DEPTH ? document(c, budget, depth + 1) : skipped(c)
    case 5: {
      const size = c.u32le()
      c.skip(1)
      return c.view(size)
    }
    case 8:
      return c.u8() === 1
    case 16:
      return c.u32le() | 0
    case 18: {
      const low = c.u32le()
      return (c.u32le() | 0) * 2 ** 32 + low
    }
    default:
      return undefined
  }
}

function skipped(c: Cursor): null {
  c.skip(c.u32le() - 4)
  return null
}

function double(c: Cursor): number {
  const octets = c.view(8)
  return octets.length === 8 ? new DataView(octets.buffer, octets.byteOffset, 8).getFloat64(0, true) : 0
}

function zeroEnded(c: Cursor): string | null {
  const end = c.bytes.subarray(0, Math.min(c.end, c.at + MAX_NAME)).indexOf(0, c.at)
  if (end < 0) return null
  const name = c.ascii(end - c.at)
  c.skip(1)
  return name
}

// --- reading of what is there -------------------------------------------------------------------------------------

const asDocument = (value: Bson | undefined): Document | null => (value instanceof Map ? value : null)

/** The value at a path of names. */
export function at(from: Document, ...names: readonly string[]): Bson | undefined {
  let value: Bson | undefined = from
  for (const name of names) value = asDocument(value)?.get(name)
  return value
}

/** A text at a path of names; `null` for anything else. */
export function textAt(from: Document, ...names: readonly string[]): string | null {
  const value = at(from, ...names)
  return typeof value === 'string' && value !== '' ? value : null
}
