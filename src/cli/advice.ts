/** What is published, as a command asks for it: what the user names, else imported feeds, else the knowledge built in. */
import { type Library, readLibrary } from '../feeds/library.ts'
import type { Io } from './command.ts'

export interface AdviceOptions {
  /** Files and directories; where there are any, nothing else counts. */
  readonly advisories: readonly string[]
  readonly home: string | undefined
}

export async function adviceOf(
  { advisories }: AdviceOptions,
  progress: (bytes: number) => void,
): Promise<Library> {
  return readLibrary(advisories, { progress })
}

/** Rejected documents named each. */
const TOLD = 5

export function tellAdvice({ rejected }: Library, io: Io): void {
  for (const { file, where, because } of rejected.slice(0, TOLD))
    io.err(`${file}${where === null ? '' : `, ${where}`}: set aside, ${because}\n`)
  if (rejected.length > TOLD)
    io.err(`${(rejected.length - TOLD).toLocaleString('en-US')} further advisories were set aside\n`)
}
