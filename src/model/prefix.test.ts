/** What is told by the text of an address is what the ranges of the registries say. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ip4FromWord } from './ip.ts'
import { inPrefix, isPrivate, parsePrefix } from './prefix.ts'

const RANGES = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
].map((text) => parsePrefix(text)!)

/** Any address, and those at both sides of each edge. */
const edges = RANGES.flatMap(({ words, bits }) => [words[0]!, words[0]! + 2 ** (32 - bits)]).flatMap(
  (word) => [word - 1, word],
)
const word = fc.oneof(fc.integer({ min: 0, max: 0xffffffff }), fc.constantFrom(...edges))

test('private IPv4 addresses are those of six ranges', () => {
  fc.assert(
    fc.property(word, (value) => {
      const ip = ip4FromWord(value | 0)
      assert.equal(
        isPrivate(ip),
        RANGES.some((range) => inPrefix(ip, range)),
        ip,
      )
    }),
    { numRuns: 5000 },
  )
})
