/** The type system of AMQP 1.0 (part 1 of the specification), as far as openings and logins need it. */
import type { Cursor } from '../../wire/cursor.ts'
import { textOf } from '../printable.ts'

export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'octets'; readonly octets: Uint8Array }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'list' | 'map'; readonly values: readonly Value[] }
  | { readonly kind: 'other' }

const OTHER: Value = { kind: 'other' }
/** Elements of one list or map, and how deep they may lie. */
const MAX_ELEMENTS = 64
const MAX_DEPTH = 6

/** One value; what is not needed is passed over. Sets `missing` when it is not whole. */
export function readValue(c: Cursor, depth = 0): Value {
  const code = c.u8()
  if (code === 0) {
    // A descriptor, and the value it describes.
    if (depth >= MAX_DEPTH) {
      c.missing = true
      return OTHER
    }
    readValue(c, depth + 1)
    return readValue(c, depth + 1)
  }
  const shape = code >>> 4
  if (shape === 5) return { kind: 'number', number: c.u8() }
  if (shape < 10) {
    // 0, 1, 2, 4, 8 and 16 octets; below 4 no type is defined.
    c.skip(shape < 5 ? 0 : [1, 2, 4, 8, 16][shape - 5]!)
    if (shape < 4) c.missing = true
    return OTHER
  }
  const wide = (shape & 1) === 1
  const inner = c.sub(wide ? c.u32() : c.u8())
  if (inner.missing || depth >= MAX_DEPTH) return OTHER
  if (shape < 12) return simple(code & 15, inner)
  return compound(code, wide, inner, depth)
}

function simple(type: number, c: Cursor): Value {
  if (type === 0) return { kind: 'octets', octets: c.view(c.left) }
  return { kind: 'text', text: textOf(c.view(c.left)) }
}

function compound(code: number, wide: boolean, c: Cursor, depth: number): Value {
  const count = Math.min(wide ? c.u32() : c.u8(), MAX_ELEMENTS)
  const values: Value[] = []
  if (code >>> 4 >= 14) {
    // An array states the type of its elements once; only those of symbols and strings are of interest.
    const type = c.u8()
    if (type !== 0xa1 && type !== 0xa3 && type !== 0xb1 && type !== 0xb3) return OTHER
    for (let n = 0; n < count && c.left > 0; n++) {
      const text = textOf(c.view(type >= 0xb0 ? c.u32() : c.u8()))
      if (!c.missing) values.push({ kind: 'text', text })
    }
    return { kind: 'list', values }
  }
  for (let n = 0; n < count && c.left > 0; n++) {
    const value = readValue(c, depth + 1)
    if (c.missing) break
    values.push(value)
  }
  return { kind: (code & 1) === 1 ? 'map' : 'list', values }
}

export const textIn = (value: Value | undefined): string | null =>
  value?.kind === 'text' ? value.text : null
