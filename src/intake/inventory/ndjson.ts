/** One JSON object a line (NDJSON), of any number of lines, holding one of them. */
import type { InventorySink } from '../../model/inventory.ts'
import { EntryReader } from './json.ts'

/** Longest line, in characters: an inspection document may stand in one. */
const MAX_LINE = 64 << 20

/** Is the first of several lines an object by itself? Then those behind are others, not the rest of a document. */
export function beginsWithObject(text: string): boolean {
  const end = text.indexOf('\n')
  return end >= 0 && /\S/.test(text.slice(end)) && isObject(text.slice(0, end))
}

/** Lines looked at for one that is an object. */
const MOST_DAMAGED = 100

/** Is a line near the beginning of this damaged document an object by itself? */
export const someObjectLine = (text: string): boolean => text.split('\n', MOST_DAMAGED).some(isObject)

function isObject(line: string): boolean {
  const value = parsed(line)
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Call `push` with pieces of text in order, then `end`. */
export class NdjsonInventory {
  private readonly file: string
  private readonly sink: InventorySink
  private readonly entries: EntryReader
  private held: string[] = []
  private heldLength = 0
  private number = 1

  constructor(file: string, sink: InventorySink) {
    this.file = file
    this.sink = sink
    this.entries = new EntryReader(file, sink)
  }

  push(text: string): void {
    let at = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      this.hold(text.slice(at, end))
      this.line()
      at = end + 1
    }
    this.hold(text.slice(at))
  }

  end(): void {
    this.line()
    this.entries.end()
  }

  private hold(piece: string): void {
    this.heldLength += piece.length
    if (this.heldLength > MAX_LINE) this.held = []
    else if (piece !== '') this.held.push(piece)
  }

  private line(): void {
    const text = this.held.join('').trim()
    const tooLong = this.heldLength > MAX_LINE
    this.held = []
    this.heldLength = 0
    const line = this.number++
    if (tooLong) this.reject(line, 'this line is longer than 64 million characters')
    else if (text !== '') {
      const value = parsed(text)
      if (value === undefined) this.reject(line, 'this line is no JSON')
      else this.entries.line(line, value)
    }
  }

  private reject(line: number, because: string): void {
    this.sink.rejected({ file: this.file, line, because })
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
