/** What a person must know of how the headings of an inventory were understood. */
import type { InventoryHeadings, InventoryNote, RejectedRow } from '../model/inventory.ts'
import { harmless } from '../reports/inspection/plain-text.ts'

/** Headings that are named each. */
const MOST = 12

/** Lines for standard error; empty where every column was understood and none is missing that matters. */
export function headingsText({ file, used, ignored }: InventoryHeadings): string {
  const has = (...columns: readonly string[]) => used.some(({ column }) => columns.includes(column))
  const lines: string[] = []
  if (ignored.length > 0) {
    const more = ignored.length > MOST ? ` and ${ignored.length - MOST} more` : ''
    lines.push(
      `columns not read: ${ignored
        .slice(0, MOST)
        .map((h) => harmless(h).slice(0, 40))
        .join(', ')}${more}`,
    )
  }
  if (!has('model', 'product', 'modelNumber', 'components', 'os'))
    lines.push('no column names the model, so no vulnerability can be found: name one "model"')
  else if (!has('version', 'components'))
    lines.push(
      'no column names the version, so most findings stay "possible": name one "version" or "firmware"',
    )
  return lines.map((line) => `${file}: ${line}\n`).join('')
}

/** A remark on a file that was read, for standard error. */
export const noteText = ({ file, text }: InventoryNote): string => `${file}: ${harmless(text)}\n`

/** A row that was left out, for standard error. */
export const rejectedText = ({ file, line, place = 'line', because }: RejectedRow): string =>
  `${file}, ${place} ${line}: left out, ${harmless(because)}\n`
