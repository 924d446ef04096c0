/**
 * What is private stays on the wire: marks put where protocols carry passwords, patients, results, files and mails
 * appear nowhere in what is learned or written, in no usual encoding: not in the document, the table, the CSV, the
 * explanations, the messages of the program. Only `credentials[].user` names a user, on purpose.
 *
 * The places: `private-places.ts`, and `fixtures/private.ts` of each protocol that carries patients' data.
 */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { judgeWeaknesses } from '../src/assessment/weaknesses/judge.ts'
import { inspect } from '../src/cli/inspect.ts'
import { identify } from '../src/identity/identify.ts'
import type { CaptureFacts } from '../src/model/facts.ts'
import { inventoryCsv } from '../src/reports/inspection/csv.ts'
import { inspectionDocument } from '../src/reports/inspection/document.ts'
import { explanation } from '../src/reports/inspection/explanation.ts'
import { summary } from '../src/reports/inspection/summary.ts'
import { inventoryTable } from '../src/reports/inspection/table.ts'
import { pcap } from './bytes.ts'
import { factsOf } from './facts.ts'
import type { Place, PrivatePlaces } from './private-place.ts'
import { places } from './private-places.ts'

/**
 * Marks of several looks, with the part to search for: what is taken for a name, a number, a version or a serial
 * number must not slip through either, nor a component of it.
 */
const MARKS = [
  { mark: 'Zqx7Jane', secret: 'zqx7jane' },
  { mark: 'DOE^ZQXJANE', secret: 'zqxjane' },
  { mark: 'zqx-4.2.1', secret: 'zqx-4.2.1' },
  { mark: '7300112233', secret: '7300112233' },
] as const

const PROTOCOLS = join(import.meta.dirname, '../src/protocols')
const folder = mkdtempSync(join(tmpdir(), 'wardline-privacy-'))
after(() => rmSync(folder, { recursive: true }))
const TEXT = { width: 160, colour: false }

const all: readonly Place[] = [...places, ...(await clinicalPlaces())]

async function clinicalPlaces(): Promise<Place[]> {
  const files = readdirSync(PROTOCOLS).map((name) => join(PROTOCOLS, name, 'fixtures/private.ts'))
  const read = files.filter((file) => existsSync(file)).map((file) => import(file) as Promise<PrivatePlaces>)
  return (await Promise.all(read)).flatMap((module) => module.privatePlaces)
}

for (const { name, protocol, frames } of all)
  test(`nothing private is kept: ${name}`, () => {
    for (const { mark, secret } of MARKS) {
      const facts = factsOf([pcap(frames(mark))])
      const spoken = facts.conversations.map((c) => c.protocol)
      assert.ok(spoken.includes(protocol), `${mark} was carried by ${spoken}`)
      assert.deepEqual(leaks(secret, facts), [])
    }
  })

for (const { mark, secret } of MARKS)
  test(`nothing private is written by the program: ${mark}`, async () => {
    const path = join(folder, 'private.pcap')
    writeFileSync(path, pcap(all.flatMap((place) => place.frames(mark))))
    for (const format of [[], ['--csv'], ['--external'], ['--json', '--conversations']]) {
      const written = await run([path, ...format])
      const seen = format[0] === '--json' ? written.replace(/"user": ".*"/g, '') : written
      assert.deepEqual(holding(secret, seen.split('\n')), [])
    }
  })

async function run(args: readonly string[]): Promise<string> {
  const written: string[] = []
  await inspect.run(args, {
    out: async (text) => void written.push(text),
    err: (text) => void written.push(text),
    liveErr: false,
    ...TEXT,
  })
  return written.join('\n')
}

/** Every text in the facts, the document and the reports that holds the secret. */
function leaks(secret: string, facts: CaptureFacts): string[] {
  const inventory = identify(facts)
  const { assets } = inventory
  const weaknesses = judgeWeaknesses(facts, inventory)
  const document = inspectionDocument(facts, assets, { conversations: true, weaknesses })
  const texts: string[] = []
  JSON.stringify([facts, document], (key, value: unknown) => {
    texts.push(key)
    if (key !== 'user' && typeof value === 'string') texts.push(`${key}: ${value}`)
    return value
  })
  const rows = document.assets.map((row) => ({ ...row, internal: true }))
  return holding(secret, [
    ...texts,
    inventoryTable(rows, TEXT),
    summary(facts, rows, assets, TEXT),
    inventoryCsv(rows),
    ...assets.map((asset) => explanation(asset, TEXT)),
  ])
}

function holding(secret: string, texts: readonly string[]): string[] {
  const wanted = encodings(secret)
  return texts.filter((text) => wanted.some((form) => text.toLowerCase().includes(form)))
}

/** The secret as text, and as Base64 and hexadecimal of its octets in ASCII and UTF-16. */
function encodings(secret: string): string[] {
  const cases = [secret, secret.toUpperCase()]
  const octets = cases.flatMap((form) => [Buffer.from(form), Buffer.from(form, 'utf16le')])
  return [secret, ...octets.flatMap((b) => [b.toString('base64').replace(/=+$/, ''), b.toString('hex')])].map(
    (form) => form.toLowerCase(),
  )
}
