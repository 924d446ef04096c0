/** Times as documents write them. */
import type { Seconds } from '../../model/observation.ts'

/** ISO 8601 UTC with microseconds, which is what most captures resolve; finer digits are beyond a double's reach. */
export function isoTime(seconds: Seconds): string {
  const micros = Math.round(seconds * 1e6)
  const date = new Date(Math.floor(micros / 1e6) * 1000)
  if (Number.isNaN(date.getTime())) return new Date(0).toISOString()
  const fraction = String(((micros % 1e6) + 1e6) % 1e6).padStart(6, '0')
  return `${date.toISOString().slice(0, 19)}.${fraction}Z`
}
