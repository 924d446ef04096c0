/** Tables for a terminal: as wide as their texts need; where the window is narrower, what matters least gives way. */
import { broken, columns, cut, fit, harmless } from './inspection/plain-text.ts'

export interface TextColumn {
  readonly heading: string
  readonly cells: readonly string[]
  /** Numbers stand right. */
  readonly right?: boolean
  /** Left out first where there is no room, highest number first; without one it always stays. */
  readonly spare?: number
  /** May be narrowed to this many columns; what does not fit goes on below. */
  readonly least?: number
}

const GAP = '  '
/** Lines that a row takes at most. */
const MOST_LINES = 4

/** Lines without a line end; headings first. */
export function textTable(all: readonly TextColumn[], width: number): string[] {
  const kept = fitting(all, width)
  const widths = widthsOf(kept)
  shrink(kept, widths, width)
  const rows = Math.max(0, ...kept.map((column) => column.cells.length))
  const line = (texts: readonly string[]): string =>
    kept
      .map((column, i) => aligned(texts[i] ?? '', widths[i]!, column.right === true))
      .join(GAP)
      .trimEnd()
  return [
    line(kept.map((c) => c.heading)),
    ...Array.from({ length: rows }, (_, row) => {
      const parts = kept.map((c, i) => linesOf(harmless(c.cells[row] ?? ''), widths[i]!, c))
      const count = Math.max(...parts.map((p) => p.length))
      return Array.from({ length: count }, (_, n) => line(parts.map((p) => p[n] ?? '')))
    }).flat(),
  ]
}

function linesOf(text: string, width: number, { least }: TextColumn): string[] {
  if (least === undefined) return [text]
  const lines = broken(text, width)
  return lines.length <= MOST_LINES
    ? lines
    : [...lines.slice(0, MOST_LINES - 1), lines.slice(MOST_LINES - 1).join(' ')]
}

function fitting(all: readonly TextColumn[], width: number): readonly TextColumn[] {
  let kept = all
  while (leastWidth(kept) > width) {
    const spare = Math.max(0, ...kept.map((c) => c.spare ?? 0))
    if (spare === 0) return narrowest(kept, width)
    kept = kept.filter((c) => c.spare !== spare)
  }
  return kept
}

/** Columns of the narrowest windows, of texts that can be narrowed and of tables that are cut. */
const LEAST = 8
const ALWAYS = 2

/** Where nothing can be spared: texts are narrowed further, then the last columns go. */
function narrowest(all: readonly TextColumn[], width: number): readonly TextColumn[] {
  let kept = all.map((c) => (c.least === undefined ? c : { ...c, least: Math.min(c.least, LEAST) }))
  while (leastWidth(kept) > width && kept.length > ALWAYS) kept = kept.slice(0, -1)
  return kept
}

const leastWidth = (kept: readonly TextColumn[]): number =>
  widthsOf(kept).reduce((sum, w, i) => sum + Math.min(w, kept[i]!.least ?? w), GAP.length * (kept.length - 1))

const widthsOf = (kept: readonly TextColumn[]): number[] =>
  kept.map((c) => c.cells.reduce((n, cell) => Math.max(n, columns(harmless(cell))), c.heading.length))

/** What has most to give gives way first. */
function shrink(kept: readonly TextColumn[], widths: number[], width: number): void {
  let excess = widths.reduce((a, b) => a + b, GAP.length * (widths.length - 1)) - width
  while (excess > 0) {
    const spare = kept.map(({ least }, i) => (least === undefined ? 0 : widths[i]! - least))
    const most = Math.max(...spare)
    if (most <= 0) return
    const given = Math.min(excess, Math.max(1, most >>> 1))
    widths[spare.indexOf(most)]! -= given
    excess -= given
  }
}

function aligned(text: string, width: number, right: boolean): string {
  if (!right) return fit(text, width)
  const short = cut(text, width)
  return ' '.repeat(Math.max(0, width - columns(short))) + short
}
