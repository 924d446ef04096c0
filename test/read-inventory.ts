/** An inventory read from octets as from a file, in pieces of `step`: rows, what was left out, and what was remarked. */

import { readInventory, UniqueIds } from '../src/intake/inventory/read.ts'
import type { InventoryRow, RejectedRow } from '../src/model/inventory.ts'

export async function read(content: string | Uint8Array, step = 7) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const rows: InventoryRow[] = []
  const rejected: RejectedRow[] = []
  const notes: string[] = []
  async function* pieces() {
    for (let i = 0; i < bytes.length; i += step) yield bytes.subarray(i, i + step)
  }
  const sink = new UniqueIds({
    row: (r) => rows.push(r),
    rejected: (r) => rejected.push(r),
    noted: ({ text }) => notes.push(text),
  })
  const error = await readInventory('list', pieces(), sink)
  return { rows, rejected, notes, error, told: rows.map((r) => [r.id, r.vendor, r.model, r.version]) }
}
