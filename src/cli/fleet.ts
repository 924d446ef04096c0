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
    return assess.run(['--summary', ...rest], io)
  },
}
