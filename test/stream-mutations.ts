/** Hostile TCP conversations made from good ones: what every stream dissector must survive, however it is cut. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Protocol, StreamSide } from '../src/protocols/protocol.ts'
import { dissectStream } from './harness.ts'

type Talk = (readonly [StreamSide, Uint8Array])[]

/** No conversation of the size of a fixture may give more facts than this. */
const MOST_FACTS = 400

/**
 * Plays the fixtures of a protocol with octets overwritten, messages cut, swapped and repeated, in pieces of any
 * size. The dissector must not throw, must stay bounded, and must say the same again.
 */
export function assertStreamSurvives(
  protocol: Protocol,
  fixtures: Record<string, Uint8Array[]>,
  serverPort: number,
): void {
  const talks = Object.entries(fixtures)
    .filter(([name]) => name !== 'hostile')
    .map(([, frames]) => talkOf(frames))
    .filter((talk) => talk.length > 0)
  const ports = { clientPort: 50000, serverPort }
  fc.assert(
    fc.property(mutated(talks), fc.constantFrom(1, 17, 600), (talk, step) => {
      const said = dissectStream(protocol, talk, step, ports)
      if (said === null) return
      assert.ok(said.observed.length + said.matched.length + said.credentials.length <= MOST_FACTS)
      assert.deepEqual(dissectStream(protocol, talk, step, ports), said)
    }),
    { numRuns: 60 },
  )
}

const mutated = (talks: readonly Talk[]): fc.Arbitrary<Talk> =>
  fc
    .record({
      seed: fc.constantFrom(...talks),
      edits: fc.array(fc.tuple(fc.nat(40), fc.nat(1500), fc.nat(255)), { maxLength: 8 }),
      cuts: fc.array(fc.tuple(fc.nat(40), fc.nat(1500)), { maxLength: 2 }),
      swaps: fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { maxLength: 2 }),
      repeats: fc.integer({ min: 1, max: 2 }),
    })
    .map(({ seed, edits, cuts, swaps, repeats }) => {
      const talk = seed.map(([side, bytes]) => [side, bytes.slice()] as [StreamSide, Uint8Array])
      const at = (n: number) => talk[n % talk.length]!
      for (const [n, offset, value] of edits) at(n)[1][offset % at(n)[1].length] = value
      for (const [n, length] of cuts) at(n)[1] = at(n)[1].slice(0, 1 + (length % at(n)[1].length))
      for (const [a, b] of swaps) [talk[a % talk.length], talk[b % talk.length]] = [at(b), at(a)]
      return Array.from({ length: repeats }, () => talk).flat()
    })

/** The TCP payloads of Ethernet and IPv4 frames; who sends the first one with SYN is the client. */
function talkOf(frames: readonly Uint8Array[]): Talk {
  const client = frames[0] === undefined ? 0 : portOf(frames[0])
  return frames
    .filter((frame) => frame[23] === 6)
    .map((frame) => [portOf(frame) === client ? 'client' : 'server', payloadOf(frame)] as const)
    .filter(([, payload]) => payload.length > 0)
}

const tcpAt = (frame: Uint8Array): number => 14 + (frame[14]! & 15) * 4
const portOf = (frame: Uint8Array): number => (frame[tcpAt(frame)]! << 8) | frame[tcpAt(frame) + 1]!
const payloadOf = (frame: Uint8Array): Uint8Array =>
  frame.subarray(tcpAt(frame) + (frame[tcpAt(frame) + 12]! >>> 4) * 4)
