/**
 * Versions that a sheet or a JSON document holds as numbers: 9.10 and 9.1 are one number and two versions. What is
 * stored cannot tell which was meant; the person who has the list can, and has to know.
 */
import type { InventorySink } from '../../model/inventory.ts'
import type { ColumnName } from './columns.ts'

/** How a kind of cell is told of, with the first that was met. */
const WORDS = {
  number: {
    stored: 'as numbers, which keep no last zero (9.10 is read as 9.1)',
    remedy: 'where that matters, store them as text and enter them again',
  },
  date: {
    stored: 'as dates, as spreadsheets make them of versions such as 1.10',
    remedy: 'where they are no dates, store them as text and enter them again',
  },
} as const
type Kind = keyof typeof WORDS

export class VersionNumbers {
  private readonly file: string
  private readonly place: string
  private readonly met: Record<Kind, { count: number; first: string }> = {
    number: { count: 0, first: '' },
    date: { count: 0, first: '' },
  }

  /** `place` is what a line of this file is called: row, entry. */
  constructor(file: string, place: string) {
    this.file = file
    this.place = place
  }

  /** A cell of this column held a number or a date. A whole number lost nothing that can be told. */
  seen(column: ColumnName, text: string, line: number, kind: Kind = 'number'): void {
    if ((column !== 'version' && column !== 'osVersion') || (kind === 'number' && !text.includes('.'))) return
    const met = this.met[kind]
    if (met.count++ === 0) met.first = `${text} in ${this.place} ${line}`
  }

  tell(sink: InventorySink): void {
    for (const kind of ['number', 'date'] as const) {
      const { count, first } = this.met[kind]
      if (count === 0) continue
      const { stored, remedy } = WORDS[kind]
      const subject =
        count === 1 ? 'a version is stored' : `${count.toLocaleString('en-US')} versions are stored`
      sink.noted?.({
        file: this.file,
        text: `${subject} ${stored}; ${count === 1 ? 'it is' : 'the first is'} ${first}: ${remedy}`,
      })
    }
  }
}
