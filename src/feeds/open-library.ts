/** The library of some paths, from its compiled form where there is one. */
import { readCompiled, writeCompiled } from './compiled/compiled-file.ts'
import { libraryKey } from './compiled/key.ts'
import { type Library, readLibrary } from './library.ts'

export interface OpenedLibrary {
  readonly library: Library
  readonly from: 'documents' | 'compiled'
  /** Keeps it for the next start; to be called once the answer is out. Says whether it was written. */
  keep(): boolean
}

export interface OpenOptions {
  /** The folder of compiled libraries; `null`: none is used. */
  readonly cache: string | null
  readonly progress?: (bytes: number) => void
}

export async function openLibrary(
  paths: readonly string[],
  { cache, progress }: OpenOptions,
): Promise<OpenedLibrary> {
  const key = cache === null ? null : libraryKey(paths)
  const compiled = cache === null || key === null ? null : readCompiled(cache, key)
  if (compiled !== null) return { library: compiled, from: 'compiled', keep: () => false }
  const library = await readLibrary(paths, progress ? { progress } : {})
  return {
    library,
    from: 'documents',
    keep: () => cache !== null && key !== null && writeCompiled(cache, key, library),
  }
}
