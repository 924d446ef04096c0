/** An inventory of any kind, recognised by its content: text table, JSON, NDJSON, spreadsheet, inspection document. */
import type {
  InventoryHeadings,
  InventoryNote,
  InventoryRow,
  InventorySink,
  RejectedRow,
} from '../../model/inventory.ts'
import { foreignKind } from '../../wire/capture/magic.ts'
import { encodingOf, TextReader } from '../text.ts'
import { NO_HEADINGS } from './columns.ts'
import { CsvInventory } from './csv.ts'
import { garbledWord } from './garbled.ts'
import { jsonInventory } from './json.ts'
import { beginsWithObject, NdjsonInventory, someObjectLine } from './ndjson.ts'
import { SeenIds } from './seen-ids.ts'

/** Longest JSON document or spreadsheet, in octets; text tables and lines of JSON may be of any number. */
const MAX_WHOLE = 500 * 2 ** 20
/** First octets of a ZIP (xlsx) and of an OLE file (xls). */
const ZIP = [0x50, 0x4b, 0x03, 0x04]
const OLE = [0xd0, 0xcf, 0x11, 0xe0]
/** Tables as web pages and XML, which maintenance systems export under the name of a spreadsheet. */
const MARKUP = /^<(\?xml|!doctype html|html|head|meta|body|table|div|style|workbook|office:document)\b/i

/** Reads one inventory; the answer says why nothing of it is usable, `null` if it is. */
export async function readInventory(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  sink: InventorySink,
): Promise<string | null> {
  const iterator = chunks[Symbol.asyncIterator]()
  const first = await iterator.next()
  if (first.done) return 'the file is empty'
  const head = await headOf(first.value, iterator)
  const rest = prepend(head, iterator)
  const kind = kindOf(head)
  if (kind === 'table') {
    const because = await readTable(file, rest, sink)
    return because === NO_HEADINGS ? (noTable(head) ?? because) : because
  }
  if (kind === 'lines') return readLines(file, rest, sink)
  const whole = await collect(rest)
  if (whole === null)
    return `a ${kind === 'json' ? 'JSON document' : 'spreadsheet'} may have 500 MiB at most: export it as CSV or NDJSON`
  if (kind === 'json') return readJson(file, textOf(whole), sink)
  const { xlsxInventory } = await import('./xlsx.ts')
  return xlsxInventory(file, whole, sink)
}

/** Octets looked at to tell what a file is. */
const HEAD = 1 << 20

/** The first octets, into the second line if there is one. */
async function headOf(first: Uint8Array, rest: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const parts = [first]
  let size = first.length
  let inSecond = beyondFirstLine(first, false)
  while (size < HEAD && inSecond !== 'yes') {
    const next = await rest.next()
    if (next.done) break
    size += next.value.length
    parts.push(next.value)
    inSecond = beyondFirstLine(next.value, inSecond === 'after')
  }
  return parts.length === 1 ? first : Buffer.concat(parts, size)
}

/** Does this part reach into the second line, or end between both? `ended`: the first ended before it. */
function beyondFirstLine(part: Uint8Array, ended: boolean): 'no' | 'after' | 'yes' {
  const from = ended ? 0 : part.indexOf(LINE_FEED) + 1
  if (!ended && from === 0) return 'no'
  return part.subarray(from).some((octet) => octet > 32) ? 'yes' : 'after'
}

const LINE_FEED = 10

/** What a file without headings is, where that can be told. */
function noTable(head: Uint8Array): string | null {
  const kind = foreignKind(head)
  if (kind !== null) return `this is no table (${kind})`
  return encodingOf(head) === 'utf-8' && head.includes(0) ? 'this is no table, and no text at all' : null
}

function kindOf(head: Uint8Array): 'table' | 'json' | 'lines' | 'sheet' {
  if (ZIP.every((octet, i) => head[i] === octet) || OLE.every((octet, i) => head[i] === octet)) return 'sheet'
  const text = textOf(head.subarray(0, 256)).trimStart()
  if (MARKUP.test(text)) return 'sheet'
  const begin = text[0]
  if (begin !== '{' && begin !== '[') return 'table'
  return begin === '{' && beginsWithObject(textOf(head.subarray(0, HEAD)).trimStart()) ? 'lines' : 'json'
}

/** A document; or lines, the first of which is damaged. */
async function readJson(file: string, text: string, sink: InventorySink): Promise<string | null> {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    if (someObjectLine(text)) return readLines(file, [Buffer.from(text)], sink)
    return `the JSON is damaged: ${(error as Error).message.slice(0, 200)}`
  }
  return jsonInventory(file, document, sink)
}

async function readLines(
  file: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  sink: InventorySink,
): Promise<null> {
  const lines = new NdjsonInventory(file, sink)
  const text = new TextReader()
  for await (const chunk of chunks) {
    lines.push(text.push(chunk))
    await sink.room?.()
  }
  lines.push(text.end())
  lines.end()
  return null
}

async function readTable(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  sink: InventorySink,
): Promise<string | null> {
  const csv = new CsvInventory(file, sink)
  const text = new TextReader()
  let garbled: string | null = null
  for await (const chunk of chunks) {
    const piece = text.push(chunk)
    garbled ??= garbledWord(piece)
    csv.push(piece)
    if (csv.error !== null) break
    await sink.room?.()
  }
  csv.push(text.end())
  csv.end()
  if (csv.error === null && garbled !== null)
    sink.noted?.({ file, text: `letters came out wrong, as in "${garbled}": save the list as UTF-8` })
  return csv.error
}

function textOf(bytes: Uint8Array): string {
  const reader = new TextReader()
  return reader.push(bytes) + reader.end()
}

async function* prepend(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > MAX_WHOLE) return null
    parts.push(chunk)
  }
  return Buffer.concat(parts, size)
}

/** Sets aside rows whose id was used before, in this or another file of the same run. */
export class UniqueIds implements InventorySink {
  private readonly ids = new SeenIds()
  private readonly sink: InventorySink

  constructor(sink: InventorySink) {
    this.sink = sink
  }

  headings(headings: InventoryHeadings): void {
    this.sink.headings?.(headings)
  }

  row(row: InventoryRow): void {
    const made = row.id === `line-${row.line}` || row.id === `${row.sheet}!${row.line}`
    if (!this.ids.add(made ? `${row.file}\n${row.id}` : row.id)) this.sink.row(row)
    else
      this.sink.rejected({
        file: row.file,
        line: row.line,
        ...(row.sheet === undefined ? {} : { place: 'row', sheet: row.sheet }),
        because: `the id ${JSON.stringify(row.id)} was used before`,
      })
  }

  rejected(row: RejectedRow): void {
    this.sink.rejected(row)
  }

  noted(note: InventoryNote): void {
    this.sink.noted?.(note)
  }

  async room(): Promise<void> {
    await this.sink.room?.()
  }
}
