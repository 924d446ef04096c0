/**
 * Assessing fleets: 2,000 to 2,000,000 devices of 3,000 profiles against the advisories and CVE records beside the
 * repository, or without them the built-in facts. Each run is cold: nothing is compiled from an earlier one.
 */
import { createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { concerned, indexProfiles } from '../src/advisories/match/profile-index.ts'
import { ProfileTable } from '../src/assessment/profile-table.ts'
import { readInventories } from '../src/cli/inventory-files.ts'
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
  console.log('| devices | seconds | of it inventory and matching | of it matching | peak MiB |')
  console.log('|---|---|---|---|---|')
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
      const [inventory, matching] = [
        /([\d.]+) s {2}reading and matching/,
        /([\d.]+) s {4}of it matching/,
      ].map((part) => part.exec(m.err)?.[1] ?? '?')
      console.log(
        `| ${size.toLocaleString('en')} | ${m.seconds.toFixed(2)} | ${inventory} | ${matching} | ${m.peakMiB?.toFixed(0) ?? '-'} |`,
      )
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
}

/** Advisories that arrive one by one. */
const ARRIVING = 100

/**
 * One new advisory against a fleet that is loaded: which profiles, and so devices, it concerns. The fleet's own advisories
 * are what it is measured with, so every one of them finds some.
 */
export async function newAdvisory(size = 200_000): Promise<void> {
  const paths = [join(CORPUS, 'advisories/csaf')].filter(existsSync)
  const folder = mkdtempSync(join(tmpdir(), 'wardline-fleet-'))
  try {
    const file = join(folder, 'fleet.csv')
    await writeFleet(file, await madeProfiles(paths), size)
    const table = new ProfileTable(() => ({ own: [], parts: [] }))
    await readInventories([file], { row: (row) => table.add(row), rejected: () => {} })
    const devices = new Map(table.profiles.map((one) => [one.profile, one.devices]))
    const fleet = indexProfiles([...devices.keys()])
    const { statements } = await readLibrary(paths, { orBuiltIn: paths.length === 0 })
    const documents = [...Map.groupBy(statements, ({ advisory }) => advisory.id).values()].slice(0, ARRIVING)
    const times: number[] = []
    let affected = 0
    for (const document of documents) {
      const began = performance.now()
      const found = concerned(fleet, document)
      for (const profile of found.keys()) affected += devices.get(profile)!
      times.push(performance.now() - began)
    }
    times.sort((a, b) => a - b)
    const at = (part: number) =>
      times[Math.min(times.length - 1, Math.floor(part * times.length))]!.toFixed(1)
    console.log(
      `One new advisory against ${size.toLocaleString('en')} loaded devices (${fleet.profiles.length} profiles), ${documents.length} advisories one by one: median ${at(0.5)} ms, 9 of 10 within ${at(0.9)} ms, worst ${at(1)} ms; ${Math.round(affected / documents.length).toLocaleString('en')} devices concerned on average`,
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Makers and products as advisories spell them, with versions made up: some in range, some not. */
async function madeProfiles(paths: readonly string[]): Promise<string[]> {
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

async function writeFleet(file: string, profiles: readonly string[], size: number): Promise<void> {
  const out = createWriteStream(file)
  out.write('id,manufacturer,model,version,os,os version,serial,location\n')
  for (let i = 0; i < size; i++) {
    const row = `A${i},${profiles[(i * 7919) % profiles.length]},SN${i},Ward ${i % 40}\n`
    if (!out.write(row)) await new Promise((resolve) => out.once('drain', resolve))
  }
  out.end()
  await finished(out)
}

if (import.meta.main) {
  await fleets()
  console.log()
  await newAdvisory()
}
