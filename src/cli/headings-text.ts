/** What a person must know of how the headings of an inventory were understood. */
import type { InventoryHeadings, InventoryNote, RejectedRow } from '../model/inventory.ts'
import { harmless } from '../reports/inspection/plain-text.ts'

/** Headings that are named each. */
const MOST = 12

/**
 * Lines for standard error; empty where every column was understood and none is missing that matters. `findings`: to find
 * vulnerabilities is what the rows are read for.
 */
export function headingsText({ file, used, ignored }: InventoryHeadings, findings = true): string {
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
  if (!findings) return told(file, lines)
  if (!has('model', 'product', 'modelNumber', 'components', 'os'))
    lines.push('no column names the model, so no vulnerability can be found: name one "model"')
  else if (!has('version', 'components'))
    lines.push(
      'no column names the version, so most findings stay "possible": name one "version" or "firmware"',
    )
  return told(file, lines)
}

const told = (file: string, lines: readonly string[]): string =>
  lines.map((line) => `${file}: ${line}\n`).join('')

/** A remark on a file that was read, for standard error. */
export const noteText = ({ file, text }: InventoryNote): string => `${file}: ${harmless(text)}\n`

/** A row that was left out, for standard error. */
export const rejectedText = ({ file, line, place = 'line', sheet, because }: RejectedRow): string =>
  `${file}, ${sheet === undefined ? '' : `sheet ${harmless(JSON.stringify(sheet))}, `}${place} ${line}: left out, ${harmless(because)}\n`
