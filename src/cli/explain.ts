/** `wardline explain`: why one vulnerability does, or does not, concern one device. */
import { existsSync } from 'node:fs'
import type { ParseArgsOptionsConfig } from 'node:util'
import { ADVICE_HELP, ADVICE_OPTIONS, type Advice, adviceOf, adviceOptions } from './advice.ts'
import { type Command, EXIT, UsageError } from './command.ts'
import { devicesCalled } from './known-devices.ts'
import { parseOptions } from './options.ts'

const help = `Usage: wardline explain ASSET INPUT... [options]
       wardline explain CVE ASSET INPUT... [options]

Says which vulnerabilities a device has, worst first, each with its reason. With a CVE: why that one does, or does not,
concern the device: what was published about it, what is known of the device and from where, how both were held against
each other, and what would settle what is open.

CVE is the identifier (CVE-2020-25165, or an issuer's own). ASSET is an id, MAC, IP address, host name, serial number
or UDI. INPUT is an inventory, an inspection document, or captures (a file or a directory), several of any kind.

  --json             the whole reasoning as JSON (wardline.explanation/1)
${ADVICE_HELP}
  --home DIR         where imported feeds are kept
  --quiet            no progress on standard error

Exit codes: 0 done, 2 wrong usage or no such device, 3 nothing of the input was usable, 4 our own failure.
`

const OPTIONS = {
  json: { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
  ...ADVICE_OPTIONS,
} satisfies ParseArgsOptionsConfig

export const explain: Command = {
  name: 'explain',
  summary: 'say why a vulnerability does, or does not, concern a device',
  help,
  async run(args, io) {
    const { values, positionals } = parseOptions('explain', args, OPTIONS)
    const { vulnerability, wanted, inputs } = questionOf(positionals)
    const advice = await adviceOf(adviceOptions(values, inputs), io, { quiet: values.quiet })
    if (advice === null) return EXIT.unusable
    const { devices, among } = await devicesCalled(wanted, inputs, io, values.quiet)
    if (among === 0) return EXIT.unusable
    if (devices.length === 0)
      throw new UsageError(
        `none of ${among.toLocaleString('en-US')} devices is called ${wanted}: give an id, MAC, IP address, host name or serial number`,
      )
    if (vulnerability === null) {
      const { explainDevices } = await import('./explain-device.ts')
      await explainDevices(devices, advice, values.json, io)
      advice.keep()
      return EXIT.done
    }
    const { explainVulnerability } = await import('../advisories/match/explain.ts')
    const statements = advice.library.statements.filter((one) => one.vulnerability === vulnerability)
    if (statements.length === 0) throwIfAdvisory(vulnerability, advice)
    const context = {
      vulnerability,
      known: advice.library.vulnerabilities.get(vulnerability) ?? null,
      scoreSource: advice.settings.scoreSource,
      exploitedKnown: advice.exploitedKnown,
      note: advice.note,
    }
    const { settledFinding } = await import('../assessment/remediated.ts')
    const explanations = devices.map((device) => {
      const explained = explainVulnerability(device.profile, vulnerability, statements, advice.index)
      const { finding } = explained
      return finding === null
        ? { device, explained }
        : { device, explained: { ...explained, finding: settledFinding(finding, device.remediated) } }
    })
    if (values.json) {
      const { explanationDocument } = await import('../reports/vulnerability/explanation.ts')
      await io.out(`${JSON.stringify(explanationDocument(context, explanations), null, 1)}\n`)
    } else {
      const { explanationText } = await import('../reports/vulnerability/text.ts')
      await io.out(`${explanations.map((one) => explanationText(context, one, io)).join('\n\n\n')}\n`)
    }
    advice.keep()
    return EXIT.done
  },
}

interface Question {
  /** `null`: all of them. */
  readonly vulnerability: string | null
  readonly wanted: string
  readonly inputs: readonly string[]
}

/** Without a CVE in front the second word is a file already. */
function questionOf([first, second, ...rest]: readonly string[]): Question {
  if (first === undefined || second === undefined)
    throw new UsageError(
      'explain needs a device and an input: wardline explain PUMP-7 FILE.csv, or wardline explain CVE-2020-25165 PUMP-7 FILE.csv',
    )
  if (/^cve-\d/i.test(first)) {
    if (rest.length === 0)
      throw new UsageError(`explain needs a device and an input: wardline explain ${first} PUMP-7 FILE.csv`)
    return { vulnerability: first.toUpperCase(), wanted: second, inputs: rest }
  }
  if (rest.length === 0 || second === '-' || existsSync(second))
    return { vulnerability: null, wanted: first, inputs: [second, ...rest] }
  return { vulnerability: first, wanted: second, inputs: rest }
}

/** People have the number of the advisory at hand as often as that of the vulnerability. */
function throwIfAdvisory(id: string, { library: { statements } }: Advice): void {
  const wanted = id.toUpperCase()
  const about = statements.filter(({ advisory }) => advisory.id.toUpperCase() === wanted)
  const named = [...new Set(about.map(({ vulnerability }) => vulnerability))]
  if (named.length === 0) return
  const more = named.length > MOST_NAMED ? ` and ${named.length - MOST_NAMED} more` : ''
  throw new UsageError(
    `${id} is an advisory: ask for what it is about, ${named.slice(0, MOST_NAMED).join(', ')}${more}`,
  )
}
const MOST_NAMED = 8
