/**
 * Damaged input of every kind through the whole pipeline: no exception, work bounded by the size of the input, and
 * well-formed answers (see fuzz/check.ts). The inputs in `fuzz/corpus/` were found by `fuzz/fuzz.ts`.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { readFacts } from '../src/sensor/read-facts.ts'
import { DECODED_LINK_TYPES } from '../src/wire/link/link-types.ts'
import { pcap } from './bytes.ts'
import { checkCapture, checkFacts } from './fuzz/check.ts'
import { mutate } from './fuzz/mutate.ts'
import { Random } from './fuzz/random.ts'
import { seeds } from './fuzz/seeds.ts'
import { readers, targets } from './fuzz/targets.ts'
import { withFiles } from './merged.ts'

const CORPUS = join(import.meta.dirname, 'fuzz/corpus')
const corpus = readdirSync(CORPUS)
  .filter((file) => file.endsWith('.cap'))
  .sort()

test('inputs that were odd once are read, and read the same again', () => {
  for (const file of corpus) {
    const input = readFileSync(join(CORPUS, file))
    const facts = checkCapture(input)
    assert.deepEqual(checkCapture(input), facts, file)
  }
})

test('inputs that gave an oddity still give it', () => {
  for (const file of corpus.filter((name) => name.startsWith('odd-'))) {
    const { oddities } = checkCapture(readFileSync(join(CORPUS, file))).coverage
    const name = file.slice('odd-'.length, -'.cap'.length)
    assert.ok(name in oddities, `${file}: ${Object.keys(oddities)}`)
  }
})

for (const { name, make } of [...targets, ...readers])
  test(`mutated input for ${name} is survived`, () => {
    const random = new Random(20_260_101)
    const cases = Array.from({ length: 4 }, () => make(random))
    const frames = cases.flatMap((one) => ('frames' in one ? one.frames : []))
    if (frames.length > 0) checkCapture(pcap(frames))
    for (const one of cases) if ('capture' in one) checkCapture(one.capture)
  })

test('random bytes of every link type are survived', () => {
  const random = new Random(7)
  for (const linkType of [...DECODED_LINK_TYPES, 2, 147, 65_535])
    checkCapture(
      pcap(
        Array.from({ length: 40 }, () => random.bytes(random.below(200))),
        linkType,
      ),
    )
})

/** Ways to damage a file as a whole. */
const DAMAGES: Readonly<Record<string, (file: Uint8Array, random: Random) => Uint8Array>> = {
  cut: (file, random) => file.slice(0, random.below(file.length)),
  mutated: (file, random) => mutate(file, random, random.bytes(200)),
  'behind its header': (file, random) => {
    const out = file.slice()
    for (let n = 8; n > 0; n--) out[24 + random.below(file.length - 24)] = random.below(256)
    return out
  },
  'followed by noise': (file, random) => Uint8Array.from([...file, ...random.bytes(500)]),
  'followed by itself': (file) => Uint8Array.from([...file, ...file]),
  'with a hole of zeros': (file, random) => {
    const out = file.slice()
    const at = random.below(out.length)
    return out.fill(0, at, at + 300)
  },
}

for (const [kind, pack] of Object.entries({
  plain: (file: Uint8Array) => file,
  gzip: (file: Uint8Array) => Uint8Array.from(gzipSync(file)),
}))
  test(`files damaged in every way are survived: ${kind}`, async () => {
    const random = new Random(kind.length)
    const files: Record<string, Uint8Array> = {}
    for (const [way, damage] of Object.entries(DAMAGES))
      for (let n = 0; n < 4; n++) files[`${way} ${n}`] = damage(pack(pcap(random.pick(seeds).frames)), random)
    await withFiles(files, async (dir) => {
      const paths = Object.keys(files).map((name) => join(dir, name))
      const facts = await readFacts(paths)
      assert.equal(facts.captures.length, paths.length)
      checkFacts(facts)
    })
  })
