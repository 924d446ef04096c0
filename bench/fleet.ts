/**
 * Assessing fleets: 2,000 to 2,000,000 devices of 3,000 profiles against the advisories and CVE records beside the
 * repository, or without them the built-in facts. Each run is cold: nothing is compiled from an earlier one.
 */
import { createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { readLibrary } from '../src/feeds/library.ts'
import { measure } from './measure.ts'

const WARDLINE = join(import.meta.dirname, '../bin/wardline')
const CORPUS = join(import.meta.dirname, '../../shared/corpus')
const PROFILES = 3000
const SYSTEMS = ['', 'Windows 10,1809', 'Windows 7,SP1', 'VxWorks,6.9', 'Linux,5.4']

export async function fleets(sizes = [2000, 20_000, 200_000, 2_000_000]): Promise<void> {
  const paths = ['advisories/csaf', 'cve/records.ndjson.gz']
    .map((path) => join(CORPUS, path))
    .filter(existsSync)
  const options = paths.flatMap((path) => ['--advisories', path])
  const profiles = await madeProfiles(paths)
  console.log(
    `${profiles.length} profiles against ${paths.length > 0 ? 'CSAF and CVE records' : 'the built-in facts'}\n`,
  )
  console.log('| devices | seconds | of it inventory and matching | peak MiB |')
  console.log('|---|---|---|---|')
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'wardline-fleet-'))
    try {
      const file = join(folder, 'fleet.csv')
      await writeFleet(file, profiles, size)
      const args = [
        'assess',
        file,
        ...options,
        '--summary',
        '--json',
        '--quiet',
        '--timing',
        '--home',
        folder,
      ]
      const m = await measure(WARDLINE, args)
      const matching = /([\d.]+) s {2}reading and matching/.exec(m.err)?.[1] ?? '?'
      console.log(
        `| ${size.toLocaleString('en')} | ${m.seconds.toFixed(2)} | ${matching} | ${m.peakMiB?.toFixed(0) ?? '-'} |`,
      )
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
}

/** Makers and products as advisories spell them, with versions made up: some in range, some not. */
export async function madeProfiles(paths: readonly string[]): Promise<string[]> {
  const csaf = paths.filter((path) => path.endsWith('csaf'))
  const { statements } = await readLibrary(csaf, { orBuiltIn: csaf.length === 0 })
  const products = [
    ...new Set(statements.map(({ product: p }) => `${cell(p.vendor ?? '')},${cell(p.name)}`)),
  ].sort()
  return Array.from({ length: PROFILES }, (_, i) => {
    const version = `${1 + (i % 9)}.${i % 20}.${i % 7}`
    return `${products[i % products.length]},${version},${SYSTEMS[i % SYSTEMS.length] || ','}`
  })
}

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`

export async function writeFleet(file: string, profiles: readonly string[], size: number): Promise<void> {
  const out = createWriteStream(file)
  out.write('id,manufacturer,model,version,os,os version,serial,location\n')
  for (let i = 0; i < size; i++) {
    const row = `A${i},${profiles[(i * 7919) % profiles.length]},SN${i},Ward ${i % 40}\n`
    if (!out.write(row)) await new Promise((resolve) => out.once('drain', resolve))
  }
  out.end()
  await finished(out)
}

if (import.meta.main) await fleets()
