/** `--fail-on LEVEL`: an exit code for scripts where something is open that is this bad. */
import type { JudgedFinding } from '../assessment/findings.ts'
import { UsageError } from './command.ts'

const LEVELS = ['low', 'medium', 'high', 'critical'] as const
export type FailLevel = (typeof LEVELS)[number]

/** `null`: not asked for. */
export function failLevel(text: string | undefined): FailLevel | null {
  if (text === undefined) return null
  const level = LEVELS.find((one) => one === text)
  if (level === undefined) throw new UsageError(`--fail-on is one of ${[...LEVELS].reverse().join(', ')}`)
  return level
}

/** A finding that is affected and of this severity, or worse. */
export const isReached = (level: FailLevel, findings: readonly JudgedFinding[]): boolean =>
  findings.some(
    ({ status, severity }) =>
      status === 'affected' && LEVELS.indexOf(severity as FailLevel) >= LEVELS.indexOf(level),
  )
