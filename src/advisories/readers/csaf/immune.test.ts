import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acquittedByRemedies, withoutImmune } from './immune.ts'

const entry = (...details: string[]) => ({
  remediations: details.map((text) => ({ category: 'vendor_fix', details: text })),
})

test('a sister that remediations call immune is left out of the name', () => {
  const acquitted = acquittedByRemedies([
    entry('Update to 8.0.', 'Move to the Port Edge. Port Edge is immune to these vulnerabilities.'),
    entry('Port Edge is immune to these vulnerabilities.'),
  ])
  assert.equal(withoutImmune('Port', acquitted, ['Port']), 'Port, not including Port Edge')
  assert.equal(withoutImmune('Dock', acquitted, ['Dock']), 'Dock')
  // a product of the document has statements of its own
  assert.equal(withoutImmune('Port', acquitted, ['Port', 'Port Edge']), 'Port')
})

test('where only some vulnerabilities say so, or of versions, nothing is left out', () => {
  assert.deepEqual(acquittedByRemedies([entry('Port Edge is immune.'), entry('Update to 8.0.')]), [])
  assert.deepEqual(acquittedByRemedies([entry('Port Edge 8.1 is not affected.')]), [])
  assert.deepEqual(acquittedByRemedies([]), [])
})
