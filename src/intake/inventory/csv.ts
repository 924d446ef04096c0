/**
 * Text tables (comma, semicolon, tab or bar) as inventory rows, in pieces of any size and with bounded memory. A row
 * that cannot be read is set aside with its line; the rest goes on.
 */
import Papa from 'papaparse'
import type { InventorySink } from '../../model/inventory.ts'
import {
  areHeadings,
  headingsTold,
  type Layout,
  layoutOf,
  looksLikeHeadings,
  MOST_ABOVE,
  NO_HEADINGS,
} from './columns.ts'
import { LineEnds } from './line-ends.ts'
import { PlacedCells, rowOf } from './row.ts'
import { isRounded, looksLikeDay, VersionNumbers } from './version-numbers.ts'

const DELIMITERS = [',', ';', '\t', '|']
/** Characters read before the delimiter is decided. */
const HEAD = 65_536
/** A row longer than this (characters) is an open quotation mark, not a row. */
const MAX_ROW = 1 << 20

/** Columns of numbers that may be too long for a spreadsheet. */
const ROUNDED = ['version', 'serial'] as const

interface Parsed {
  readonly data: string[][]
  readonly meta: { readonly cursor: number }
  readonly errors: readonly { readonly code: string; readonly row?: number }[]
}

/** Call `push` with pieces of text in order, then `end`. */
export class CsvInventory {
  /** Why nothing of it is usable; `null` so far or when rows were read. */
  error: string | null = null
  private readonly file: string
  private readonly sink: InventorySink
  private text = ''
  private delimiter: string | null = null
  private layout: Layout | null = null
  private headings: readonly string[] = []
  private line = 1
  /** Characters at the head of `text` in which no quotation mark closes: each opening one costs its own line. */
  private unclosed = 0
  private readonly ends = new LineEnds()
  private readonly versions: VersionNumbers

  constructor(file: string, sink: InventorySink) {
    this.file = file
    this.sink = sink
    this.versions = new VersionNumbers(file, 'line')
  }

  push(text: string): void {
    this.text += this.ends.push(text)
    if (this.error !== null) this.text = ''
    else if (this.delimiter !== null || this.text.length >= HEAD) this.read(false)
  }

  end(): void {
    if (this.error !== null) return
    this.text += this.ends.end()
    this.read(true)
    if (this.layout === null && this.error === null) this.error = NO_HEADINGS
    this.versions.tell(this.sink)
  }

  private read(last: boolean): void {
    this.delimiter ??= this.start()
    while (this.error === null && this.text !== '') {
      if (this.unclosed > 0) this.lineByLine()
      const { data, meta, errors } = parse(this.text, this.delimiter, !last)
      if (last && errors.some((e) => e.code === 'MissingQuotes')) {
        this.rows(parse(this.text, this.delimiter, true))
        this.skipOpenQuote()
        continue
      }
      this.rows({ data, meta, errors })
      if (this.text.length > MAX_ROW && data.length === 0) this.skipOpenQuote()
      else if (meta.cursor === 0 || !last) return
    }
  }

  /** Decides the delimiter: the one with which most headings are recognised. */
  private start(): string {
    const marked = /^sep=(.)\n/.exec(this.text)
    if (marked !== null) {
      this.text = this.text.slice(marked[0].length)
      this.line++
      return marked[1]!
    }
    const head = this.text.slice(0, HEAD)
    const known = DELIMITERS.map((delimiter) => {
      const rows = parse(head, delimiter, false).data.slice(0, MOST_ABOVE).filter(looksLikeHeadings)
      return { delimiter, columns: Math.max(0, ...rows.map((row) => layoutOf(row).size)) }
    })
    return known.reduce((a, b) => (b.columns > a.columns ? b : a)).delimiter
  }

  private rows({ data, meta, errors }: Parsed): void {
    const quoted = this.text.includes('"')
    const odd = new Set(errors.flatMap(({ code, row }) => (code === 'InvalidQuotes' ? (row ?? []) : [])))
    const raw = odd.size === 0 ? null : new RawLines(this.text, this.line)
    for (const [i, cells] of data.entries()) {
      const lines = quoted ? linesOf(cells) : 1
      if (raw !== null && lines > 1 && odd.has(i)) {
        const apart = raw.take(this.line, lines)
        if (this.swallowed(apart)) {
          for (const line of apart) this.single(line)
          continue
        }
      }
      this.cells(cells)
      this.line += lines
    }
    this.text = this.text.slice(meta.cursor)
  }

