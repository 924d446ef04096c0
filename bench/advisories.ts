/**
 * `node bench/advisories.ts [PATH...]`: how fast advisories load, how much memory that takes, and how fast the compiled
 * form starts. Without paths: the corpus beside the project, if it is there. Each figure comes from a process of its own.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const CORPUS = join(import.meta.dirname, '../../shared/corpus')
const DEFAULT = ['advisories/csaf', 'advisories/kev.json', 'cve'].map((name) => join(CORPUS, name))
const RUNS = Number(process.env.RUNS ?? 3)

if (process.env.CACHE) await child(process.env.CACHE, process.argv.slice(2))
else parent(process.argv.length > 2 ? process.argv.slice(2) : DEFAULT.filter((path) => existsSync(path)))

async function child(cache: string, paths: readonly string[]): Promise<void> {
  const { openLibrary } = await import('../src/feeds/open-library.ts')
  const opened = await openLibrary(paths, { cache })
  const opening = performance.now()
  const { indexStatements } = await import('../src/advisories/match/match.ts')
  const { products } = indexStatements(opened.library.statements, opened.library.compositions)
  const indexed = performance.now()
  opened.keep()
  const { library, from } = opened
  process.stdout.write(
    JSON.stringify({
      from,
      documents: library.documents,
      statements: library.statements.length,
      products,
      opening: opening / 1000,
      indexing: (indexed - opening) / 1000,
      keeping: (performance.now() - indexed) / 1000,
      peakMiB: process.resourceUsage().maxRSS / 1024,
    }),
  )
}

interface Figures {
  readonly from: string
  readonly documents: number
  readonly statements: number
  readonly products: number
  readonly opening: number
  readonly indexing: number
  readonly keeping: number
  readonly peakMiB: number
}

function parent(paths: readonly string[]): void {
  if (paths.length === 0) throw new Error('no advisories here: name files or directories')
  const cache = mkdtempSync(join(tmpdir(), 'wardline-bench-'))
  try {
    console.log(
      '| start | documents | statements | products | open, s | index, s | keep, s | documents/s | peak MiB |',
    )
    console.log('|---|---|---|---|---|---|---|---|---|')
    const cold = median(() => {
      rmSync(cache, { recursive: true, force: true })
      return once(cache, paths)
    })
    row('from documents', cold)
    row(
      'compiled',
      median(() => once(cache, paths)),
    )
    const file = spawnSync('ls', [cache], { encoding: 'utf8' }).stdout.trim()
    console.log(`\ncompiled file: ${(statSync(join(cache, file)).size / 2 ** 20).toFixed(1)} MiB`)
  } finally {
    rmSync(cache, { recursive: true, force: true })
  }
}

function once(cache: string, paths: readonly string[]): Figures {
  const { stdout, stderr } = spawnSync(process.execPath, [import.meta.filename, ...paths], {
    env: { ...process.env, CACHE: cache },
    encoding: 'utf8',
  })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

function median(run: () => Figures): Figures {
  const all = Array.from({ length: RUNS }, run).sort((a, b) => a.opening - b.opening)
  return all[Math.floor(all.length / 2)]!
}

function row(start: string, f: Figures): void {
  const count = (n: number) => n.toLocaleString('en-US')
  const seconds = [f.opening, f.indexing, f.keeping].map((s) => s.toFixed(2))
  console.log(
    `| ${start} | ${count(f.documents)} | ${count(f.statements)} | ${count(f.products)} | ${seconds.join(' | ')} | ${count(Math.round(f.documents / f.opening))} | ${f.peakMiB.toFixed(0)} |`,
  )
}
