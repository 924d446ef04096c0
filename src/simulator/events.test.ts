import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { EventQueue } from './events.ts'

test('tasks run by time, and those of one time in the order in which they came', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 300 }), (times) => {
      const queue = new EventQueue()
      const ran: [number, number][] = []
      times.forEach((time, i) => {
        queue.at(time, { run: (now) => ran.push([now, i]) })
      })
      while (queue.step());
      const expected = times.map((time, i) => [time, i] as const).sort(([a, i], [b, j]) => a - b || i - j)
      assert.deepEqual(ran, expected)
    }),
  )
})

test('nothing runs at the end or later, and the past is now', () => {
  const queue = new EventQueue()
  queue.end = 100
  const ran: number[] = []
  const note = { run: (now: number) => ran.push(now) }
  queue.at(100, note)
  queue.at(50, {
    run: (now) => {
      ran.push(now)
      queue.at(10, note)
    },
  })
  while (queue.step());
  assert.deepEqual(ran, [50, 50])
})
