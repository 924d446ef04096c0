/** The knowledge base as a whole: every entry against the schema, its own examples, and the protocols' fields. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inventoryFields } from '../src/intake/inventory/fields.ts'
import { problemsOfKnowledge } from '../src/knowledge/check.ts'
import { HOST_LABEL } from '../src/knowledge/fingerprints.ts'
import { protocols } from '../src/protocols/list.ts'

test('the knowledge base holds no contradiction, no dead field and no example that fails', () => {
  const fields = new Set([
    ...protocols.flatMap((protocol) => Object.keys(protocol.fields)),
    ...Object.keys(inventoryFields),
    'capture.name',
    HOST_LABEL,
  ])
  assert.deepEqual(problemsOfKnowledge(fields), [])
})
