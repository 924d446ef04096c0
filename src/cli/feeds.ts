/** `wardline feeds`: brings in what is published about vulnerabilities, and says how old it is. */

import { setTimeout } from 'node:timers/promises'
import type { ParseArgsOptionsConfig } from 'node:util'
import type { Feed } from '../feeds/settings.ts'
import type { SyncedFeed } from '../feeds/sync/sync.ts'
import { type Command, EXIT, type ExitCode, type Io, UsageError } from './command.ts'
import { feedsTable } from './feeds-table.ts'
import { parseOptions } from './options.ts'

const help = `Usage: wardline feeds sync [--source NAME]... [options]
       wardline feeds import PATH... [--replace] [options]
       wardline feeds status [--json] [options]

sync     fetches what is new: kev, epss, csaf (CISA), openfda, nvd. Without --source all of them. A feed that
         cannot be fetched stays as it was. An attempt that was cut off goes on where it ended.
import   takes over files that were carried here: CSAF, CVE records, NVD, KEV, EPSS, VEX, bills of material, recalls;
         files, directories, .gz, one document a line.
status   what is in force, how old it is, and what went wrong last time.

  --source NAME   only this feed (repeatable)
  --fresh         fetch everything anew, whatever is there
  --replace       import: in place of what was imported before, instead of beside it
  --json          the result as JSON on standard output
  --home DIR      where everything is kept (default: WARDLINE_HOME, else the data folder of the system)
  --quiet         no progress on standard error

Addresses and keys are settings: feeds.json in that directory, or WARDLINE_NVD_URL, WARDLINE_NVD_API_KEY and so on.
docs/feeds.md tells how.

Exit codes: 0 done, 1 a feed could not be brought up to date, 2 wrong usage, 3 nothing to import was usable, 4 our own failure.
`

interface Options {
  readonly sources: readonly string[]
  readonly fresh: boolean
  readonly replace: boolean
  readonly json: boolean
  readonly quiet: boolean
  readonly home: string | null
  readonly paths: readonly string[]
}

export const feeds: Command = {
  name: 'feeds',
  summary: 'fetch or import advisories, and say how old they are',
  help,
  async run(args, io) {
    const [action, ...rest] = args
    const options = parse(rest)
    if (action === 'import') return writing(importPaths(options, io))
    if (action === 'sync' || action === 'status') {
      if (options.paths.length > 0) throw new UsageError(`feeds ${action} takes no path: ${options.paths[0]}`)
      return action === 'sync' ? writing(sync(options, io)) : status(options, io)
    }
    throw new UsageError('feeds needs one of sync, import, status. See wardline feeds --help')
  },
}

const UNWRITABLE: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'it is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file',
}

/** A home that cannot be written is no fault of ours. */
async function writing(done: Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await done
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException
    const because = UNWRITABLE[code ?? '']
    if (because === undefined) throw error
    throw new UsageError(
      `cannot keep feeds: ${because}${path === undefined ? '' : ` (${path})`}; --home names another folder`,
    )
  }
}

const OPTIONS = {
  source: { type: 'string', multiple: true, default: [] },
  fresh: { type: 'boolean', default: false },
  replace: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
  home: { type: 'string' },
} satisfies ParseArgsOptionsConfig

function parse(args: readonly string[]): Options {
  const { values, positionals } = parseOptions('feeds', args, OPTIONS)
  const { source, home = null, ...flags } = values
  return { ...flags, sources: source, home, paths: positionals }
}

async function sync(options: Options, io: Io): Promise<ExitCode> {
  const { feedsFolder, stateHome } = await import('../feeds/home.ts')
  const { syncFeed } = await import('../feeds/sync/sync.ts')
  const home = stateHome(options.home)
  const results: SyncedFeed[] = []
  for (const feed of await chosen(home, options.sources)) {
    const progress = progressOf(feed.name, options, io)
    const result = await syncFeed(feed.source, feed.name, feed, {
      feeds: feedsFolder(home),
      http: HTTP,
      fresh: options.fresh,
      progress: (_, text) => progress(text),
    })
    if (io.liveErr && !options.quiet) io.err('\r\u001b[K')
    io.err(`${sentence(result)}\n`)
    results.push(result)
  }
  if (results.some((one) => one.attempt.outcome === 'replaced')) await prepare(home)
  if (options.json)
    await io.out(`${JSON.stringify({ schema: 'wardline.feeds-sync/1', feeds: results }, null, 1)}\n`)
  return results.some((one) => one.attempt.outcome === 'failed') ? EXIT.found : EXIT.done
}

