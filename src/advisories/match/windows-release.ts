/**
 * Windows as inventories name it, in the words of what is said of it: "Windows 10 Enterprise", 10.0.17763.1999 is "Windows 10 Version
 * 1809" in that version. A build without its update, and a release in the column of versions, tell no version.
 */
import { longTermRelease, osFromWindowsBuild } from '../../knowledge/os.ts'

export interface Named {
  readonly model: string | null
  readonly version: string | null
}

/** `null` for what is no Windows 10, 11 or Server, and where nothing more is told. */
export function windowsRelease({ model, version }: Named): Named | null {
  const [, name] = CLIENT.exec(model ?? '') ?? []
  if (name === undefined)
    return SERVER.test(model ?? '') && RELEASE.test(version ?? '') ? { model, version: null } : null
  const [, build, update] = BUILD.exec(version ?? '') ?? []
  const year = YEAR.exec(model!)?.[1]
  const release =
    (build === undefined ? undefined : releaseOfBuild(build)) ??
    RELEASE.exec(version ?? '')?.[1] ??
    RELEASE_IN_NAME.exec(model!)?.[1] ??
    (year === undefined ? undefined : longTermRelease(`Windows ${name}`, year))
  if (release === undefined) return null
  const isOpen = build === undefined ? RELEASE.test(version ?? '') : update === undefined
  return { model: `Windows ${name} Version ${release.toUpperCase()}`, version: isOpen ? null : version }
}

/** Some builds are of two releases, which an update tells apart. */
function releaseOfBuild(build: string): string | undefined {
  const release = osFromWindowsBuild(`10.0.${build}`, false)?.version ?? ''
  return RELEASE.test(release) ? release : undefined
}

const CLIENT = /^(?:microsoft )?win(?:dows)? ?(10|11)\b/i
const SERVER = /^(?:microsoft )?windows server\b/i
/** "10.0.17763.1999", "17763". */
const BUILD = /^(?:10\.0\.)?([12]\d{4})(\.\d{1,5})?$/
const RELEASE = /^(?:version |v)?(\d\dh[12]|1[5-9]\d\d|2004)$/i
const RELEASE_IN_NAME = /\s(\d\dh[12]|1[5-9]\d\d|2004)\b/i
const YEAR = /\blts[bc]\b\D{0,5}(20\d\d)\b/i
