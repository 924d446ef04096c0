/** Tables for a terminal: as wide as their texts need; where the window is narrower, what matters least gives way. */
import { columns, cut, fit, harmless } from './inspection/plain-text.ts'

export interface TextColumn {
  readonly heading: string
  readonly cells: readonly string[]
  /** Numbers stand right. */
  readonly right?: boolean
  /** Left out first where there is no room, highest number first; without one it always stays. */
  readonly spare?: number
  /** May be cut to this many columns. */
  readonly least?: number
}

const GAP = '  '

/** Lines without a line end; headings first. */
export function textTable(all: readonly TextColumn[], width: number): string[] {
  const kept = fitting(all, width)
  const widths = widthsOf(kept)
  shrink(kept, widths, width)
  const rows = Math.max(0, ...kept.map((column) => column.cells.length))
  const line = (text: (column: TextColumn) => string): string =>
    kept
      .map((column, i) => aligned(text(column), widths[i]!, column.right === true))
      .join(GAP)
      .trimEnd()
  return [
    line((c) => c.heading),
    ...Array.from({ length: rows }, (_, row) => line((c) => harmless(c.cells[row] ?? ''))),
  ]
}

function fitting(all: readonly TextColumn[], width: number): readonly TextColumn[] {
  let kept = all
  while (leastWidth(kept) > width) {
    const spare = Math.max(0, ...kept.map((c) => c.spare ?? 0))
    if (spare === 0) return kept
    kept = kept.filter((c) => c.spare !== spare)
  }
  return kept
}

const leastWidth = (kept: readonly TextColumn[]): number =>
  widthsOf(kept).reduce((sum, w, i) => sum + Math.min(w, kept[i]!.least ?? w), GAP.length * (kept.length - 1))

const widthsOf = (kept: readonly TextColumn[]): number[] =>
  kept.map((c) => c.cells.reduce((n, cell) => Math.max(n, columns(harmless(cell))), c.heading.length))

function shrink(kept: readonly TextColumn[], widths: number[], width: number): void {
  let excess = widths.reduce((a, b) => a + b, GAP.length * (widths.length - 1)) - width
  for (const [i, { least }] of kept.entries()) {
    if (least === undefined || excess <= 0) continue
    const given = Math.min(excess, Math.max(0, widths[i]! - least))
    widths[i]! -= given
    excess -= given
  }
}

function aligned(text: string, width: number, right: boolean): string {
  if (!right) return fit(text, width)
  const short = cut(text, width)
  return ' '.repeat(Math.max(0, width - columns(short))) + short
}
