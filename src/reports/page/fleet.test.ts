import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fleetOf } from './fleet.ts'
import { subjectOf } from './subject.ts'

const device = (id: string, category: string, family: string | null) => ({
  id,
  category,
  family,
  findings: [],
  risk: { score: 0, factors: [] },
})

test('a device of a clinical category is a medical one, whether or not its kind is known', () => {
  const assets = [
    device('a', 'dialysis-and-extracorporeal', null),
    device('b', 'infusion-and-therapy', 'infusion-pump'),
    device('c', 'it-and-av', null),
  ]
  const subject = subjectOf([{ schema: 'wardline.inspection/1', captures: [], coverage: {}, assets }])
  assert.deepEqual(
    fleetOf(subject, null)!.totals.map(({ scope, assets }) => [scope, assets]),
    [
      ['all', 3],
      ['medical', 2],
    ],
  )
})
