/** `wardline find`: the devices of an inspection for which a query holds. */
import type { ParseArgsOptionsConfig } from 'node:util'
import { SEARCH_FIELDS } from '../reports/search/fields.ts'
import { parseQuery, type Query, SearchError } from '../reports/search/query.ts'
import type { Searched, SearchedDevice } from '../reports/search/subject.ts'
import { ADVICE_HELP, ADVICE_OPTIONS, adviceOptions } from './advice.ts'
import { type Command, EXIT, type Io, UsageError } from './command.ts'
import { inspectionsOf } from './inspection-source.ts'
import { parseOptions } from './options.ts'

const help = `Usage: wardline find QUERY INPUT... [options]

Lists the devices for which a query holds, worst risk first. INPUT is an inspection document (inspect --assess --json)
or captures, which are then inspected and assessed.

  wardline find 'type:infusion-pump risk:>80 weakness:telnet seen:<7d' ward.json
  wardline find 'cve:CVE-2020-25165 status:affected' capture.pcap
  wardline find '"ICU 3" AND NOT vendor:philips' ward.json

Terms joined by a blank or AND must all hold; OR, NOT (or a minus) and brackets as usual. A text matches whole words in any
case, * stands for any characters of a word, := asks for the whole value. Numbers, versions, times and severities compare
with :> :>= :< :<=. A word without a field is looked for everywhere. Terms about a vulnerability (cve, severity, kev,
status ...), joined by AND, must hold for the same one; likewise those of a service, a weakness, an alert.

${SEARCH_FIELDS.map((f) => `  ${f.name.padEnd(18)} ${f.help}; ${f.example}`).join('\n')}

Options:
  --json             the devices as in the inspection document (wardline.search/1)
${ADVICE_HELP}
  --home DIR         where imported feeds are kept
  --quiet            no progress on standard error

Exit codes: 0 done (also when nothing was found), 2 wrong usage, 3 nothing of the input was usable, 4 our own failure.
`

const OPTIONS = {
  json: { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
  ...ADVICE_OPTIONS,
} satisfies ParseArgsOptionsConfig

export const find: Command = {
  name: 'find',
  summary: 'search the devices of an inspection by what they are and have',
  help,
  async run(args, io) {
    const { values, positionals } = parseOptions('find', args, OPTIONS)
    const [text, ...inputs] = positionals
    if (text === undefined || inputs.length === 0)
      throw new UsageError("find needs a query and an input: wardline find 'type:infusion-pump' ward.json")
    const query = read(text)
    const source = { advice: adviceOptions(values), conversations: false, quiet: values.quiet }
    const inspections = await inspectionsOf(inputs, source, io)
    if (inspections === null) return EXIT.unusable
    const searched = await Promise.all(inspections.map(searchable))
    const { find } = await import('../reports/search/find.ts')
    const found = searched.flatMap((one) => find(query, one))
    const devices = searched.reduce((sum, one) => sum + one.devices.filter((d) => d.internal).length, 0)
    if (values.json) await io.out(`${JSON.stringify(documentOf(text, found, devices), null, 1)}\n`)
    else await io.out(await textOf(found, devices, io))
    return EXIT.done
  },
}

function read(text: string): Query {
  try {
    return parseQuery(text)
  } catch (error) {
    if (error instanceof SearchError) throw new UsageError(error.message)
    throw error
  }
}

async function searchable(inspection: object): Promise<Searched> {
  const { searchedOf } = await import('../reports/search/subject.ts')
  const { ZodError } = await import('zod')
  try {
    return searchedOf(inspection)
  } catch (error) {
    if (!(error instanceof ZodError)) throw error
    const [first] = error.issues
    throw new UsageError(`the inspection document is damaged at ${first?.path.join('.')}: ${first?.message}`)
  }
}

const documentOf = (query: string, found: readonly SearchedDevice[], devices: number): object => ({
  schema: 'wardline.search/1',
  query,
  devices,
  found: found.length,
  assets: found.map(({ alerts: _, ...asset }) => asset),
})

async function textOf(found: readonly SearchedDevice[], devices: number, io: Io): Promise<string> {
  const { foundTable } = await import('../reports/search/table.ts')
  return foundTable(found, devices, io)
}
