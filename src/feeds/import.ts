/** `feeds import`: copies of files that were carried here, for hospitals without a way out. Their own feed, `imported`. */
import { copyFileSync, linkSync, mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Rejection } from '../advisories/document-reader.ts'
import { advisoryFiles } from './advisory-files.ts'
import { readLibrary, Shelf } from './library.ts'
import { openDocuments } from './open-documents.ts'
import { storedFile } from './sync/source.ts'
import { FeedStore, type Manifest, type StoredFile } from './sync/store.ts'

export interface Imported {
  /** Files taken over; files with the same name as an earlier import replace it. */
  readonly files: number
  readonly documents: number
  readonly kinds: Readonly<Record<string, number>>
  readonly rejected: readonly Rejection[]
  readonly manifest: Manifest | null
}

export const IMPORTED = 'imported'

/**
 * Adds the advisories under `paths` to those imported before, or replaces them all. `null`: another import is under way. Nothing is
 * taken over if nothing of it is an advisory.
 */
export async function importAdvisories(
  paths: readonly string[],
  { feeds, now, replaceAll }: { feeds: string; now: Date; replaceAll: boolean },
): Promise<Imported | null> {
  const store = new FeedStore(feeds, IMPORTED)
  const release = store.lock()
  if (release === null) return null
  try {
    const { useful, shelf } = await readEach(paths)
    const { documents, kinds, rejected } = shelf.library()
    const files = useful.size
    if (files === 0) return { files, documents, kinds, rejected, manifest: null }
    rmSync(store.work, { recursive: true, force: true })
    mkdirSync(store.work, { recursive: true })
    const stored = [...(replaceAll ? [] : kept(store, useful)), ...copied(useful, store.work)]
    const at = now.toISOString()
    const manifest = store.publish(stored, { changed: at, documents: await countOf(store), cursor: null })
    store.note({ at, outcome: 'replaced', error: null, problems: [] })
    return { files, documents, kinds, rejected, manifest }
  } catch (error) {
    rmSync(store.work, { recursive: true, force: true })
    throw error
  } finally {
    release()
  }
}

/** All documents that are now in force, those of earlier imports too. */
async function countOf(store: FeedStore): Promise<number> {
  return (await readLibrary([store.work])).documents
}

/** Which files hold something that a reader knows, by the name they will have. */
async function readEach(paths: readonly string[]) {
  const shelf = new Shelf()
  const useful = new Map<string, string>()
  const names = new Set<string>()
  for (const { path, asked } of advisoryFiles(paths, (rejection) => shelf.rejected.push(rejection))) {
    let good = false
    await openDocuments([path], {
      document: (value, file) => {
        good = shelf.take(value, file, asked) || good
      },
      rejected: (rejection) => shelf.rejected.push(rejection),
    })
    if (good) useful.set(freeName(basename(path), names), path)
  }
  return { useful, shelf }
}

/** Two files of one import may have the same name in different directories. */
function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted
  for (let n = 2; taken.has(name); n++) name = `${n}-${wanted}`
  taken.add(name)
  return name
}

function kept(store: FeedStore, useful: ReadonlyMap<string, string>): readonly StoredFile[] {
  const old = store.currentFolder()
  const files = (store.current()?.files ?? []).filter((one) => !useful.has(one.name))
  if (old !== null) for (const { name } of files) place(join(old, name), join(store.work, name))
  return files
}

function copied(useful: ReadonlyMap<string, string>, work: string): readonly StoredFile[] {
  return [...useful].map(([name, path]) => {
    copyFileSync(path, join(work, name))
    return storedFile(name)
  })
}

function place(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}
