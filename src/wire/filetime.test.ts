import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filetimeAt } from './filetime.ts'

const bytesOf = (ticks: bigint): Uint8Array => {
  const out = Buffer.alloc(8)
  out.writeBigUInt64LE(ticks)
  return Uint8Array.from(out)
}

test('ticks of 100 ns since 1601 become seconds since 1970', () => {
  assert.equal(filetimeAt(bytesOf(116_444_736_000_000_000n), 0), 0)
  assert.equal(filetimeAt(bytesOf(116_444_736_015_000_000n), 0), 1.5)
})

test('zero, "never" and cut-off times are unknown', () => {
  assert.equal(filetimeAt(bytesOf(0n), 0), null)
  assert.equal(filetimeAt(bytesOf(0x7fffffffffffffffn), 0), null)
  assert.equal(filetimeAt(bytesOf(116_444_736_000_000_000n), 1), null)
})
