import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { dropbox } from './dropbox.ts'
import { announcement, fixtures } from './fixtures/make.ts'

const show = (payload: Uint8Array) => dissectDatagram(dropbox, payload)

test('an announcement tells version and port, and nothing private', () => {
  const said = show(announcement)
  assert.deepEqual(
    said?.observed.map((o) => [o.field, o.value]),
    [
      ['dropbox.version', '2.0'],
      ['dropbox.port', '17500'],
    ],
  )
  assert.doesNotMatch(JSON.stringify(said), /4711|Jane/)
})

test('other JSON is declined', () => assert.equal(show(bytes('{"plain": "json"}')), null))

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