/** Compiles what is now in force, so that the next assessment starts at once. */
async function prepare(home: string): Promise<void> {
  const { openAdvisories } = await import('../feeds/open-library.ts')
  const opened = await openAdvisories({ advisories: [], beside: [], home, now: new Date() })
  opened.keep()
}

const HTTP = {
  fetch,
  sleep: async (milliseconds: number): Promise<void> => {
    await setTimeout(milliseconds)
  },
  now: () => new Date(),
  patience: 60_000,
  attempts: 5,
  pause: 2000,
}

async function chosen(home: string, wanted: readonly string[]): Promise<readonly Feed[]> {
  const { feedSettings, SettingsError } = await import('../feeds/settings.ts')
  let all: readonly Feed[]
  try {
    all = feedSettings(home)
  } catch (error) {
    if (error instanceof SettingsError) throw new UsageError(error.message)
    throw error
  }
  for (const name of wanted)
    if (!all.some((feed) => feed.name === name))
      throw new UsageError(`no feed is called ${name}: there are ${all.map((feed) => feed.name).join(', ')}`)
  return wanted.length === 0 ? all : all.filter((feed) => wanted.includes(feed.name))
}

/** Milliseconds between lines of progress. */
const EVERY = { live: 200, plain: 10_000 } as const

function progressOf(name: string, { quiet }: Options, io: Io): (text: string) => void {
  let next = performance.now() + 1000
  return (text) => {
    if (quiet || performance.now() < next) return
    next = performance.now() + (io.liveErr ? EVERY.live : EVERY.plain)
    io.err(io.liveErr ? `\r\u001b[K${name}: ${text}` : `${name}: ${text}\n`)
  }
}

function sentence({ source, attempt, documents }: SyncedFeed): string {
  const has =
    documents === null ? 'nothing is in force' : `${documents.toLocaleString('en-US')} documents in force`
  const problems = attempt.problems.map((one) => `\n  not taken over: ${one}`).join('')
  if (attempt.outcome === 'failed') return `${source}: failed: ${attempt.error}; ${has} as before`
  return `${source}: ${attempt.outcome === 'replaced' ? 'new' : 'unchanged'}, ${has}${problems}`
}

async function importPaths(options: Options, io: Io): Promise<ExitCode> {
  if (options.paths.length === 0 || options.paths.includes('-'))
    throw new UsageError(
      'feeds import needs a file or directory, of which it keeps a copy: standard input is none',
    )
  const { feedsFolder, stateHome } = await import('../feeds/home.ts')
  const { importAdvisories } = await import('../feeds/import.ts')
  const done = await importAdvisories(options.paths, {
    feeds: feedsFolder(stateHome(options.home)),
    now: new Date(),
    replaceAll: options.replace,
  })
  if (done === null) {
    io.err('wardline: another import is under way\n')
    return EXIT.found
  }
  for (const { file, where, because } of done.rejected)
    io.err(`wardline: ${file}${where === null ? '' : `, ${where}`}: ${because}\n`)
  if (options.json)
    await io.out(`${JSON.stringify({ schema: 'wardline.feeds-import/1', ...done }, null, 1)}\n`)
  if (done.files === 0) {
    io.err('wardline: nothing of it is an advisory; what was imported before stays in force\n')
    return EXIT.unusable
  }
  await prepare(stateHome(options.home))
  const kinds = Object.entries(done.kinds).map(([kind, count]) => `${count.toLocaleString('en-US')} ${kind}`)
  io.err(`imported: ${kinds.join(', ')} from ${done.files} file${done.files === 1 ? '' : 's'}\n`)
  return EXIT.done
}

async function status(options: Options, io: Io): Promise<ExitCode> {
  const { feedsFolder, stateHome } = await import('../feeds/home.ts')
  const { advisoriesInForce, feedStatus } = await import('../feeds/status.ts')
  const now = new Date()
  const folder = feedsFolder(stateHome(options.home))
  const all = feedStatus(folder, now)
  const { asOf, note } = advisoriesInForce(folder, now)
  if (options.json)
    await io.out(`${JSON.stringify({ schema: 'wardline.feeds/1', folder, asOf, feeds: all }, null, 1)}\n`)
  else await io.out(`${feedsTable(all)}In force: ${note}\n`)
  return EXIT.done
}
