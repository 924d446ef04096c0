/** `wardline fleet report`: the tables of a whole fleet, by its own name; what `assess --summary` prints. */
import { assess } from './assess.ts'
import { type Command, UsageError } from './command.ts'

const help = `Usage: wardline fleet report INVENTORY... [options]

Prints the tables of a fleet: shares of devices per vulnerability, device types by unpatched vulnerabilities, how far
exposure goes, support of operating systems; each with what was counted and as of when. The same as
wardline assess INVENTORY... --summary, with the same options: see wardline assess --help.
`

export const fleet: Command = {
  name: 'fleet',
  summary: "print the tables of a whole fleet (fleet report: assess's --summary)",
  help,
  async run([what, ...rest], io) {
    if (what !== 'report')
      throw new UsageError('fleet has one part: wardline fleet report INVENTORY... [--json]')
    if (!rest.some((word) => word === '-' || !word.startsWith('-')))
      throw new UsageError(
        'fleet report needs an inventory: wardline fleet report FILE.csv (or - for standard input)',
      )
    return assess.run(['--summary', ...rest], io)
  },
}
