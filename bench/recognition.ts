/**
 * `node bench/recognition.ts [first seed] [seeds]`: what `inspect` finds of simulated hospitals of several sizes, with
 * the makers' MACs and with such as are in no registry, each capture interface by itself. Prints Markdown: precision and recall, then
 * every kind of miss. `BEDS=5,40,150 MINUTES=20 SITES=1`.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FoundDocument, type Measure, score } from '../src/simulator/score.ts'
import { Simulation } from '../src/simulator/simulation.ts'
import type { TruthDocument } from '../src/simulator/truth.ts'

const FIRST = Number(process.argv[2] ?? 201)
const SEEDS = Number(process.argv[3] ?? 6)
const BEDS = (process.env.BEDS ?? '5,40,150').split(',').map(Number)
const MINUTES = Number(process.env.MINUTES ?? 20)
const SITES = process.env.SITES === '2' ? 2 : 1
const MEASURES = ['presence', 'type', 'vendor', 'model', 'version', 'serial']
const WARDLINE = join(import.meta.dirname, '../bin/wardline')
const ENHANCED_PACKET = 6

const folder = mkdtempSync(join(tmpdir(), 'wardline-recognition-'))
const misses = new Map<string, number>()
try {
  console.log(
    `| beds | seed | site | by | ${MEASURES.join(' | ')} |\n|---|---|---|---|${'---|'.repeat(MEASURES.length)}`,
  )
  for (const beds of BEDS) for (let seed = FIRST; seed < FIRST + SEEDS; seed++) judge(beds, seed)
  console.log('\n## Misses\n')
  for (const [kind, count] of [...misses].sort()) console.log(`- ${count} x ${kind}`)
} finally {
  rmSync(folder, { recursive: true })
}

function judge(beds: number, seed: number): void {
  for (const localMacs of [false, true]) judgeWith(beds, seed, localMacs)
}

function judgeWith(beds: number, seed: number, localMacs: boolean): void {
  const simulation = new Simulation({ beds, seed, hours: MINUTES / 60, sites: SITES, localMacs })
  const files = write(simulation)
  const truth = simulation.truth()
  const sites = [...new Set(truth.assets.map(({ place }) => place.site))].slice(0, SITES)
  for (const [i, site] of sites.entries()) {
    const run = spawnSync(WARDLINE, ['inspect', files[i]!, '--json', '--quiet'], {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    })
    if (run.status !== 0) throw new Error(run.stderr)
    const found = JSON.parse(run.stdout) as FoundDocument
    const own: TruthDocument = { ...truth, assets: truth.assets.filter(({ place }) => place.site === site) }
    const { measures, misses: missed } = score(found, own)
    const cells = MEASURES.map((name) => cell(measures[name]!))
    console.log(
      `| ${beds} | ${seed} | ${site} | ${localMacs ? 'no registry' : 'all'} | ${cells.join(' | ')} |`,
    )
    for (const miss of missed.filter(({ attribute }) => MEASURES.includes(attribute))) {
      const by = miss.shownBy.length === 0 ? 'not shown' : `shown by ${miss.shownBy.join(', ')}`
      const kind = miss.asset.replace(/-[0-9a-f:.]+$/, '')
      const key = `${localMacs ? 'no registry, ' : ''}${kind}: ${miss.attribute} ${miss.expected}, found ${miss.found}, ${by}`
      misses.set(key, (misses.get(key) ?? 0) + 1)
    }
  }
}

function cell({ precision, recall, expected }: Measure): string {
  return `${share(precision)} / ${share(recall)} of ${expected}`
}

function share(value: number | null): string {
  return value === null ? '-' : value.toFixed(3)
}

/** A file for every capture interface. */
function write(simulation: Simulation): string[] {
  const files = Array.from({ length: SITES }, (_, tap) => join(folder, `${tap}.pcapng`))
  const open = files.map((file) => openSync(file, 'w'))
  for (const chunk of simulation.chunks()) {
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    for (let at = 0; at < chunk.length; ) {
      const length = view.getUint32(at + 4, true)
      const packet = view.getUint32(at, true) === ENHANCED_PACKET
      const block = chunk.subarray(at, at + length)
      // What is no packet (the section, the interfaces) stands in every file.
      for (const fd of packet ? [open[view.getUint32(at + 8, true)]!] : open) writeSync(fd, block)
      at += length
    }
    simulation.world.out.reuse(chunk)
  }
  for (const fd of open) closeSync(fd)
  return files
}
