/**
 * Versions that a sheet or a JSON document holds as numbers: 9.10 and 9.1 are one number and two versions. What is
 * stored cannot tell which was meant; the person who has the list can, and has to know.
 */
import type { InventorySink } from '../../model/inventory.ts'
import type { ColumnName } from './columns.ts'

/** How a kind of cell is told of: one of them, several, and what can be done. */
const WORDS = {
  number: {
    one: 'a version is stored as a number, which keeps no last zero (9.10 is read as 9.1)',
    more: 'versions are stored as numbers, which keep no last zero (9.10 is read as 9.1)',
    remedy: 'where that matters, store versions as text and enter them again',
  },
  date: {
    one: 'a version is stored as a date, as spreadsheets make them of versions such as 1.10',
    more: 'versions are stored as dates, as spreadsheets make them of versions such as 1.10',
    remedy: 'unless they are dates, store versions as text and enter them again',
  },
} as const
/** `10-Sep`, `Okt 09`: what a spreadsheet writes into a text table for a version such as 10.9 that it took for a day. */
export const looksLikeDay = (text: string): boolean =>
  /\d/.test(text) &&
  /^(?:\d{1,2}[-. ]+)?(?:jan|feb|mar|mär|mrz|apr|may|mai|jun|jul|aug|sept?|oct|okt|nov|dec|dez)\.?(?:[-. ]+\d{1,4})?$/i.test(
    text,
  )

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
      const { one, more, remedy } = WORDS[kind]
      const told =
        count === 1 ? `${one}: ${first}` : `${count.toLocaleString('en-US')} ${more}: first ${first}`
      sink.noted?.({ file: this.file, text: `${told}; ${remedy}` })
    }
  }
}
