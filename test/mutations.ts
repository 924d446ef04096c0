/** Hostile input made from good input: what every dissector must survive, whatever protocol it reads. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Said } from './harness.ts'

/** No datagram of any size may give more facts than this: every list in a dissector is bounded. */
const MOST_FACTS = 400

/**
 * Shows a dissector arbitrary bytes, and its own fixtures with octets overwritten, cut short and repeated.
 * It must not throw, must not keep more than a bounded number of facts, and must say the same again.
 */
export function assertSurvives(
  show: (payload: Uint8Array) => Said | null,
  frames: readonly Uint8Array[],
): void {
  const seeds = frames.map(payloadOf)
  const check = (payload: Uint8Array) => {
    const said = show(payload)
    assert.ok((said?.observed.length ?? 0) + (said?.matched.length ?? 0) <= MOST_FACTS)
    assert.deepEqual(show(payload), said)
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), check), { numRuns: 100 })
  fc.assert(fc.property(mutated(seeds), check), { numRuns: 300 })
}

const mutated = (seeds: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> =>
  fc
    .record({
      seed: fc.constantFrom(...seeds),
      edits: fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 6 }),
      keep: fc.double({ min: 0, max: 1, noNaN: true }),
      whole: fc.boolean(),
      repeats: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ seed, edits, keep, whole, repeats }) => {
      const one = seed.slice(0, whole ? seed.length : Math.floor(seed.length * keep))
      for (const [at, value] of edits) if (one.length > 0) one[at % one.length] = value
      const out = new Uint8Array(one.length * repeats)
      for (let i = 0; i < repeats; i++) out.set(one, i * one.length)
      return out
    })

/** What a dissector is shown of an Ethernet frame: behind the EtherType, LLC, SNAP, IP or UDP header. */
export function payloadOf(frame: Uint8Array): Uint8Array {
  const type = (frame[12]! << 8) | frame[13]!
  if (type < 0x0600) return frame.subarray(frame[14] === 0xaa ? 22 : 17, 14 + type)
  if (type === 0x0800) return behindIp(frame, 14 + (frame[14]! & 15) * 4, frame[23]!)
  if (type === 0x86dd) return behindIp(frame, 54, frame[20]!)
  return frame.subarray(14)
}

const behindIp = (frame: Uint8Array, at: number, protocol: number): Uint8Array =>
  frame.subarray(protocol === 17 ? at + 8 : at)
