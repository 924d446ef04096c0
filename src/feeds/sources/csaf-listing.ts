/** The documents that a CSAF provider lists, from its ROLIE feeds (RFC 8322) or its directories. */
import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { csvRows } from '../../advisories/readers/csv.ts'
import { type Json, object, objects, text } from '../../advisories/readers/json.ts'
import { download, FetchFailure } from '../sync/http.ts'
import type { Surroundings } from '../sync/source.ts'

export interface Listed {
  readonly url: string
  /** Below the generation. */
  readonly name: string
  /** ISO 8601; `null` if the listing does not say. */
  readonly updated: string | null
  /** Where checksums may be, in the order in which to ask. */
  readonly checksums: readonly string[]
  readonly signature: boolean
}

const MOST_LISTING = 128 * 2 ** 20
const MOST_DOCUMENTS = 200_000

export async function listDocuments(around: Surroundings): Promise<readonly Listed[]> {
  const { url } = around.settings
  const metadata = object(await fetchJson(url, around))
  const distributions = objects(metadata.distributions)
  const feeds = distributions.flatMap((one) => objects(object(one.rolie).feeds)).filter(isPublic)
  const directories = distributions.flatMap(directoryOf)
  if (feeds.length === 0 && directories.length === 0)
    throw new FetchFailure(`${url}: names neither a public ROLIE feed nor a directory`)
  const found = new Map<string, Listed>()
  if (feeds.length > 0)
    for (const feed of feeds)
      for (const one of await fromRolie(resolved(text(feed.url), url), around)) found.set(one.url, one)
  else
    for (const directory of directories)
      for (const one of await fromDirectory(resolved(`${directory}/`, url), around)) found.set(one.url, one)
  return distinct([...found.values()].slice(0, MOST_DOCUMENTS))
}

/** `directory_url` of 2.0, `directory` with its label of 2.1. */
function directoryOf({ directory_url, directory }: Json): readonly string[] {
  const labelled = object(directory)
  const url = text(directory_url) ?? (isPublic(labelled) ? text(labelled.url) : null)
  return url === null ? [] : [url]
}

/** Directories of one provider may hold files of the same name: the later ones are told apart by their address. */
function distinct(all: readonly Listed[]): readonly Listed[] {
  const taken = new Set<string>()
  return all.map((one) => {
    const free = !taken.has(one.name)
    taken.add(one.name)
    return free ? one : { ...one, name: `${digest(one.url)}/${one.name}` }
  })
}

const digest = (url: string): string => createHash('sha256').update(url).digest('hex').slice(0, 16)

/** Others ask for a login. */
function isPublic(feed: Json): boolean {
  return text(feed.url) !== null && /^(?:WHITE|CLEAR|UNLABELED)$/i.test(text(feed.tlp_label) ?? 'WHITE')
}

async function fromRolie(url: string, around: Surroundings): Promise<readonly Listed[]> {
  const feed = object(object(await fetchJson(url, around)).feed)
  return objects(feed.entry).flatMap((entry) => {
    const links = objects(entry.link)
    const href = (rel: string) => links.filter((one) => one.rel === rel).map((one) => text(one.href))
    const target = href('self')[0] ?? text(object(entry.content).src)
    if (target === null || target === undefined || !target.endsWith('.json')) return []
    const checksums = href('hash').filter((one) => one !== null)
    return [
      listed(
        resolved(target, url),
        text(entry.updated),
        href('signature').length > 0,
        checksums.map((one) => resolved(one, url)),
      ),
    ]
  })
}

async function fromDirectory(base: string, around: Surroundings): Promise<readonly Listed[]> {
  const changes = await fetchText(`${base}changes.csv`, around)
  const rows =
    changes !== null
      ? [...csvRows(changes, MOST_DOCUMENTS)].map(([path = '', at]) => ({ path, at: at?.trim() || null }))
      : ((await fetchText(`${base}index.txt`, around)) ?? '')
          .split(/\r?\n/)
          .map((path) => ({ path, at: null }))
  return rows
    .filter(({ path }) => path.trim().endsWith('.json'))
    .map(({ path, at }) => {
      const url = resolved(path.trim(), base)
      return listed(url, at, true, [`${url}.sha256`, `${url}.sha512`])
    })
}

function listed(
  url: string,
  updated: string | null,
  signature: boolean,
  checksums: readonly string[],
): Listed {
  // A checksum by SHA-256 first: it is the one that nearly all have.
  const sorted = [...checksums].sort((a, b) => Number(b.includes('sha256')) - Number(a.includes('sha256')))
  return { url, name: fileName(url), updated, checksums: sorted, signature }
}

/** The last two parts of the path, made harmless: `2024/icsa-24-001-01.json`. */
function fileName(url: string): string {
  const parts = new URL(url).pathname.split('/').filter(Boolean).slice(-2)
  return parts
    .map((part) =>
      part
        .replace(/%[0-9a-f]{2}/gi, '_')
        .replace(/[^\w.-]/g, '_')
        .replace(/^\.+/, '_'),
    )
    .join('/')
}

function resolved(target: string | null, base: string): string {
  if (target === null || !URL.canParse(target, base))
    throw new FetchFailure(`${base}: names the address ${target}, which is none`)
  const url = new URL(target, base)
  if (!/^https?:$/.test(url.protocol))
    throw new FetchFailure(`${base}: names ${url.href}, which is no web address`)
  return url.href.replace(/([^:])\/{2,}/g, '$1/')
}

async function fetchJson(url: string, around: Surroundings): Promise<unknown> {
  try {
    return JSON.parse(await body(url, around))
  } catch (error) {
    if (error instanceof SyntaxError) throw new FetchFailure(`${url}: the answer is no JSON`)
    throw error
  }
}

/** `null` where there is no such file. */
async function fetchText(url: string, around: Surroundings): Promise<string | null> {
  try {
    return await body(url, around)
  } catch (error) {
    if (error instanceof FetchFailure && (error.status === 404 || error.status === 410)) return null
    throw error
  }
}

async function body(url: string, { store, http }: Surroundings): Promise<string> {
  const to = join(store.work, 'listing.part')
  await download({ url, to, most: MOST_LISTING }, http)
  const read = readFileSync(to, 'utf8')
  rmSync(to, { force: true })
  return read
}
