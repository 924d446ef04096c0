/** `wardline score`: how much of a simulation's truth an inspection found, and what it missed. */
import { readFileSync } from 'node:fs'
import type { ParseArgsOptionsConfig } from 'node:util'
import { systemReason } from '../sensor/byte-source.ts'
import type { Measure, Score } from '../simulator/score.ts'
import { type Command, EXIT, UsageError } from './command.ts'
import { parseOptions } from './options.ts'

const help = `Usage: wardline score INSPECTION TRUTH [options]

Compares an inspection (wardline inspect --json) with the truth of the simulation it was made from
(wardline simulate --truth): precision and recall of presence, type, vendor, model, version, serial number,
operating system, weaknesses and incidents, false alerts, time to detect, and every miss. Only what the wire
shows is expected.

  --json           the whole document (wardline.score/1)
  --without-oui    what only the registrant of a MAC shows is not expected
  --misses N       how many misses are listed (40)

Exit codes: 0 done, 2 wrong usage, 3 a file could not be used, 4 our own failure.
`

const OPTIONS = {
  json: { type: 'boolean', default: false },
  'without-oui': { type: 'boolean', default: false },
  misses: { type: 'string', default: '40' },
} satisfies ParseArgsOptionsConfig

export const score: Command = {
  name: 'score',
  summary: 'compare an inspection with the truth of a simulation',
  help,
  async run(args, io) {
    const { values, positionals } = parseOptions('score', args, OPTIONS)
    const [inspection, truth, ...more] = positionals
    if (inspection === undefined || truth === undefined || more.length > 0)
      throw new UsageError('score needs two files: wardline score INSPECTION TRUTH')
    const most = Number(values.misses)
    if (!Number.isInteger(most) || most < 0) throw new UsageError('--misses is a whole number from 0')
    const { foundDocument, trueDocument } = await import('../simulator/score-documents.ts')
    const found = read(inspection, 'wardline.inspection/1', foundDocument, io.err)
    const real = read(truth, 'wardline.truth/1', trueDocument, io.err)
    if (found === null || real === null) return EXIT.unusable
    const { score: compare } = await import('../simulator/score.ts')
    const result = compare(found, real, { withoutOui: values['without-oui'] })
    await io.out(values.json ? `${JSON.stringify(result, null, 1)}\n` : text(result, most))
    return EXIT.done
  },
}

/** The document in `file`; says what is wrong with it and gives null where it is not of this schema. */
function read<T>(
  file: string,
  schema: string,
  check: (document: object) => T,
  tell: (text: string) => void,
): T | null {
  try {
    const document = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'))
    if (document?.schema === schema && Array.isArray(document.assets))
      return check({ incidents: [], alerts: [], conversations: [], ...document })
    const is = document?.schema === schema ? 'one without assets' : (document?.schema ?? 'something else')
    tell(`wardline: ${file} is no ${schema} document but ${is}\n`)
  } catch (error) {
    tell(`wardline: ${file}: ${systemReason(error)}\n`)
  }
  return null
}

function text({ measures, incidents, misses }: Score, most: number): string {
  const lines = ['of a SIMULATED hospital    expected  right  wrong  missed  precision  recall']
  for (const [name, m] of Object.entries(measures)) lines.push(row(name, m))
  lines.push('', `incidents detected: ${incidents.detected} of ${incidents.expected}`)
  for (const one of incidents.incidents)
    lines.push(
      `  ${one.name.padEnd(30)} ${one.detected ? `after ${one.secondsToDetect?.toFixed(1)} s by ${one.detections.join(', ')}` : 'MISSED'}`,
    )
  lines.push(`alerts: ${incidents.alerts}, of no incident: ${incidents.falseAlerts.length}`)
  for (const one of incidents.falseAlerts.slice(0, most))
    lines.push(`  ${one.detection} at ${one.at}: ${one.assets.join(', ')}`)
  if (misses.length > 0) lines.push('', `misses and errors: ${misses.length}`)
  for (const miss of misses.slice(0, most))
    lines.push(
      `  ${miss.asset} ${miss.attribute}: is ${miss.expected ?? 'nothing'}${miss.shownBy.length > 0 ? ` (${miss.shownBy.join(', ')})` : ''}, found ${miss.found ?? 'nothing'}`,
    )
  if (misses.length > most) lines.push(`  ... and ${misses.length - most} more (--misses, --json)`)
  return `${lines.join('\n')}\n`
}

const share = (value: number | null): string => (value === null ? '-' : value.toFixed(3))

const row = (name: string, m: Measure): string =>
  `${name.padEnd(26)} ${[m.expected, m.right, m.wrong, m.missed].map((n, i) => String(n).padStart([8, 6, 6, 7][i]!)).join(' ')}  ${share(m.precision).padStart(9)}  ${share(m.recall).padStart(6)}`
