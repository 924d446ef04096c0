/**
 * NVD's CVE API 2.0 (nvd.nist.gov/developers/vulnerabilities and /start-here): everything once, page by page, then only
 * what was modified, in windows of at most 120 days. Pages already fetched survive a failure and are not asked again.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { download, FetchFailure } from '../sync/http.ts'
import { type Source, type Surroundings, storedFile } from '../sync/source.ts'
import { replace } from '../sync/store.ts'
import { assemble, RECORDS } from './nvd-records.ts'

/** The largest page that the API gives. */
const PAGE = 2000
const MOST_PAGE = 128 * 2 ** 20
/** "The maximum allowable range when using any date range parameters is 120 consecutive days." */
const WINDOW = 120 * 86_400_000
/** So long a gap is bridged by windows; after a longer one everything is fetched anew. */
const MOST_WINDOWS = 8
/** 5 requests in a rolling window of 30 seconds, 50 with a key; NVD asks scripts to sleep 6 seconds between requests. */
const BETWEEN = { withoutKey: 6000, withKey: 600 } as const
/** Started longer ago, pages no longer fit together. */
const STALE = 7 * 86_400_000

const plan = z.object({
  url: z.string(),
  started: z.string(),
  windows: z.array(z.object({ from: z.string(), to: z.string() }).nullable()),
})
type Plan = z.infer<typeof plan>

export const nvdSource: Source = {
  name: 'nvd',
  about: 'all CVEs with the products they concern (NIST)',
  defaultUrl: 'https://services.nvd.nist.gov/rest/json/cves/2.0',
  async sync(around) {
    const { store } = around
    const current = planOf(around)
    const pages = join(store.work, 'pages')
    mkdirSync(pages, { recursive: true })
    const files: string[] = []
    for (const [index] of current.windows.entries())
      files.push(...(await fetchWindow(current, index, pages, around)))
    const old = current.windows[0] === null ? null : join(store.currentFolder()!, RECORDS)
    const changed = await assemble(old, files, join(store.work, RECORDS), around.progress)
    if (old !== null && changed === 0) {
      rmSync(store.work, { recursive: true, force: true })
      return { kind: 'unchanged', problems: [] }
    }
    rmSync(pages, { recursive: true })
    rmSync(planPath(around), { force: true })
    const stored = storedFile(RECORDS, { url: around.settings.url, updated: current.started })
    return { kind: 'new', files: [stored], cursor: current.started, problems: [] }
  },
}

const planPath = ({ store }: Surroundings): string => join(store.work, 'plan.json')

/** Goes on with what a failed attempt began, else begins: with everything, or with what changed since. */
function planOf(around: Surroundings): Plan {
  const { store, settings, http, fresh } = around
  const now = http.now()
  const begun = readPlan(planPath(around))
  if (!fresh && begun?.url === settings.url && now.getTime() - Date.parse(begun.started) < STALE) return begun
  rmSync(store.work, { recursive: true, force: true })
  mkdirSync(store.work, { recursive: true })
  const records = store.currentFolder()
  const known = !fresh && records !== null && existsSync(join(records, RECORDS))
  const cursor = known ? (store.current()?.cursor ?? null) : null
  const begin = { url: settings.url, started: now.toISOString(), windows: windowsSince(cursor, now) }
  replace(planPath(around), begin)
  return begin
}

function readPlan(path: string): Plan | null {
  try {
    return plan.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

/** `[null]` means everything. */
export function windowsSince(cursor: string | null, now: Date): Plan['windows'] {
  const start = cursor === null ? Number.NaN : Date.parse(cursor)
  const end = now.getTime()
  if (Number.isNaN(start) || start > end || end - start > WINDOW * MOST_WINDOWS) return [null]
  const out: { from: string; to: string }[] = []
  for (let from = start; from < end; from += WINDOW)
    out.push({ from: new Date(from).toISOString(), to: new Date(Math.min(from + WINDOW, end)).toISOString() })
  return out.length === 0 ? [{ from: now.toISOString(), to: now.toISOString() }] : out
}

const head = z.object({
  totalResults: z.number().int().min(0),
  startIndex: z.number(),
  vulnerabilities: z.array(z.unknown()),
})

/**
 * All pages of one window. A record that is modified meanwhile leaves the window, and those behind it move up, over the end of a page: then
 * the pages do not fit together, and are fetched anew.
 */
async function fetchWindow(
  current: Plan,
  window: number,
  pages: string,
  around: Surroundings,
): Promise<string[]> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const files = await fetchPages(current, window, pages, around)
    if (files !== null) return files
    removePages(pages, window)
  }
  throw new FetchFailure(`${around.settings.url}: its records change faster than they come`)
}

/** How often the pages of a window are fetched when they do not fit together. */
const MOST_TRIES = 3

const pageName = (window: number, start: number): string => `${window}-${String(start).padStart(8, '0')}.json`

function removePages(pages: string, window: number): void {
  for (const name of readdirSync(pages)) if (name.startsWith(`${window}-`)) rmSync(join(pages, name))
}

/** `null`: there are fewer records than there were. */
async function fetchPages(
  current: Plan,
  window: number,
  pages: string,
  around: Surroundings,
): Promise<string[] | null> {
  const files: string[] = []
  let total: number | null = null
  for (let start = 0; total === null || start < total; ) {
    const path = join(pages, pageName(window, start))
    if (!existsSync(path)) await fetchPage(current.windows[window]!, start, path, around)
    const answer = head.parse(JSON.parse(readFileSync(path, 'utf8')))
    if (total !== null && answer.totalResults < total) return null
    files.push(path)
    total = answer.totalResults
    around.progress(`${Math.min(start + answer.vulnerabilities.length, total)} of ${total} records`)
    if (answer.vulnerabilities.length === 0) return start < total ? null : files
    start += answer.vulnerabilities.length
  }
  return files
}

async function fetchPage(
  window: Plan['windows'][number] | undefined,
  start: number,
  path: string,
  { settings, http, store }: Surroundings,
): Promise<void> {
  const url = new URL(settings.url)
  url.searchParams.set('resultsPerPage', String(PAGE))
  url.searchParams.set('startIndex', String(start))
  if (window) {
    url.searchParams.set('lastModStartDate', window.from)
    url.searchParams.set('lastModEndDate', window.to)
  }
  const headers: Record<string, string> = settings.apiKey === null ? {} : { apiKey: settings.apiKey }
  const part = join(store.work, 'page.part')
  await download({ url: url.href, to: part, most: MOST_PAGE, headers }, http)
  if (!keepPage(part, path)) throw new FetchFailure(`${url.href}: the answer is no page of records`)
  await http.sleep(settings.apiKey === null ? BETWEEN.withoutKey : BETWEEN.withKey)
}

/** A page is kept only if it is one. */
function keepPage(part: string, path: string): boolean {
  try {
    head.parse(JSON.parse(readFileSync(part, 'utf8')))
  } catch {
    return false
  }
  renameSync(part, path)
  return true
}
