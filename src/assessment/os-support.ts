/** Is the operating system still given security updates on a day? */
import { type Os, type OsSupport, supportOf } from '../knowledge/os.ts'

export type { OsSupport } from '../knowledge/os.ts'

/**
 * `day`: ISO date or time. `null`: the release is not known, so nothing is said; a system without any version says
 * something only where all its releases agree.
 */
export function osSupportOf(os: Os | null, day: string): OsSupport | null {
  const support = os === null ? null : supportOf(os, day.slice(0, 10))
  return support === null || (os!.version === null && os!.build === null && !support.certain) ? null : support
}
