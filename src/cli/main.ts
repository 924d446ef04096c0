/** Entry of `bin/wardline`: finds the command, runs it, turns its end into an exit code. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { closest } from './closest.ts'
import { EXIT, type ExitCode, type Io, UsageError } from './command.ts'
import { commands } from './commands.ts'
import { helpText } from './help-text.ts'

const io: Io = {
  out: (text) =>
    new Promise((resolve, reject) =>
      process.stdout.write(text, (error) => (error ? reject(error) : resolve())),
    ),
  err: (text) => {
    process.stderr.write(text)
  },
  width: process.stdout.columns ?? widthOf(process.env.COLUMNS),
  colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
  liveErr: process.stderr.isTTY === true,
}

/** What the environment says of windows that we do not write to ourselves (a pager, a file); 100 columns where it says nothing. */
function widthOf(columns: string | undefined): number {
  const width = Number(columns)
  return Number.isInteger(width) && width >= 20 && width <= 1000 ? width : 100
}

/** Runs `argv` (without node and script) and gives the exit code. */
async function main(argv: readonly string[]): Promise<ExitCode> {
  const [name, ...args] = argv
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return overview(args[0])
  if (name === '--version' || name === 'version') {
    await io.out(`wardline ${version()}\n`)
    return EXIT.done
  }
  const load = commands[name]
  if (load === undefined) throw new UsageError(unknownCommand(name))
  const command = await load()
  if (args.includes('--help') || args.includes('-h')) {
    await io.out(helpText(command.help, io.width))
    return EXIT.done
  }
  return command.run(args, io)
}

function unknownCommand(name: string): string {
  const names = Object.keys(commands)
  const meant = closest(name, names)
  return `unknown command "${name}": ${meant === null ? `there are ${names.join(', ')}` : `did you mean ${meant}?`}`
}

async function overview(name: string | undefined): Promise<ExitCode> {
  const load = name === undefined ? undefined : commands[name]
  if (load !== undefined) {
    await io.out(helpText((await load()).help, io.width))
    return EXIT.done
  }
  const all = await Promise.all(Object.values(commands).map((one) => one()))
  const lines = all.map((c) => `  ${c.name.padEnd(10)} ${c.summary}`)
  const text = `Usage: wardline COMMAND [options]\n\n${lines.join('\n')}\n\nwardline COMMAND --help tells more.\n`
  await io.out(helpText(text, io.width))
  return EXIT.done
}

const version = (): string =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')).version

// The reader of our output went away (head, less): a failed write is told by its promise; the event must not kill us.
process.stdout.on('error', () => {})

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.exitCode = tell(error)
}

function tell(error: unknown): ExitCode {
  if (error instanceof UsageError) {
    io.err(`wardline: ${error.message}\n`)
    return EXIT.usage
  }
  // The reader of our output went away (head, less): nothing to tell, nothing failed.
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') return EXIT.done
  io.err(
    `wardline failed: this is a fault in wardline, not in your input. Please report it with these lines.\n${(error as Error).stack ?? error}\n`,
  )
  return EXIT.failure
}
