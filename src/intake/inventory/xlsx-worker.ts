/** Takes one workbook apart and posts its tables as texts, or the reason why it cannot be read. */
import { parentPort, workerData } from 'node:worker_threads'
import { type CellObject, read, SSF, type WorkSheet } from '@e965/xlsx'
import { areHeadings, headingsTold, layoutOf, looksLikeHeadings, MOST_ABOVE } from './columns.ts'
import { VersionNumbers } from './version-numbers.ts'
import type { SheetBlock, SheetTable, Workbook } from './xlsx.ts'

/** Rows of one sheet; the format itself ends here (ECMA-376 part 1, 18.3.1.73). */
const MAX_ROWS = 1_048_576
/** Columns in which headings are looked for. */
const MAX_COLUMNS = 1024
/** Cells that merged areas fill in all. */
const MAX_FILLED = 4_000_000

type Row = readonly (CellObject | undefined)[]

const { file, bytes } = workerData as { readonly file: string; readonly bytes: Uint8Array }
parentPort?.postMessage(workbook())

function workbook(): Workbook | string {
  try {
    // Of a formula the stored value counts; nothing is calculated. The size that a sheet names of itself is often wrong.
    const book = read(bytes, {
      dense: true,
      nodim: true,
      cellFormula: false,
      cellHTML: false,
      cellNF: true,
      raw: true,
      sheetRows: MAX_ROWS,
    })
    const hidden = new Set(book.Workbook?.Sheets?.flatMap(({ Hidden }, i) => (Hidden ? [i] : [])))
    const dates1904 = book.Workbook?.WBProps?.date1904 === true
    const tables = book.SheetNames.flatMap((name, i) => {
      const table = tableOf(book.Sheets[name], dates1904)
      return table === null ? [] : [{ ...table, sheet: name, hidden: hidden.has(i) }]
    })
    const lost = book.SheetNames.some((name) => book.Sheets[name] === undefined)
    return lost && tables.length === 0 ? 'it is damaged' : { tables }
  } catch (error) {
    return reasonOf(error)
  }
}

/** The library tells what it knows of (a password, a kind of file); on damage it mostly stumbles. */
function reasonOf(error: unknown): string {
  const stumbled = error instanceof TypeError || error instanceof RangeError
  const told = stumbled ? '' : error instanceof Error ? error.message : String(error)
  return told === '' ? 'it is damaged' : told.slice(0, 200)
}

/** The table of a sheet below its headings; `null` where there are none. */
function tableOf(
  sheet: WorkSheet | undefined,
  dates1904: boolean,
): Omit<SheetTable, 'sheet' | 'hidden'> | null {
  const rows: readonly Row[] = sheet?.['!data'] ?? []
  const texts = (row: Row | undefined): string[] =>
    Array.from((row ?? []).slice(0, MAX_COLUMNS), (cell) => textOf(cell, dates1904))
  if (sheet !== undefined) fillMerged(sheet)
  const at = rows.slice(0, MOST_ABOVE + 1).findIndex((row) => looksLikeHeadings(texts(row)))
  if (at < 0) return null
  const numbers = new VersionNumbers(file, 'row')
  const blocks: SheetBlock[] = []
  for (let from = at; from < rows.length; ) {
    const block = blockAt(rows, from, texts, numbers, dates1904)
    blocks.push(block)
    from = block.above + block.rows.length
  }
  const notes: string[] = []
  numbers.tell({ row: () => {}, rejected: () => {}, noted: ({ text }) => notes.push(text) })
  return { blocks, notes }
}

/** The table whose headings stand in row `at` (from 0), down to the next ones. */
function blockAt(
  rows: readonly Row[],
  at: number,
  texts: (row: Row | undefined) => string[],
  numbers: VersionNumbers,
  dates1904: boolean,
): SheetBlock {
  const headings = texts(rows[at])
  const layout = layoutOf(headings)
  const places = [...layout].flatMap(([column, all]) => all.map((place) => ({ column, place })))
  const read = (row: Row | undefined, line: number): string[] | null => {
    if (row === undefined) return null
    const cells = places.map(({ column, place }) => {
      const cell = row[place]
      const text = textOf(cell, dates1904)
      if (cell?.t === 'n') numbers.seen(column, text, line, isDate(cell) ? 'date' : 'number')
      return text
    })
    const empty = cells.every((text) => text.trim() === '')
    return empty || cells.every((text, i) => text === headings[places[i]!.place]) ? null : cells
  }
  const body: (string[] | null)[] = []
  for (let r = at + 1; r < rows.length && !beginsTable(rows[r], texts); r++) body.push(read(rows[r], r + 1))
  return {
    headings: headingsTold(file, headings, layout),
    columns: places.map(({ column }) => column),
    above: at + 1,
    rows: body,
  }
}

/** Texts of a row are made only where its first cell may be a heading: the most have a number there. */
function beginsTable(row: Row | undefined, texts: (row: Row | undefined) => string[]): boolean {
  const first = row?.find((cell) => (cell?.v ?? '') !== '')
  return first?.t === 's' && !/\d/.test(String(first.v)) && areHeadings(texts(row))
}

/**
 * What a cell shows, but for what showing loses: long numbers are written out, dates are written as ISO 8601 ones.
 */
function textOf(cell: CellObject | undefined, dates1904: boolean): string {
  if (cell === undefined || cell.v === undefined) return ''
  switch (cell.t) {
    case 'n':
      return numberText(cell, dates1904)
    case 'b':
      return cell.v ? 'TRUE' : 'FALSE'
    case 'd':
      return cell.v instanceof Date ? cell.v.toISOString().slice(0, 10) : String(cell.v)
    case 's':
      return String(cell.v)
    default:
      return ''
  }
}

function numberText(cell: CellObject, dates1904: boolean): string {
  const value = Number(cell.v)
  if (isDate(cell) && value >= 1) {
    const date = SSF.parse_date_code(value, { date1904: dates1904 }) as {
      y: number
      m: number
      d: number
    } | null
    if (date !== null && date.y > 0)
      return [date.y, date.m, date.d].map((part) => String(part).padStart(2, '0')).join('-')
  }
  const shown = cell.w ?? ''
  const general = cell.z === undefined || cell.z === 'General' || /^#*$|\dE[+-]\d/.test(shown)
  // Fifteen digits are what spreadsheets keep; further ones are rounding.
  return general ? String(Number(value.toPrecision(15))) : shown
}

function isDate({ z }: CellObject): boolean {
  return z !== undefined && z !== 'General' && SSF.is_date(z)
}

/**
 * The value of a merged area stands in its first cell only: down a column it is meant for every row that says something
 * of its own.
 */
function fillMerged(sheet: WorkSheet): void {
  const rows = (sheet['!data'] ?? []) as (CellObject | undefined)[][]
  const own = Uint8Array.from(rows, (row) => (row?.some((cell) => (cell?.v ?? '') !== '') ? 1 : 0))
  let left = MAX_FILLED
  for (const { s, e } of sheet['!merges'] ?? []) {
    const cell = rows[s.r]?.[s.c]
    if (s.c !== e.c || cell === undefined) continue
    const last = Math.min(e.r, rows.length - 1)
    left -= last - s.r
    if (left < 0) return
    for (let r = s.r + 1; r <= last; r++) if (own[r] === 1) rows[r]![s.c] ??= cell
  }
}
