/** tshark as the judge of every encoder: it must name the protocol, find nothing wrong, and read the values back. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { capture, clientOf, macOf, serverOf } from './fixtures/capture.ts'
import type { Example } from './fixtures/example.ts'

const ALWAYS = [
  'frame.protocols',
  'ip.src',
  'eth.src',
  'udp.length',
  'tcp.len',
  '_ws.malformed',
  '_ws.expert.message',
  '_ws.expert.severity',
]
/** tshark's number of the severity "error"; "warn" is looked at too. */
const WARNING = 6_291_456

type Frame = Readonly<Record<string, readonly string[]>>

const only = process.env.EXAMPLES
const examples = (await allExamples()).filter((e) => only === undefined || e.name.includes(only))

test('tshark reads every message as what it is', async (t) => {
  if (spawnSync('tshark', ['--version']).status !== 0) return t.skip('tshark is not installed')
  const frames = decode(examples)
  for (const [index, example] of examples.entries())
    await t.test(example.name, () => judge(example, framesOf(frames, example, index)))
})

async function allExamples(): Promise<Example[]> {
  const folder = join(import.meta.dirname, 'fixtures')
  const files = readdirSync(folder).filter((file) => file.endsWith('.examples.ts'))
  const modules = await Promise.all(files.sort().map((file) => import(join(folder, file))))
  return modules.flatMap((m) => (m as { examples: readonly Example[] }).examples)
}

function decode(all: readonly Example[]): Frame[] {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-encoders-'))
  try {
    const file = join(folder, 'encoders.pcap')
    writeFileSync(file, capture(all))
    const wanted = new Set([...ALWAYS, ...all.flatMap((e) => Object.keys(e.values))])
    const options = ['-n', '-2', '-r', file, '-T', 'json', '-o', 'tcp.check_checksum:TRUE']
    const fields = [...wanted].flatMap((field) => ['-e', field])
    const run = spawnSync('tshark', [...options, ...fields], { encoding: 'utf8', maxBuffer: 1 << 28 })
    assert.equal(run.status, 0, run.stderr)
    return (JSON.parse(run.stdout) as { _source: { layers: Frame } }[]).map((f) => f._source.layers)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function framesOf(frames: readonly Frame[], example: Example, index: number): Frame[] {
  if (example.over === 'ethernet') return frames.filter((f) => f['eth.src']?.[0] === macOf(index))
  const mine = [clientOf(index), serverOf(index)]
  return frames.filter((f) => mine.includes(f['ip.src']?.[0] ?? ''))
}

function judge(example: Example, frames: readonly Frame[]): void {
  const ends = frames.filter((f) => example.over !== 'tcp' || Number(f['tcp.len']?.[0] ?? 0) > 0)
  const names = ends.map((f) => f['frame.protocols']?.[0]?.split(':') ?? [])
  assert.deepEqual(complaints(example, frames), [], 'tshark complains')
  const lasts = example.over === 'tcp' ? lastSegments(example, names) : wholeDatagrams(example, ends, names)
  assert.equal(lasts.length, example.messages.length, `messages seen: ${JSON.stringify(names)}`)
  for (const [i, message] of example.messages.entries()) {
    const name = message.protocol ?? example.protocol
    assert.ok(lasts[i]!.includes(name), `message ${i + 1} is not ${name}: ${lasts[i]!.join(':')}`)
  }
  for (const [field, value] of Object.entries(example.values)) {
    const read = frames.flatMap((f) => f[field] ?? [])
    for (const one of typeof value === 'string' ? [value] : value)
      assert.ok(read.includes(one), `${field} is not ${one} but ${JSON.stringify(read)}`)
  }
}

function complaints(example: Example, frames: readonly Frame[]): string[] {
  return frames.flatMap((f, i) => {
    const malformed = f['_ws.malformed'] === undefined ? [] : [`frame ${i + 1} is malformed`]
    const severities = f['_ws.expert.severity'] ?? []
    const texts = f['_ws.expert.message'] ?? []
    const bad = severities.flatMap((s, n) => (Number(s) >= WARNING ? [texts[n] ?? `severity ${s}`] : []))
    return [...malformed, ...bad.filter((text) => !example.expected?.some((e) => text.startsWith(e)))]
  })
}

/** The names of the packet that ends each message of a stream. */
function lastSegments(example: Example, names: readonly string[][]): string[][] {
  let at = 0
  return example.messages.flatMap((m) => {
    at += Math.ceil(m.bytes.length / 1400)
    return names[at - 1] === undefined ? [] : [names[at - 1]!]
  })
}

/** The names of the packet that ends each datagram, which may be the last of several fragments. */
function wholeDatagrams(example: Example, frames: readonly Frame[], names: readonly string[][]): string[][] {
  return example.over === 'ethernet'
    ? [...names]
    : names.filter((_, i) => frames[i]!['udp.length'] !== undefined)
}
