/**
 * Spreadsheets as inventory rows: the sheets that list devices (`sheets.ts`). The library that takes a workbook apart runs
 * beside, with bounded time and memory: a file may be made to keep it busy for ever.
 */
import { Worker } from 'node:worker_threads'
import type { InventoryHeadings, InventorySink } from '../../model/inventory.ts'
import { type ColumnName, NO_HEADINGS } from './columns.ts'
import { PlacedCells, rowOf } from './row.ts'
import { type ChosenSheets, chooseSheets, SheetRows } from './sheets.ts'

/** Unpacked size of all parts, in octets: a small file can name any size. */
const MAX_UNPACKED = 1 << 30
/** A sheet of a million rows takes about half a minute. */
const MAX_MILLISECONDS = 120_000
const MAX_MIB = 3072
const TOO_LARGE = `it takes more than ${MAX_MIB.toLocaleString('en-US')} MiB of memory; export it as CSV`
const ZIP = 0x504b0304
/** Rows taken before it is asked whether there is room for more. */
const AT_ONCE = 1000

/** What of one sheet is read. */
export interface SheetTable {
  readonly sheet: string
  readonly hidden: boolean
  /** One below the other. */
  readonly blocks: readonly SheetBlock[]
  readonly notes: readonly string[]
}

/** Rows below one row of headings: the columns that are known. */
export interface SheetBlock {
  readonly headings: InventoryHeadings
  readonly columns: readonly ColumnName[]
  /** Rows of the sheet down to its headings. */
  readonly above: number
  /** Texts in the order of the columns, merged cells filled in; `null` for a row without any. */
  readonly rows: readonly (readonly string[] | null)[]
}

export interface Workbook {
  readonly tables: readonly SheetTable[]
}

/** Reads a workbook held in memory; the answer says why none of it is usable, `null` if it is. */
export async function xlsxInventory(
  file: string,
  bytes: Uint8Array,
  sink: InventorySink,
): Promise<string | null> {
  const unpacked = unpackedSize(bytes)
  if (unpacked === null) return 'the spreadsheet is cut short: its list of parts is missing'
  if (unpacked > MAX_UNPACKED)
    return `unpacked it would take ${Math.ceil(unpacked / 2 ** 20)} MiB, more than 1,024 MiB`
  const book = await workbookOf(file, bytes)
  if (typeof book === 'string') return `the spreadsheet cannot be read: ${book}`
  const chosen = chooseSheets(book.tables)
  if (chosen === null) return NO_HEADINGS
  const several = chosen.read.length > 1 ? new SheetRows() : null
  for (const table of chosen.read) {
    const into = several === null ? sink : ofSheet(table.sheet, several, sink)
    for (const block of table.blocks) await readBlock(file, block, into)
    for (const text of table.notes) into.noted?.({ file, text })
  }
  tellSheets(file, chosen, sink)
  return null
}

function workbookOf(file: string, bytes: Uint8Array): Promise<Workbook | string> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), {
      workerData: { file, bytes },
      resourceLimits: { maxOldGenerationSizeMb: MAX_MIB },
      stderr: true,
    })
    const end = (answer: Workbook | string) => {
      clearTimeout(timer)
      resolve(answer)
      void worker.terminate()
    }
    const timer = setTimeout(() => end(`it took longer than ${MAX_MILLISECONDS / 1000} s`), MAX_MILLISECONDS)
    worker.once('message', end)
    worker.once('error', (error: NodeJS.ErrnoException) =>
      end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? TOO_LARGE : error.message),
    )
    worker.once('exit', () => end('it was given up'))
  })
}

/** What is read of one of several sheets names it. */
const ofSheet = (sheet: string, rows: SheetRows, sink: InventorySink): InventorySink => ({
  headings: (headings) => sink.headings?.(headings),
  row: (row) => sink.row(rows.row(row, sheet)),
  rejected: (row) => sink.rejected({ ...row, sheet }),
  noted: ({ file, text }) => sink.noted?.({ file, text: `sheet ${named({ sheet })}: ${text}` }),
  room: async () => sink.room?.(),
})

async function readBlock(file: string, table: SheetBlock, sink: InventorySink): Promise<void> {
  sink.headings?.(table.headings)
  const places = new Map<ColumnName, number[]>()
  for (const [i, column] of table.columns.entries()) places.set(column, [...(places.get(column) ?? []), i])
  for (const [i, texts] of table.rows.entries()) {
    if (texts === null) continue
    const line = table.above + i + 1
    const row = rowOf(file, line, new PlacedCells(places, texts))
    if (typeof row === 'string') sink.rejected({ file, line, place: 'row', because: row })
    else sink.row(row)
    if (i % AT_ONCE === AT_ONCE - 1) await sink.room?.()
  }
}

/** Sheets beside the one that is read are often the same devices again, in another order; a person has to say. */
function tellSheets(file: string, { read, others }: ChosenSheets, sink: InventorySink): void {
  const [first] = read
  if (first?.hidden) sink.noted?.({ file, text: `the sheet that was read, ${named(first)}, is hidden` })
  const were = read.length === 1 ? `only sheet ${list(read)} was read` : `sheets ${list(read)} were read`
  if (others.length > 0)
    sink.noted?.({
      file,
      text: `${were}; ${list(others)} ${others.length === 1 ? 'has' : 'have'} headings too: if it is about other devices, export it by itself`,
    })
  else if (read.length > 1) sink.noted?.({ file, text: were })
}

const MOST_NAMED = 5
const named = ({ sheet }: Pick<SheetTable, 'sheet'>): string => JSON.stringify(sheet.slice(0, 40))
const list = (tables: readonly SheetTable[]): string =>
  tables.slice(0, MOST_NAMED).map(named).join(', ') + (tables.length > MOST_NAMED ? ' and others' : '')

/** Sum of the sizes that the central directory of a ZIP names (APPNOTE 4.3.12); 0 for what is no ZIP, `null` without a directory. */
export function unpackedSize(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 4 || view.getUint32(0) !== ZIP) return 0
  let end = bytes.length - 22
  while (end >= 0 && end > bytes.length - 66_000 && view.getUint32(end, true) !== 0x06054b50) end--
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) return null
  let total = 0
  let at = view.getUint32(end + 16, true)
  for (let n = view.getUint16(end + 10, true); n > 0 && at + 46 <= bytes.length; n--) {
    if (view.getUint32(at, true) !== 0x02014b50) break
    total += view.getUint32(at + 24, true)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return total
}
