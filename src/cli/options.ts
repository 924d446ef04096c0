/** Options of a command line, with a message that names the command's own help when they are wrong. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { closest } from './closest.ts'
import { UsageError } from './command.ts'

export function parseOptions<T extends ParseArgsOptionsConfig>(
  command: string,
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (error) {
    throw new UsageError(`${reasonOf(error as Error, Object.keys(options))} See wardline ${command} --help`)
  }
}

/** Of an unknown option Node says at length how to name files that begin with a dash. */
function reasonOf({ message }: Error, names: readonly string[]): string {
  const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1]
  if (unknown === undefined) return /[.?]$/.test(message) ? message : `${message}.`
  const meant = closest(unknown.replace(/^-+/, ''), names)
  return `unknown option ${unknown}${meant === null ? '.' : `: did you mean --${meant}?`}`
}
