/**
 * Spreadsheets as inventory rows: the first sheet with usable headings. The library that takes a workbook apart runs
 * beside, with bounded time and memory: a file may be made to keep it busy for ever.
 */
import { Worker } from 'node:worker_threads'
import type { InventorySink } from '../../model/inventory.ts'
import { headingsTold, type Layout, layoutOf, looksLikeHeadings, NO_HEADINGS } from './columns.ts'
import { cellText, rowOf } from './row.ts'

const MOST_ABOVE = 30
/** Unpacked size of all parts, in octets: a small file can name any size. */
const MAX_UNPACKED = 1 << 30
/** A sheet of a million rows takes about half a minute. */
const MAX_MILLISECONDS = 120_000
const MAX_MIB = 3072
const ZIP = 0x504b0304

/** Rows of one sheet as texts, merged cells filled in; `top` is the number of rows above the first. */
export interface Grid {
  readonly top: number
  readonly rows: readonly (readonly string[])[]
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
  const grids = await gridsOf(bytes)
  if (typeof grids === 'string') return `the spreadsheet cannot be read: ${grids}`
  return grids.some((grid) => sheet(file, grid, sink)) ? null : NO_HEADINGS
}

function gridsOf(bytes: Uint8Array): Promise<readonly Grid[] | string> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: MAX_MIB },
      stderr: true,
    })
    const end = (answer: readonly Grid[] | string) => {
      clearTimeout(timer)
      resolve(answer)
      void worker.terminate()
    }
    const timer = setTimeout(() => end(`it took longer than ${MAX_MILLISECONDS / 1000} s`), MAX_MILLISECONDS)
    worker.once('message', end)
    worker.once('error', (error: Error) => end(error.message))
    worker.once('exit', () => end('it was given up'))
  })
}

function sheet(file: string, { top, rows }: Grid, sink: InventorySink): boolean {
  let layout: Layout | null = null
  for (const [i, texts] of rows.entries()) {
    if (layout === null) {
      if (i > MOST_ABOVE) return false
      if (!looksLikeHeadings(texts)) continue
      layout = layoutOf(texts)
      sink.headings?.(headingsTold(file, texts, layout))
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
