/**
 * A CSAF provider (CSAF 2.0, section 7): `provider-metadata.json` names ROLIE feeds or a directory with `changes.csv` and
 * `index.txt`. Only documents that changed are fetched; each is held against its published checksum.
 */
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { download, FetchFailure } from '../sync/http.ts'
import { type Source, type Surroundings, storedFile } from '../sync/source.ts'
import { replace, type StoredFile, storedFileSchema } from '../sync/store.ts'
import { checksumIn } from './checksum.ts'
import { type Listed, listDocuments } from './csaf-listing.ts'

const MOST_DOCUMENT = 64 * 2 ** 20
const MOST_CHECKSUM = 4096
/** Documents fetched side by side. */
const SIDE_BY_SIDE = 4
/** So many documents that cannot be had are told each. */
const MOST_PROBLEMS = 20

export const csafSource: Source = {
  name: 'csaf',
  about: 'advisories of a CSAF provider (CISA, or a maker: settings)',
  defaultUrl: 'https://www.cisa.gov/sites/default/files/csaf/provider-metadata.json',
  async sync(around) {
    const { store, http, progress } = around
    mkdirSync(store.work, { recursive: true })
    const listed = await listDocuments(around)
    if (listed.length === 0) throw new FetchFailure(`${around.settings.url}: the provider lists no document`)
    const had = new Map((around.fresh ? [] : (store.current()?.files ?? [])).map((one) => [one.url, one]))
    const state: State = {
      begun: around.fresh ? new Map() : begunBefore(store.work),
      files: [],
      problems: [],
      changed: 0,
    }
    const waiting = [...listed]
    const worker = async () => {
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
        await take(one, had.get(one.url), state, around)
        progress(`${listed.length - waiting.length} of ${listed.length} documents`)
      }
    }
    const ended = await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, worker))
    const failed = ended.find((one) => one.status === 'rejected')
    if (failed) {
      replace(join(store.work, BEGUN), [...state.begun.values()])
      throw failed.reason
    }
    const gone = [...had.keys()].some((url) => !listed.some((one) => one.url === url))
    if (state.changed === 0 && !gone && had.size > 0) {
      rmSync(store.work, { recursive: true, force: true })
      return { kind: 'unchanged', problems: state.problems }
    }
    removeOthers(store.work, state.files)
    const files = state.files.sort((a, b) => (a.name < b.name ? -1 : 1))
    return { kind: 'new', files, cursor: http.now().toISOString(), problems: state.problems }
  },
}

interface State {
  /** Fetched and checked by this attempt or by one that failed before it, by address. */
  readonly begun: Map<string | null, StoredFile>
  readonly files: StoredFile[]
  readonly problems: string[]
  changed: number
}

/** A document that cannot be had today stays as it was yesterday. */
async function take(
  listed: Listed,
  had: StoredFile | undefined,
  state: State,
  around: Surroundings,
): Promise<void> {
  const old = around.store.currentFolder()
  const path = join(around.store.work, listed.name)
  mkdirSync(dirname(path), { recursive: true })
  const known = had !== undefined && old !== null && existsSync(join(old, had.name))
  if (known && had.updated !== null && had.updated === listed.updated) {
    keep(join(old, had.name), path)
    state.files.push({ ...had, name: listed.name })
    return
  }
  try {
    const before = state.begun.get(listed.url)
    const again = before === undefined || before.updated !== listed.updated || !existsSync(path)
    // where the listing tells no times, the server may
    const file = again ? await fetchDocument(listed, path, around, known ? had : null) : before
    if (file === null) {
      keep(join(old!, had!.name), path)
      state.files.push({ ...had!, name: listed.name })
      return
    }
    state.begun.set(listed.url, file)
    state.files.push(file)
    state.changed++
  } catch (error) {
    // A server that is away fails the whole attempt: yesterday's state is better than half of today's.
    if (
      !(error instanceof FetchFailure) ||
      error.status === null ||
      error.status >= 500 ||
      error.status === 429
    )
      if (!(error instanceof WrongDocument)) throw error
    if (state.problems.length < MOST_PROBLEMS) state.problems.push((error as Error).message)
    rmSync(path, { force: true })
    if (!known) return
    keep(join(old, had.name), path)
    state.files.push({ ...had, name: listed.name })
  }
}

const BEGUN = 'begun.json'

function begunBefore(work: string): Map<string | null, StoredFile> {
  try {
    const read = z.array(storedFileSchema).parse(JSON.parse(readFileSync(join(work, BEGUN), 'utf8')))
    return new Map(read.filter((one) => one.updated !== null).map((one) => [one.url, one]))
  } catch {
    return new Map()
  }
}

/** What an attempt before left there and the provider lists no more. */
function removeOthers(work: string, files: readonly StoredFile[]): void {
  const names = new Set(files.map((one) => join(work, one.name)))
  for (const entry of readdirSync(work, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && !names.has(path)) rmSync(path, { force: true })
  }
}

/** What was fetched and is not what was published. */
class WrongDocument extends FetchFailure {}

/** `null`: it is what was had. */
async function fetchDocument(
  listed: Listed,
  path: string,
  around: Surroundings,
  had: StoredFile | null,
): Promise<StoredFile | null> {
  const { http } = around
  const part = `${path}.part`
  const { etag = null, lastModified = null } = listed.updated === null && had !== null ? had : {}
  const fetched = await download({ url: listed.url, to: part, most: MOST_DOCUMENT, etag, lastModified }, http)
  if (!fetched.changed) return null
  const published = await publishedChecksum(listed, around)
  if (published !== null && published !== fetched.sha256 && published !== fetched.sha512) {
    rmSync(part, { force: true })
    throw new WrongDocument(`${listed.url}: does not have the checksum that is published for it`)
  }
  if (!isCsaf(part)) {
    rmSync(part, { force: true })
    throw new WrongDocument(`${listed.url}: is no CSAF document`)
  }
  keep(part, path)
  rmSync(part, { force: true })
  return storedFile(listed.name, {
    url: listed.url,
    etag: fetched.etag,
    lastModified: fetched.lastModified,
    updated: listed.updated,
    checksum: published === null ? 'none published' : 'verified',
    signed: listed.signature,
  })
}

async function publishedChecksum(listed: Listed, { store, http }: Surroundings): Promise<string | null> {
  const to = join(store.work, `${listed.name}.sum`)
  for (const url of listed.checksums)
    try {
      await download({ url, to, most: MOST_CHECKSUM }, http)
      const found = checksumIn(readFileSync(to, 'utf8'))
      if (found === null) throw new WrongDocument(`${url}: is no checksum`)
      return found
    } catch (error) {
      // Not every directory has both kinds, and old ones have none.
      if (!(error instanceof FetchFailure) || (error.status !== 404 && error.status !== 410)) throw error
    } finally {
      rmSync(to, { force: true })
    }
  return null
}

const shape = z.object({ document: z.object({ tracking: z.object({ id: z.string() }) }) })

function isCsaf(path: string): boolean {
  try {
    return shape.safeParse(JSON.parse(readFileSync(path, 'utf8'))).success
  } catch {
    return false
  }
}

/** The same file under another name where the disk can, else a copy. */
function keep(from: string, to: string): void {
  rmSync(to, { force: true })
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}
