/** Every type of the taxonomy is claimed by something that is heard on the wire, not only by the words of inventories. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Fingerprint, fingerprints } from '../src/knowledge/fingerprints.ts'
import { deviceTypes } from '../src/knowledge/taxonomy.ts'

/** Types that no documented signal tells yet, with the reason. */
const UNREACHED: Readonly<Record<string, string>> = {}

test('every type is reachable by a documented signal', () => {
  const reached = new Set(fingerprints().filter(isHeard).flatMap(typesSaid))
  const missing = deviceTypes()
    .map(({ id }) => id)
    .filter((id) => !reached.has(id))
  assert.deepEqual(missing.sort(), Object.keys(UNREACHED).sort())
})

const isHeard = ({ field }: Fingerprint): boolean => field.some((name) => !name.startsWith('inventory.'))

function typesSaid({ says, table }: Fingerprint): string[] {
  const column = table?.columns.indexOf('type') ?? -1
  const rows = column < 0 ? [] : (table?.rows ?? []).map((row) => row[column + 1] ?? '')
  return [says?.type ?? '', ...rows].filter((type) => type !== '')
}
