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
  rounded: {
    one: 'a number is cut to its first digits, as spreadsheets write long ones into text tables',
    more: 'numbers are cut to their first digits, as spreadsheets write long ones into text tables',
    remedy: 'they count as empty: save the list again with such columns as text',
  },
} as const
/** `1.23457E+11`: a serial number of twelve digits, or version 10E2, when a spreadsheet had taken it for a number. */
export const isRounded = (text: string): boolean =>
  text.length < 24 && /^\d(?:[.,]\d+)?E\+\d{1,3}$/i.test(text)
/** `10-Sep`, `Okt 09`: what a spreadsheet writes into a text table for a version such as 10.9 that it took for a day. */
export const looksLikeDay = (text: string): boolean =>
  /\d/.test(text) &&
  /^(?:\d{1,2}[-. ]+)?(?:jan|feb|mar|mär|mrz|apr|may|mai|jun|jul|aug|sept?|oct|okt|nov|dec|dez)\.?(?:[-. ]+\d{1,4})?$/i.test(
    text,
  )

type Kind = keyof typeof WORDS
const KINDS = Object.keys(WORDS) as readonly Kind[]

export class VersionNumbers {
  private readonly file: string
  private readonly place: string
  private readonly met: Record<Kind, { count: number; first: string }> = {
    number: { count: 0, first: '' },
    date: { count: 0, first: '' },
    rounded: { count: 0, first: '' },
  }

  /** `place` is what a line of this file is called: row, entry. */
  constructor(file: string, place: string) {
    this.file = file
    this.place = place
  }

  /** A cell of this column held a number or a date. A whole number lost nothing that can be told. */
  seen(column: ColumnName, text: string, line: number, kind: Kind = 'number'): void {
    const counts = kind === 'rounded' || column === 'version' || column === 'osVersion'
    if (!counts || (kind === 'number' && !text.includes('.'))) return
    const met = this.met[kind]
    if (met.count++ === 0) met.first = `${text} in ${this.place} ${line}`
  }

  tell(sink: InventorySink): void {
    for (const kind of KINDS) {
      const { count, first } = this.met[kind]
      if (count === 0) continue
      const { one, more, remedy } = WORDS[kind]
      const told =
        count === 1 ? `${one}: ${first}` : `${count.toLocaleString('en-US')} ${more}: first ${first}`
      sink.noted?.({ file: this.file, text: `${told}; ${remedy}` })
    }
  }
}
