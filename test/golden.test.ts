/** Every capture under `protocols/<name>/fixtures/` gives exactly what its golden file says. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { golden } from './golden.ts'

const ROOT = join(import.meta.dirname, '../src/protocols')

for (const entry of readdirSync(ROOT, { withFileTypes: true })) {
  const folder = join(ROOT, entry.name, 'fixtures')
  if (!entry.isDirectory()) continue
  test(`${entry.name} has fixtures`, () => {
    assert.ok(
      existsSync(folder) && readdirSync(folder).some((f) => f.endsWith('.pcap')),
      `no captures in ${folder}`,
    )
  })
  if (!existsSync(folder)) continue
  for (const file of readdirSync(folder).filter((f) => f.endsWith('.pcap')))
    test(`${entry.name}/${file} is observed as its golden file says`, () => {
      const expected = JSON.parse(readFileSync(join(folder, file.replace(/\.pcap$/, '.json')), 'utf8'))
      assert.deepEqual(JSON.parse(JSON.stringify(golden(readFileSync(join(folder, file))))), expected)
    })
}
