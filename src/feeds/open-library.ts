/** The library of some paths, from its compiled form where there is one. */

import { advisoryFactsAsOf } from '../knowledge/advisories.ts'
import { STANDARD_INPUT } from './advisory-files.ts'
import { readCompiled, writeCompiled } from './compiled/compiled-file.ts'
import { libraryKey } from './compiled/key.ts'
import { cacheFolder, feedsFolder } from './home.ts'
import { BUILT_IN, type Library, type ReadOptions, readLibrary } from './library.ts'
import { advisoriesInForce, builtInNote } from './status.ts'

export interface OpenedLibrary {
  readonly library: Library
  readonly from: 'documents' | 'compiled'
  /** Keeps it for the next start; to be called once the answer is out. Says whether it was written. */
  keep(): boolean
}

export interface OpenOptions extends ReadOptions {
  /** The folder of compiled libraries; `null`: none is used. */
  readonly cache: string | null
}

export async function openLibrary(
  paths: readonly string[],
  { cache, ...reading }: OpenOptions,
): Promise<OpenedLibrary> {
  // standard input comes once: what it holds is known only after it was read
  const key =
    cache === null || paths.includes(STANDARD_INPUT) ? null : libraryKey(paths, reading.orBuiltIn === true)
  const compiled = cache === null || key === null ? null : readCompiled(cache, key)
  if (compiled !== null) return { library: compiled, from: 'compiled', keep: () => false }
  const library = await readLibrary(paths, reading)
  return {
    library,
    from: 'documents',
    keep: () => cache !== null && key !== null && writeCompiled(cache, key, library),
  }
}

export interface Wanted {
  /** Paths of advisories; empty: what is in force, which is every feed or else the built-in facts. */
  readonly advisories: readonly string[]
  /** Files of exploited vulnerabilities and of exploitation scores, beside the advisories. */
  readonly beside: readonly string[]
  readonly home: string
  readonly now: Date
  readonly progress?: (bytes: number) => void
}

export interface OpenedAdvisories extends OpenedLibrary {
  /** Where they are from and how old they are, in one line for people. */
  readonly note: string
  /** ISO 8601; `null` for files that were given, which are as old as they are. */
  readonly asOf: string | null
}

/** What an assessment works with. */
export async function openAdvisories(wanted: Wanted): Promise<OpenedAdvisories> {
  const { advisories, beside, home, now, progress } = wanted
  const given = advisories.length > 0
  const inForce = given ? null : advisoriesInForce(feedsFolder(home), now)
  const opened = await openLibrary([...(inForce?.paths ?? advisories), ...beside], {
    cache: cacheFolder(home),
    orBuiltIn: !given,
    ...(progress ? { progress } : {}),
  })
  if (inForce === null)
    return { ...opened, note: `${opened.library.documents} documents as given`, asOf: null }
  if ((opened.library.kinds[BUILT_IN.name] ?? 0) === 0)
    return { ...opened, note: inForce.note, asOf: inForce.asOf }
  const asOf = advisoryFactsAsOf()
  return { ...opened, note: builtInNote(asOf), asOf }
}
