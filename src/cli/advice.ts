/** What is published, as a command asks for it: what the user names, else imported feeds, else the knowledge built in. */
import { stateHome } from '../feeds/home.ts'
import { type OpenedAdvisories, openAdvisories } from '../feeds/open-library.ts'
import type { Io } from './command.ts'

export interface AdviceOptions {
  /** Files and directories; where there are any, nothing else counts. */
  readonly advisories: readonly string[]
  /** Catalogues of exploited vulnerabilities and of exploitation scores. */
  readonly beside: readonly string[]
  readonly home: string | undefined
}

export async function adviceOf(
  { advisories, beside, home }: AdviceOptions,
  progress: (bytes: number) => void,
): Promise<OpenedAdvisories> {
  return openAdvisories({ advisories, beside, home: stateHome(home ?? null), now: new Date(), progress })
}

/** Rejected documents named each. */
const TOLD = 5

/** Says on standard error where the advisories are from and how old they are, and what was set aside. */
export function tellAdvice({ library: { rejected }, note }: OpenedAdvisories, io: Io): void {
  io.err(`advisories: ${note}\n`)
  for (const { file, where, because } of rejected.slice(0, TOLD))
    io.err(`${file}${where === null ? '' : `, ${where}`}: set aside, ${because}\n`)
  if (rejected.length > TOLD)
    io.err(`${(rejected.length - TOLD).toLocaleString('en-US')} further advisories were set aside\n`)
}
