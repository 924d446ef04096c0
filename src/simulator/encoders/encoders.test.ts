/** What holds for every encoder: it shares nothing with the dissectors, has no clock and no chance. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Example } from './fixtures/example.ts'

const HERE = import.meta.dirname
const sources = readdirSync(HERE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join(HERE, file), 'utf8') }))

test('no encoder imports anything but encoders and Node', () => {
  const foreign = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)]
      .map((m) => m[1]!)
      .filter((from) => !from.startsWith('node:') && !staysInside(file, from))
      .map((from) => `${file} imports ${from}`),
  )
  assert.deepEqual(foreign, [])
})

test('no encoder reads a clock or draws lots', () => {
  const impure = sources
    .filter(({ file }) => !file.endsWith('.test.ts'))
    .filter(({ text }) => /Date\.now|new Date\(\)|performance\.now|Math\.random|randomBytes/.test(text))
  assert.deepEqual(
    impure.map(({ file }) => file),
    [],
  )
})

test('the same arguments give the same bytes', async () => {
  const folder = join(HERE, 'fixtures')
  for (const file of readdirSync(folder).filter((f) => f.endsWith('.examples.ts'))) {
    const once = (await import(join(folder, file))) as { examples: readonly Example[] }
    const again = (await import(`${join(folder, file)}?again`)) as { examples: readonly Example[] }
    assert.deepEqual(again.examples, once.examples, file)
  }
})

test('every file is short', () => {
  const long = sources.filter(({ text }) => text.split('\n').length > 300)
  assert.deepEqual(
    long.map(({ file }) => file),
    [],
  )
})

function staysInside(file: string, from: string): boolean {
  return from.startsWith('.') && join(HERE, file, '..', from).startsWith(HERE)
}
