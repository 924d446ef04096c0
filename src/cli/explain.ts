/** `wardline explain`: why one vulnerability does, or does not, concern one device. */
import type { ParseArgsOptionsConfig } from 'node:util'
import { ADVICE_HELP, ADVICE_OPTIONS, adviceOf, adviceOptions } from './advice.ts'
import { type Command, EXIT, UsageError } from './command.ts'
import { devicesCalled } from './known-devices.ts'
import { parseOptions } from './options.ts'

const help = `Usage: wardline explain CVE ASSET INPUT... [options]

Says why a vulnerability does, or does not, concern a device: what was published about it, what is known of the device
and from where, how both were held against each other, and what would settle what is open.

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
    const [cve, wanted, ...inputs] = positionals
    if (cve === undefined || wanted === undefined || inputs.length === 0)
      throw new UsageError(
        'explain needs a CVE, a device and an input: wardline explain CVE-2020-25165 PUMP-7 FILE.csv',
      )
    const vulnerability = /^cve-/i.test(cve) ? cve.toUpperCase() : cve
    const advice = await adviceOf(adviceOptions(values, inputs), io, { quiet: values.quiet })
    if (advice === null) return EXIT.unusable
    const { devices, among } = await devicesCalled(wanted, inputs, io, values.quiet)
    if (among === 0) return EXIT.unusable
    if (devices.length === 0)
      throw new UsageError(
        `none of ${among.toLocaleString('en-US')} devices is called ${wanted}: give an id, MAC, IP address, host name or serial number`,
      )
    const { explainVulnerability } = await import('../advisories/match/explain.ts')
    const statements = advice.library.statements.filter((one) => one.vulnerability === vulnerability)
    const context = {
      vulnerability,
      known: advice.library.vulnerabilities.get(vulnerability) ?? null,
      scoreSource: advice.settings.scoreSource,
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
