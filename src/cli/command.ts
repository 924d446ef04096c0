/** What a command is, and how it ends. */

/** Exit codes of the command line contract. */
export const EXIT = { done: 0, found: 1, usage: 2, unusable: 3, failure: 4 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

export interface Command {
  readonly name: string
  /** One line for the overview. */
  readonly summary: string
  /** Everything `--help` prints. */
  readonly help: string
  run(args: readonly string[], io: Io): Promise<ExitCode>
}

/** The outside world as a command sees it. */
export interface Io {
  out(text: string): Promise<void>
  err(text: string): void
  /** Columns of the window, else what COLUMNS says, else 100. */
  readonly width: number
  /** Colour is wanted on standard output. */
  readonly colour: boolean
  /** Standard error is a terminal that can redraw a line. */
  readonly liveErr: boolean
}

/** Wrong usage: told to the person, exit code 2. */
export class UsageError extends Error {}
