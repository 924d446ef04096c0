/** Is the operating system still given security updates on a day? */
import { type Os, type OsSupport, supportOf } from '../knowledge/os.ts'

export type { OsSupport } from '../knowledge/os.ts'

/** Names that are releases themselves: Windows 7, Windows XP, Windows Server 2008. */
const NAMES_RELEASE = /\d|\b(?:XP|Vista|ME)\b/

/**
 * `day`: ISO date or time. `null`: the release is not known, so nothing is said. A system without any version says
 * something only where all its known releases agree; that it is over only where its name is a release, as newer ones
 * of a name may go on.
 */
export function osSupportOf(os: Os | null, day: string): OsSupport | null {
  const support = os === null ? null : supportOf(os, day.slice(0, 10))
  if (os === null || support === null || os.version !== null || os.build !== null) return support
  return support.certain && (support.state === 'supported' || NAMES_RELEASE.test(os.name)) ? support : null
}
