/**
 * Writes the fixtures of protocols: `node test/fixtures.ts [protocol...]` makes `<case>.pcap` from
 * `fixtures/make.ts` and, beside it, `<case>.json`: what was observed in it. Look at the difference before
 * committing it. `weaknesses` makes those of weaknesses.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { pcap } from './bytes.ts'
import { golden } from './golden.ts'

const ROOT = join(import.meta.dirname, '../src/protocols')
const WEAKNESSES = join(import.meta.dirname, '../src/assessment/weaknesses/fixtures')
const wanted = process.argv.slice(2)

for (const entry of readdirSync(ROOT, { withFileTypes: true })) {
  const folder = join(ROOT, entry.name, 'fixtures')
  if (!entry.isDirectory() || (wanted.length > 0 && !wanted.includes(entry.name))) continue
  if (!existsSync(join(folder, 'make.ts'))) continue
  const { fixtures } = (await import(pathToFileURL(join(folder, 'make.ts')).href)) as {
    fixtures: Record<string, Uint8Array[]>
  }
  for (const [name, frames] of Object.entries(fixtures)) {
    const bytes = pcap(frames)
    writeFileSync(join(folder, `${name}.pcap`), bytes)
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(golden(bytes), null, 1)}\n`)
    console.log(`${entry.name}/${name}: ${frames.length} frames, ${bytes.length} bytes`)
  }
}

// Those of weaknesses have no golden file: what is found in them stands in their table of cases.
if (wanted.length === 0 || wanted.includes('weaknesses')) {
  const { captures } = await import('../src/assessment/weaknesses/fixtures/make.ts')
  for (const [name, bytes] of Object.entries(captures)) writeFileSync(join(WEAKNESSES, `${name}.pcap`), bytes)
  console.log(`weaknesses: ${Object.keys(captures).length} captures`)
}
