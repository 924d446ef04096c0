/** Parts that sections are made of: tables, badges, figures of numbers. */
import { plural } from '../inspection/labels.ts'
import { type Html, html, NOTHING, type Part } from './html.ts'

export interface Section {
  /** Where the contents lead to. */
  readonly id: string
  readonly title: string
  readonly body: Html
}

export interface Column<R> {
  readonly heading: string
  readonly cell: (row: R) => Part
  /** Numbers stand right. */
  readonly number?: boolean
}

/** The first column heads its row. `caption` names the table for everybody, and its scrolling region for screen readers. */
export function table<R>(caption: string, rows: readonly R[], columns: readonly Column<R>[]): Html {
  if (rows.length === 0) return NOTHING
  const line = (row: R): Html => {
    const [first, ...rest] = columns
    return html`<tr><th scope="row">${first!.cell(row)}</th>${rest.map(
      (c) => html`<td${c.number === true && NUMBER}>${c.cell(row)}</td>`,
    )}</tr>`
  }
  return html`<div class="wide" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption>
<thead><tr>${columns.map((c) => html`<th scope="col"${c.number === true && NUMBER}>${c.heading}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`${line(row)}\n`)}</tbody></table></div>\n`
}

const NUMBER = html` class="n"`

/** A shape beside the word: colour is never alone. */
const SHAPES: Readonly<Record<string, string>> = { critical: '◆', high: '▲', medium: '●', low: '○' }

export const severityBadge = (severity: string, more = ''): Html =>
  html`<span class="badge s-${SHAPES[severity] === undefined ? 'none' : severity}"><span aria-hidden="true">${
    SHAPES[severity] ?? '–'
  }</span> ${severity}${more}</span>`

const SEVERITIES = Object.keys(SHAPES)

/** For sorting: the most severe first, words nobody knows last. */
export function severityRank(severity: string): number {
  const at = SEVERITIES.indexOf(severity)
  return at < 0 ? SEVERITIES.length : at
}

/** Of a vulnerability; without a score nobody has judged its severity. */
export const scoreBadge = (severity: string, score: number | null): Html =>
  score === null
    ? html`<span class="badge s-none">not scored</span>`
    : severityBadge(severity, ` ${score.toFixed(1)}`)

/** Entries beyond `most` are counted. */
export function listed(texts: readonly string[], most: number): string {
  return texts.length <= most
    ? texts.join(', ')
    : `${texts.slice(0, most).join(', ')} and ${(texts.length - most).toLocaleString('en-US')} more`
}

/** Told under a table that was cut. */
export const moreRows = (all: number, shown: number, what: string): Html =>
  all <= shown ? NOTHING : html`<p class="note">… and ${plural(all - shown, `more ${what}`)}.</p>`

export const count = (n: number): string => n.toLocaleString('en-US')

export const share = (part: number, whole: number): string =>
  part === 0 || whole === 0 ? count(part) : `${count(part)} (${percent(part / whole)})`

/** Some are never told as none, nor nearly all as all. */
function percent(of: number): string {
  if (of > 0 && of < 0.005) return '< 1 %'
  return of < 1 && of >= 0.995 ? '> 99 %' : `${(100 * of).toFixed(0)} %`
}

/** Bytes as people read them, by powers of ten. */
export function size(bytes: number): string {
  if (bytes < 1e3) return `${bytes} B`
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}

/** `2026-03-02 07:11 UTC`. */
export const minute = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`
