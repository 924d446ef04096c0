/** `wardline report`: what was found as one page for people, and in short for the terminal. */
import { writeFileSync } from 'node:fs'
import type { ParseArgsOptionsConfig } from 'node:util'
import type { PageSubject } from '../reports/page/subject.ts'
import { systemReason } from '../sensor/byte-source.ts'
import { ADVICE_HELP, ADVICE_OPTIONS, adviceOptions } from './advice.ts'
import { type Command, EXIT, UsageError } from './command.ts'
import { inspectionsOf } from './inspection-source.ts'
import { parseOptions } from './options.ts'

const help = `Usage: wardline report INPUT... [--html FILE] [options]

Tells what was found: inventory by type, worst risks with their reasons, the fleet's tables. INPUT is an inspection document
(inspect --assess --conversations --json) or captures, which are then inspected and assessed.

  wardline report capture.pcap --html report.html
  wardline report ward.json icu.json --html report.html

The page stands alone: one file, no scripts, nothing from any network. It also tells who talks to whom, which clinical
traffic is in clear text, and what could not be seen; it follows light and dark, and prints.

Options:
  --html FILE        writes the page
  --top N            devices and rows of the tables in the terminal (10)
${ADVICE_HELP}
  --home DIR         where imported feeds are kept
  --quiet            nothing but errors: no text, no progress

Exit codes: 0 done, 2 wrong usage, 3 nothing of the input was usable, 4 our own failure.
`

const OPTIONS = {
  html: { type: 'string' },
  top: { type: 'string', default: '10' },
  quiet: { type: 'boolean', default: false },
  ...ADVICE_OPTIONS,
} satisfies ParseArgsOptionsConfig

export const report: Command = {
  name: 'report',
  summary: 'write what was found as one page that needs no network, and tell it in short',
  help,
  async run(args, io) {
    const { values, positionals } = parseOptions('report', args, OPTIONS)
    if (positionals.length === 0)
      throw new UsageError('report needs an input: wardline report capture.pcap --html report.html')
    const top = Number(values.top)
    if (!Number.isInteger(top) || top < 1) throw new UsageError('--top is a whole number from 1')
    const source = { advice: adviceOptions(values, positionals), conversations: true, quiet: values.quiet }
    const inspections = await inspectionsOf(positionals, source, io)
    if (inspections === null) return EXIT.unusable
    const { factsOf, reportPage } = await import('../reports/page/page.ts')
    const facts = factsOf(await readSubject(inspections))
    if (!values.quiet) {
      const { reportText } = await import('../reports/page/text.ts')
      await io.out(reportText(facts, { width: io.width, colour: io.colour, top }))
    }
    if (values.html !== undefined) {
      write(values.html, reportPage(facts, new Date().toISOString()))
      if (!values.quiet) await io.out(`\nThe report is in ${values.html}: open it in a browser.\n`)
    }
    return EXIT.done
  },
}

async function readSubject(inspections: readonly object[]): Promise<PageSubject> {
  const { subjectOf } = await import('../reports/page/subject.ts')
  const { ZodError } = await import('zod')
  try {
    return subjectOf(inspections)
  } catch (error) {
    if (!(error instanceof ZodError)) throw error
    const [first] = error.issues
    throw new UsageError(`the inspection document is damaged at ${first?.path.join('.')}: ${first?.message}`)
  }
}

function write(path: string, page: string): void {
  try {
    writeFileSync(path, page)
  } catch (error) {
    throw new UsageError(`cannot write the report to ${path}: ${systemReason(error)}`)
  }
}