  /**
   * A cell that begins with a mark which is none (`"Big" pump`) runs on to some mark further below: the rows between
   * would be lost within it. They are rows if one of them is as wide as the headings.
   */
  private swallowed(lines: readonly string[]): boolean {
    const wide = (line: string) =>
      (parse(line, this.delimiter!, false).data[0]?.length ?? 0) >= this.headings.length
    return this.headings.length > 1 && lines.slice(1).some(wide)
  }

  /** One line, read by itself. */
  private single(line: string): void {
    const { data, errors } = parse(line, this.delimiter!, false)
    if (errors.some((e) => e.code === 'MissingQuotes')) this.rejectOpenQuote()
    else for (const cells of data) this.cells(cells)
    this.line++
  }

  private cells(cells: string[]): void {
    if (this.error !== null || (cells.length === 1 && cells[0]!.trim() === '')) return
    if (this.layout === null) {
      if (looksLikeHeadings(cells)) this.begin(cells)
      else if (this.line > MOST_ABOVE) this.error = NO_HEADINGS
      return
    }
    if (cells[0] === '' && cells.every((cell) => cell === '')) return
    if (cells[0] === this.headings[0] && cells.join() === this.headings.join()) return
    if (areHeadings(cells)) {
      this.begin(cells)
      return
    }
    const placed = new PlacedCells(this.layout, cells)
    const version = placed.first('version')
    if (version !== null && looksLikeDay(version)) this.versions.seen('version', version, this.line, 'date')
    for (const column of ROUNDED)
      for (const at of this.layout.get(column) ?? [])
        if (isRounded(cells[at] ?? '')) this.versions.seen(column, cells[at]!, this.line, 'rounded')
    const row = rowOf(this.file, this.line, placed)
    if (typeof row === 'string') this.sink.rejected({ file: this.file, line: this.line, because: row })
    else this.sink.row(row)
  }

  /** A table: the first, or another one below it. */
  private begin(headings: string[]): void {
    this.layout = layoutOf(headings)
    this.sink.headings?.(headingsTold(this.file, headings, this.layout))
    this.headings = headings
  }

  /** The row that begins here has a quotation mark that never closes: leave out its first line only. */
  private skipOpenQuote(): void {
    const next = this.text.indexOf('\n')
    if (next < 0 && this.layout === null) this.error = NO_HEADINGS
    this.rejectOpenQuote()
    this.text = next < 0 ? '' : this.text.slice(next + 1)
    this.unclosed = this.text.length
    this.line++
  }

  private rejectOpenQuote(): void {
    const because = 'a quotation mark opens in this line and is never closed'
    this.sink.rejected({ file: this.file, line: this.line, because })
  }

  /**
   * What was searched for a closing mark in vain has none for the lines behind either: reading them one by one keeps a
   * table with an inch mark in every line linear.
   */
  private lineByLine(): void {
    let at = 0
    for (;;) {
      const end = this.text.indexOf('\n', at)
      if (end < 0 || end >= this.unclosed || this.error !== null) break
      this.single(this.text.slice(at, end))
      at = end + 1
    }
    this.text = this.text.slice(at)
    this.unclosed = 0
  }
}

const linesOf = (cells: readonly string[]): number =>
  cells.reduce((lines, cell) => (cell.includes('\n') ? lines + cell.split('\n').length - 1 : lines), 1)

/** The lines of a text as they stand there, taken in order. */
class RawLines {
  private readonly text: string
  private line: number
  private at = 0

  constructor(text: string, line: number) {
    this.text = text
    this.line = line
  }

  take(line: number, count: number): string[] {
    for (; this.line < line; this.line++) this.at = this.text.indexOf('\n', this.at) + 1
    const lines: string[] = []
    for (; lines.length < count; this.line++) {
      const end = this.text.indexOf('\n', this.at)
      lines.push(this.text.slice(this.at, end < 0 ? this.text.length : end))
      this.at = end + 1
    }
    return lines
  }
}

function parse(text: string, delimiter: string, ignoreLastRow: boolean): Parsed {
  const config = { delimiter, newline: '\n' as const, quoteChar: '"' }
  return new Papa.Parser(config).parse(text, 0, ignoreLastRow) as Parsed
}
