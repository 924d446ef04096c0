/** What can be done, by all that is said of it. */
import { NO_REMEDY, type Remedy, type Statement } from '../statement.ts'

/** A fix before a mitigation, before none; every version that holds a fix. */
export function remedyOf(statements: readonly Statement[]): Remedy {
  const remedies = statements.map(({ remedy }) => remedy)
  const [only] = remedies
  if (remedies.length === 1 && only!.state !== 'unknown') return only!
  const best =
    (['fix', 'mitigation', 'none'] as const).flatMap(
      (state) => remedies.find((one) => one.state === state) ?? [],
    )[0] ?? NO_REMEDY
  return { ...best, fixedIn: [...new Set(remedies.flatMap(({ fixedIn }) => fixedIn))] }
}
