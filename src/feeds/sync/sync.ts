/** Brings feeds up to date, one after another. What fails leaves yesterday's data in force and says why. */
import { readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readLibrary } from '../library.ts'
import { FetchFailure, type HttpSettings } from './http.ts'
import type { Source, SourceSettings, Synced } from './source.ts'
import { type Attempt, FeedStore } from './store.ts'

export interface SyncOptions {
  /** The folder of all feeds. */
  readonly feeds: string
  readonly http: HttpSettings
  readonly fresh: boolean
  progress(source: string, text: string): void
}

export interface SyncedFeed {
  readonly source: string
  readonly attempt: Attempt
  /** Documents now in force; `null` if there are none yet. */
  readonly documents: number | null
}

export async function syncFeed(
  source: Source,
  name: string,
  settings: SourceSettings,
  options: SyncOptions,
): Promise<SyncedFeed> {
  const store = new FeedStore(options.feeds, name)
  const release = lockOf(store)
  if (release === 'full') return told(store, attemptOf(options, 'failed', FULL), false)
  if (release === null)
    return told(store, attemptOf(options, 'failed', 'another process is updating this feed'), false)
  try {
    const synced = await source.sync({
      store,
      settings,
      http: options.http,
      fresh: options.fresh,
      progress: (text) => options.progress(name, text),
    })
    return told(store, await takeOver(synced, store, options))
  } catch (error) {
    // what was fetched so far would go on filling the disk
    if (isFull(error)) rmSync(store.work, { recursive: true, force: true })
    return told(store, attemptOf(options, 'failed', messageOf(error)))
  } finally {
    release()
  }
}

/** Share of files that may be unusable: of one file none, of a thousand advisories some always are. */
const MOST_BROKEN = 0.1

async function takeOver(synced: Synced, store: FeedStore, options: SyncOptions): Promise<Attempt> {
  if (synced.kind === 'unchanged') return attemptOf(options, 'unchanged', null, synced.problems)
  removeLeftovers(store.work)
  const { documents, rejected } = await readLibrary([store.work])
  const broken = rejected.filter((one) => one.where === null)
  if (documents === 0 || broken.length > synced.files.length * MOST_BROKEN) {
    rmSync(store.work, { recursive: true, force: true })
    throw new FetchFailure(
      `what was fetched cannot be used: ${broken[0]?.because ?? 'nothing in it is an advisory'}`,
    )
  }
  const problems = [...synced.problems, ...broken.map(({ file, because }) => `${basename(file)}: ${because}`)]
  store.publish(synced.files, { changed: options.http.now().toISOString(), documents, cursor: synced.cursor })
  return attemptOf(options, 'replaced', null, problems)
}

function removeLeftovers(work: string): void {
  for (const name of readdirSync(work, { recursive: true, encoding: 'utf8' }))
    if (/\.(?:part|sum)$/.test(name)) rmSync(join(work, name), { force: true })
}

function attemptOf(
  { http }: SyncOptions,
  outcome: Attempt['outcome'],
  error: string | null,
  problems: readonly string[] = [],
): Attempt {
  return { at: http.now().toISOString(), outcome, error, problems: [...problems] }
}

function told(store: FeedStore, attempt: Attempt, note = true): SyncedFeed {
  if (note) tryToNote(store, attempt)
  return { source: store.name, attempt, documents: store.current()?.documents ?? null }
}

/** On a full disk the attempt is told, and not remembered. */
function tryToNote(store: FeedStore, attempt: Attempt): void {
  try {
    store.note(attempt)
  } catch (error) {
    if (!isFull(error)) throw error
  }
}

function lockOf(store: FeedStore): (() => void) | 'full' | null {
  try {
    return store.lock()
  } catch (error) {
    if (isFull(error)) return 'full'
    throw error
  }
}

const FULL = 'the disk is full'

function isFull(error: unknown): boolean {
  const { code, cause } = error as NodeJS.ErrnoException
  return code === 'ENOSPC' || (cause instanceof Error && isFull(cause))
}

function messageOf(error: unknown): string {
  if (!(error instanceof FetchFailure) && isFull(error)) return FULL
  return error instanceof Error ? error.message : String(error)
}
