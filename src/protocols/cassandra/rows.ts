/** Rows of a result (specification section 4.2.5.2): the first row of a table that tells about the server itself. */
import { Cursor } from '../../wire/cursor.ts'
import { textOf } from '../printable.ts'
import { readString } from './frame.ts'

const ROWS = 2
/** Flags of the metadata: one table for all columns, more pages, none. */
const GLOBAL = 1
const MORE = 2
const NONE = 4
const MAX_COLUMNS = 64
const MAX_DEPTH = 4
/** Tables in which a server describes itself. */
const TABLES = new Set(['system.local', 'system_virtual_schema.local'])

/** Texts of the first row of `system.local` by the names of their columns; empty for every other result. */
export function localRow(body: Uint8Array): Map<string, string> {
  const found = new Map<string, string>()
  const c = new Cursor(body)
  if (c.u32() !== ROWS) return found
  const flags = c.u32()
  const count = c.u32()
  if (flags & MORE) c.skip(c.u32())
  if (flags & NONE || !(flags & GLOBAL) || count > MAX_COLUMNS) return found
  const table = `${readString(c)}.${readString(c)}`
  if (!TABLES.has(table)) return found
  const names: string[] = []
  for (let n = 0; n < count && !c.missing; n++) {
    names.push(readString(c))
    skipType(c, 0)
  }
  if (c.u32() === 0 || c.missing) return found
  for (const name of names) {
    const size = c.u32()
    // A negative size is no value.
    const value = size > 0x7fffffff ? null : c.view(size)
    if (c.missing) break
    if (value !== null && value.length > 0) found.set(name, textOf(value))
  }
  return found
}

/** [option]: custom types have a name, collections the types of what they hold. */
function skipType(c: Cursor, depth: number): void {
  const type = c.u16()
  if (depth > MAX_DEPTH) c.skip(c.left + 1)
  else if (type === 0) readString(c)
  else if (type === 0x20 || type === 0x22) skipType(c, depth + 1)
  else if (type === 0x21) {
    skipType(c, depth + 1)
    skipType(c, depth + 1)
  } else if (type === 0x30 || type === 0x31) c.skip(c.left + 1)
}
