/** Operating systems as inventories spell them, in the words of the knowledge base. */
import { longTermRelease, type Os, type OsEdition, osFromWindowsBuild, osNames } from '../knowledge/os.ts'

/**
 * The system that an inventory names in one or two cells: "Windows 10 Pro", "21H2"; "Microsoft Windows 7
 * Professional SP1"; "10.0.17763"; "VxWorks 6.9". `null` for nothing.
 */
export function osFromInventory(name: string | null, version: string | null): Os | null {
  const text = [name, version].filter((part) => part !== null).join(' ')
  if (text === '') return null
  const build = /(?:^|[^\d.])((?:[456]|10)\.\d\.\d{4,5})(?:\.\d+)?\b/.exec(text)?.[1] ?? null
  const byBuild = build === null ? null : osFromWindowsBuild(build, /server/i.test(text) ? true : null)
  if (/\bwin/i.test(text) || (byBuild !== null && name === null)) return windowsOf(text, byBuild)
  return otherOf(name ?? text, version)
}

// --- Windows ----------------------------------------------------------------------------------------------------

function windowsOf(text: string, byBuild: Os | null): Os {
  const words = wordsOf(text)
  const name = windowsNames().find((known) => known.words.every((word) => words.has(word)))?.name
  if (name === undefined) return byBuild ?? { name: 'Windows', version: null, build: null }
  const year = /\blts[bc]\b\D*(20\d\d)/i.exec(text)?.[1]
  const version =
    (year === undefined ? undefined : longTermRelease(name, year)) ??
    /\b(\d\dH[12]|1[5-9]\d\d|2004)\b/i.exec(text)?.[1]?.toUpperCase() ??
    servicePack(text) ??
    (name === 'Windows CE' ? (/\b(\d\.\d)\b/.exec(text)?.[1] ?? null) : null)
  const edition = editionOf(text)
  return {
    name,
    version: version ?? byBuild?.version ?? null,
    build: byBuild?.build ?? null,
    ...(edition === null ? {} : { edition }),
  }
}

function editionOf(text: string): OsEdition | null {
  if (/\blts[bc]\b/i.test(text)) return 'long-term'
  if (/\b(?:enterprise|education)\b/i.test(text)) return 'enterprise'
  return /\b(?:pro|professional|home)\b/i.test(text) ? 'pro' : null
}

function servicePack(text: string): string | null {
  const pack = /\b(?:sp|service pack)\s*(\d)\b/i.exec(text)?.[1]
  return pack === undefined ? null : `SP${pack}`
}

let windows: readonly { readonly name: string; readonly words: readonly string[] }[] | undefined
/** Longest first: "Windows Embedded Standard 7" before "Windows 7". */
function windowsNames() {
  windows ??= osNames()
    .filter((name) => name.startsWith('Windows'))
    .map((name) => ({ name, words: [...wordsOf(name.replace(/\(.*?\)|\bSP\d\b/g, ''))] }))
    .filter(({ words }) => words.length > 1)
    .sort((a, b) => b.words.length - a.words.length)
  return windows
}

/** `Win7`, `WinXP` and `Windows 7` have the same words. */
function wordsOf(text: string): Set<string> {
  const plain = text
    .toLowerCase()
    .replace(/\bwin(?:dows)?[\s-]*(?=\d|xp|ce\b|nt\b|me\b|vista|server|embedded)/g, 'windows ')
    .replace(/\bxpe\b/g, 'xp embedded')
  return new Set(plain.match(/[a-z]+\d?|\d+(?:\.\d+)?/g) ?? [])
}

// --- others -----------------------------------------------------------------------------------------------------

/** Spellings of systems whose releases the knowledge base has under another. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/vx\s*works/i, 'VxWorks'],
  [/mac ?os ?x?|os x/i, 'macOS'],
  [/red ?hat|\brhel\b/i, 'Red Hat Enterprise Linux'],
  [/suse|\bsles\b/i, 'SUSE Linux Enterprise Server'],
  [/ubuntu/i, 'Ubuntu'],
  [/debian/i, 'Debian'],
  [/centos/i, 'CentOS'],
  [/\besxi?\b/i, 'ESXi'],
  [/android/i, 'Android'],
  [/\bqnx\b/i, 'QNX'],
  [/^(?:apple )?ios\b/i, 'iOS'],
  [/freebsd/i, 'FreeBSD'],
]

function otherOf(name: string, version: string | null): Os {
  const known = NAMES.find(([pattern]) => pattern.test(name))?.[1]
  const inName = /(?:^|[\s/-])v?(\d+(?:\.[\w-]+)*)/.exec(name)
  const stem = inName === null ? name : name.slice(0, inName.index)
  return { name: known ?? (stem.trim() || name), version: version ?? inName?.[1] ?? null, build: null }
}
