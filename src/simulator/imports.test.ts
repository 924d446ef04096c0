/** The simulator is written from standards, not from the dissectors it tests: an error of one must not hide in the other. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'

const SRC = join(import.meta.dirname, '..')
/** Words and tables may be shared; how bytes are read may not. */
const SHARED = ['simulator', 'model', 'knowledge', 'identity/os-names.ts']

test('the simulator shares no code with what reads captures, and knows neither clock nor chance', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('fixtures'),
  )
  assert.ok(files.length > 100)
  for (const file of files) {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8')
    for (const [, from] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
      const target = relative(SRC, join(import.meta.dirname, dirname(file), from!))
      assert.ok(
        SHARED.some((shared) => target === shared || target.startsWith(`${shared}/`)),
        `${file} imports ${target}`,
      )
    }
    assert.doesNotMatch(text, /Date\.now|Math\.random|performance\.now|randomBytes/, file)
  }
})
