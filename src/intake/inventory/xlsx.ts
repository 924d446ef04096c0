/**
 * Spreadsheets as inventory rows: the first sheet with usable headings. Merged cells count for every cell they cover;
 * of a formula the value that the spreadsheet stored counts; a formula without one is an empty cell.
 */
import { read, utils, type WorkSheet } from '@e965/xlsx'
import type { InventorySink } from '../../model/inventory.ts'
import { type Layout, layoutOf, looksLikeHeadings, NO_HEADINGS } from './columns.ts'
import { cellText, rowOf } from './row.ts'

const MOST_ABOVE = 30
/** Rows of one sheet; the format itself ends at 1,048,576 (ECMA-376 part 1, 18.3.1.73). */
const MAX_ROWS = 1_048_576
/** Unpacked size of all parts, in octets: a small file can name any size. */
const MAX_UNPACKED = 1 << 30

/** Reads a workbook held in memory; the answer says why none of it is usable, `null` if it is. */
export function xlsxInventory(file: string, bytes: Uint8Array, sink: InventorySink): string | null {
  const unpacked = unpackedSize(bytes)
  if (unpacked > MAX_UNPACKED)
    return `unpacked it would take ${Math.ceil(unpacked / 2 ** 20)} MiB, more than 1,024 MiB`
  try {
    const book = read(bytes, {
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: true,
      cellDates: false,
      sheetRows: MAX_ROWS,
    })
    for (const name of book.SheetNames) if (sheet(file, book.Sheets[name]!, sink)) return null
    return NO_HEADINGS
  } catch (error) {
    return `the spreadsheet cannot be read: ${(error as Error).message}`
  }
}

function sheet(file: string, worksheet: WorkSheet, sink: InventorySink): boolean {
  if (worksheet['!ref'] === undefined) return false
  const grid = utils.sheet_to_json<unknown[]>(worksheet, {
    header: 1,
    raw: false,
    blankrows: true,
    defval: '',
  })
  const top = utils.decode_range(worksheet['!ref']).s.r
  fillMerged(worksheet, grid, top)
  let layout: Layout | null = null
  for (const [i, cells] of grid.entries()) {
    const texts = cells.map((cell) => String(cell ?? ''))
    if (layout === null) {
      if (i > MOST_ABOVE) return false
      if (looksLikeHeadings(texts)) layout = layoutOf(texts)
      continue
    }
    if (texts.every((text) => text.trim() === '')) continue
    const at = layout
    const line = top + i + 1
    const row = rowOf(file, line, (name) => (at.has(name) ? cellText(texts[at.get(name)!] ?? '') : null))
    if (typeof row === 'string') sink.rejected({ file, line, because: row })
    else sink.row(row)
  }
  return layout !== null
}

/** The value of a merged area stands in its first cell only: down a column it is meant for every row. */
function fillMerged(worksheet: WorkSheet, grid: unknown[][], top: number): void {
  const left = utils.decode_range(worksheet['!ref']!).s.c
  for (const { s, e } of (worksheet['!merges'] ?? []).slice(0, 100_000)) {
    if (s.c !== e.c) continue
    const value = grid[s.r - top]?.[s.c - left]
    for (let r = s.r + 1; r <= Math.min(e.r, top + grid.length - 1); r++) {
      const cells = grid[r - top]!
      if (String(cells[s.c - left] ?? '') === '') cells[s.c - left] = value
    }
  }
}

/** Sum of the sizes that the central directory of a ZIP names (APPNOTE 4.3.12); 0 for anything else. */
export function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && end > bytes.length - 66_000 && view.getUint32(end, true) !== 0x06054b50) end--
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) return 0
  let total = 0
  let at = view.getUint32(end + 16, true)
  for (let n = view.getUint16(end + 10, true); n > 0 && at + 46 <= bytes.length; n--) {
    if (view.getUint32(at, true) !== 0x02014b50) break
    total += view.getUint32(at + 24, true)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return total
}
