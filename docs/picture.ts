/**
 * Draws docs/inspect.svg: the program's own output on the example capture, as a terminal shows it.
 * `node docs/picture.ts`
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const COMMAND = 'bin/wardline inspect examples/ward.pcapng'
const CHAR = 8.4 // pixels; width of a character of the 14 px monospace font
const LINE = 19 // pixels
const MARGIN = 20 // pixels

const [program, ...args] = COMMAND.split(' ')
const { stdout } = spawnSync(join(ROOT, program!), args, { cwd: ROOT, encoding: 'utf8' })
const lines = [`$ ${COMMAND}`, ...stdout.trimEnd().split('\n')]
const width = Math.ceil(2 * MARGIN + CHAR * Math.max(...lines.map((l) => l.length)))
const height = 2 * MARGIN + LINE * lines.length

/** Headings stand at the left edge, rows are indented. */
const isHeading = (line: string, i: number): boolean =>
  i === 0 || /^[A-Z][^.]*(\(\d+\)|)$/.test(line) || /^ {2}ADDRESS/.test(line)
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const rows = lines.map((line, i) => {
  const style = isHeading(line, i) ? ' font-weight="bold" fill="#ffffff"' : ''
  return `<text x="${MARGIN}" y="${MARGIN + LINE * (i + 0.75)}" xml:space="preserve"${style}>${escaped(line)}</text>`
})
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Output of ${COMMAND}">
<rect width="100%" height="100%" rx="8" fill="#10161d"/>
<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="#c9d4df">
${rows.join('\n')}
</g>
</svg>
`
writeFileSync(join(ROOT, 'docs/inspect.svg'), svg)
