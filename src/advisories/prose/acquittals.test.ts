import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acquittedIn } from './acquittals.ts'

test('what is not affected in any version', () => {
  assert.deepEqual(acquittedIn('The Flow Viewer is not affected.'), ['The Flow Viewer '])
  assert.deepEqual(acquittedIn('This vulnerability does not affect the Flow Viewer.'), ['Flow Viewer'])
})

for (const sentence of [
  'The Flow is not affected in firmware 3 or newer.',
  'The Flow is not affected with the latest update installed.',
  'The Flow is not affected as long as it is behind a firewall.',
  'The Flow is not affected except for its installer.',
  'Port Edge is immune only where TLS is on.',
  'Updated Flow Viewers are not affected.',
  'Flow Viewer with the patch is not vulnerable.',
  'Newer Flow Viewers are not affected.',
  'It is believed that the Flow Viewer is not affected.',
  'Not all Flow Viewers are unaffected.',
  'The clinical function of the Flow is not affected.',
  'Patient data on the Flow is not affected.',
])
  test(`nobody: ${sentence}`, () => {
    assert.deepEqual(acquittedIn(sentence), [])
  })
