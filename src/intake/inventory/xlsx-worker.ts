/** Takes one workbook apart and posts its sheets as texts, or the reason why it cannot be read. */
import { parentPort, workerData } from 'node:worker_threads'
import { read, utils, type WorkSheet } from '@e965/xlsx'
import type { Grid } from './xlsx.ts'

/** Rows of one sheet; the format itself ends here (ECMA-376 part 1, 18.3.1.73). */
const MAX_ROWS = 1_048_576
const MAX_MERGES = 100_000

parentPort?.postMessage(grids(workerData as Uint8Array))

function grids(bytes: Uint8Array): readonly Grid[] | string {
  try {
    // Of a formula the stored value counts; nothing is calculated.
    const book = read(bytes, { dense: true, cellFormula: false, cellHTML: false, sheetRows: MAX_ROWS })
    return book.SheetNames.flatMap((name) => grid(book.Sheets[name]!))
  } catch (error) {
    return (error as Error).message
  }
}

function grid(sheet: WorkSheet): Grid[] {
  if (sheet['!ref'] === undefined) return []
  const rows = utils
    .sheet_to_json<unknown[]>(sheet, { header: 1, raw: false, blankrows: true, defval: '' })
    .map((cells) => Array.from(cells, (cell) => String(cell ?? '')))
  const { r: top, c: left } = utils.decode_range(sheet['!ref']).s
  fillMerged(sheet, rows, top, left)
  return [{ top, rows }]
}

/** The value of a merged area stands in its first cell only: down a column it is meant for every row. */
function fillMerged(sheet: WorkSheet, rows: string[][], top: number, left: number): void {
  for (const { s, e } of (sheet['!merges'] ?? []).slice(0, MAX_MERGES)) {
    if (s.c !== e.c) continue
    const value = rows[s.r - top]?.[s.c - left] ?? ''
    for (let r = s.r + 1; r <= Math.min(e.r, top + rows.length - 1); r++)
      if (rows[r - top]![s.c - left] === '') rows[r - top]![s.c - left] = value
  }
}
