/** Times on the command line. */
import { UsageError } from './command.ts'

/** ISO 8601 in UTC of a date or time that a user gave; now where none was given. */
export function timeOf(option: string, text: string | undefined): string {
  if (text === undefined) return new Date().toISOString()
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? new Date(text) : new Date(Number.NaN)
  if (Number.isNaN(time.getTime()))
    throw new UsageError(`${option} ${text} is no time: write 2026-11-25 or 2026-11-25T08:00:00Z`)
  return time.toISOString()
}
