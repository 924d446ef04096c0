/** Reads the shared captures, where they are present, and compares packet counts with their labels. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { expandInputs } from '../src/sensor/capture-files.ts'
import { CaptureMerge } from '../src/sensor/merge.ts'

const root = join(import.meta.dirname, '../../shared/corpus')
const labels = join(root, 'captures/LABELS.json')
const skip = existsSync(labels) ? false : 'no ../shared/corpus beside the repository'

test('every labelled capture gives as many packets as its label says', { skip }, async () => {
  const { captures } = JSON.parse(readFileSync(labels, 'utf8')) as {
    captures: { file: string; packets: number }[]
  }
  const expected = new Map(captures.map(({ file, packets }) => [join(root, file), packets]))
  const merge = new CaptureMerge(await expandInputs([...expected.keys()]))
  let frames = 0
  while (await merge.more()) while (merge.next() !== null) frames++
  const read = merge.summaries()
  assert.deepEqual(
    new Map(read.map(({ file, packets }) => [file, packets])),
    new Map([...expected].sort(byRead(read))),
  )
  assert.equal(
    frames,
    captures.reduce((sum, { packets }) => sum + packets, 0),
  )
})

function byRead(read: readonly { file: string }[]): (a: [string, number], b: [string, number]) => number {
  const place = new Map(read.map(({ file }, i) => [file, i]))
  return ([a], [b]) => place.get(a)! - place.get(b)!
}
