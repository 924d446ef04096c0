/** openFDA's device recalls and enforcement reports (open.fda.gov/apis/device), page by page along its `Link` header. */
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { list, object, text } from '../../advisories/readers/json.ts'
import { download, FetchFailure } from '../sync/http.ts'
import { type Source, type Surroundings, storedFile } from '../sync/source.ts'
import type { StoredFile } from '../sync/store.ts'

/** "The largest allowed value for the limit parameter is 1000." */
const PAGE = 1000
const MOST_PAGE = 64 * 2 ** 20
const MOST_PAGES = 1000
/** 240 requests a minute and address, with and without key. */
const BETWEEN = 260
const ENDPOINTS = ['recall', 'enforcement'] as const

export const openfdaSource: Source = {
  name: 'openfda',
  about: 'recalls and enforcement reports of devices (FDA)',
  defaultUrl: 'https://api.fda.gov/device/',
  async sync(around) {
    const { store } = around
    rmSync(store.work, { recursive: true, force: true })
    mkdirSync(store.work, { recursive: true })
    const had = around.fresh ? null : store.current()
    const first: Page[] = []
    for (const endpoint of ENDPOINTS) first.push(await fetchPage(firstPage(endpoint, around), around))
    // The API tells the day of its data with every answer; the same days mean the same data.
    const days = first.map(({ updated }) => updated)
    const cursor = days.includes(null) ? null : days.join(' ')
    if (cursor !== null && had?.cursor === cursor) {
      rmSync(store.work, { recursive: true, force: true })
      return { kind: 'unchanged', problems: [] }
    }
    const files: StoredFile[] = []
    for (const [i, endpoint] of ENDPOINTS.entries()) files.push(await writeAll(endpoint, first[i]!, around))
    return { kind: 'new', files, cursor, problems: [] }
  },
}

interface Page {
  readonly results: readonly unknown[]
  readonly total: number
  readonly updated: string | null
  readonly next: string | null
}

function firstPage(endpoint: string, { settings }: Surroundings): string {
  const url = new URL(`${endpoint}.json`, settings.url)
  url.searchParams.set('limit', String(PAGE))
  if (settings.apiKey !== null) url.searchParams.set('api_key', settings.apiKey)
  return url.href
}

async function writeAll(endpoint: string, first: Page, around: Surroundings): Promise<StoredFile> {
  const name = `${endpoint}.ndjson.gz`
  let count = 0
  async function* lines(): AsyncGenerator<string> {
    for (let page: Page | null = first, pages = 0; page !== null && pages < MOST_PAGES; pages++) {
      for (const one of page.results) yield `${JSON.stringify(one)}\n`
      count += page.results.length
      around.progress(`${endpoint}: ${count} of ${page.total}`)
      await around.http.sleep(BETWEEN)
      page = page.next === null || page.results.length === 0 ? null : await fetchPage(page.next, around)
    }
  }
  await pipeline(
    Readable.from(lines()),
    createGzip(),
    createWriteStream(join(around.store.work, name), { flush: true }),
  )
  if (count < first.total)
    throw new FetchFailure(`${around.settings.url}${endpoint}: ${count} of ${first.total} came`)
  return storedFile(name, { url: around.settings.url, updated: first.updated })
}

async function fetchPage(url: string, { store, http, settings }: Surroundings): Promise<Page> {
  const to = join(store.work, 'page.part')
  const { link } = await download({ url, to, most: MOST_PAGE }, http)
  const answer = object(parsed(readFileSync(to, 'utf8')))
  rmSync(to, { force: true })
  const meta = object(answer.meta)
  const total = object(meta.results).total
  if (!Array.isArray(answer.results) || typeof total !== 'number')
    throw new FetchFailure(`${settings.url}: the answer holds no results`)
  return { results: list(answer.results), total, updated: text(meta.last_updated), next: nextPage(link, url) }
}

/** `Link: <https://...&search_after=...>; rel="next"`; only on the same server, since the key stands in it. */
function nextPage(link: string | null, url: string): string | null {
  const target = /<([^>]+)>\s*;\s*rel="?next"?/i.exec(link ?? '')?.[1]
  if (target === undefined || !URL.canParse(target, url)) return null
  const next = new URL(target, url)
  return next.origin === new URL(url).origin ? next.href : null
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
