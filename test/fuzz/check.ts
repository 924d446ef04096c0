/** What must hold of every capture, however damaged: no exception, work bounded by its size, well-formed answers. */
import assert from 'node:assert/strict'
import { judgeWeaknesses } from '../../src/assessment/weaknesses/judge.ts'
import { identify } from '../../src/identity/identify.ts'
import type { CaptureFacts } from '../../src/model/facts.ts'
import { fieldsOf } from '../../src/protocols/candidates.ts'
import { DEFAULT_LIMITS, Engine } from '../../src/protocols/engine.ts'
import { protocols } from '../../src/protocols/list.ts'
import { inspectionDocument } from '../../src/reports/inspection/document.ts'
import { Decoder } from '../../src/wire/decoder.ts'
import { MAX_DEPTH } from '../../src/wire/layers.ts'
import { clues, framesOf } from '../facts.ts'

/** The smallest packet record of any capture format, in bytes: a simple packet block without data. */
const SMALLEST_RECORD = 16
/** Distinct observations that one packet record may give: as many as the longest list that one message may fill. */
const MOST_PER_PACKET = 400
/** `<protocol or layer>.<what>`. */
const ODDITY = /^[a-z][a-z0-9]*(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/
const CONTROL = /\p{Cc}/u

const LIMITS = { ...DEFAULT_LIMITS, flows: 4096, conversations: 4096, bindings: 4096, stations: 4096 }
const declared = fieldsOf(protocols)

/** Decodes and dissects a capture in memory, and draws up its inspection. Throws what is wrong with the outcome. */
export function checkCapture(capture: Uint8Array): CaptureFacts {
  const engine = new Engine(protocols, clues, ['capture'], LIMITS)
  let packets = 0
  const decoder = new Decoder({
    packet: (p) => {
      packets++
      engine.packet(p)
    },
    oddity: (name) => engine.oddity(name),
  })
  let frames = 0
  for (const frame of framesOf(capture)) {
    frames++
    decoder.decode(frame, 0)
  }
  assert.ok(frames * SMALLEST_RECORD <= capture.length, `${frames} frames of ${capture.length} bytes`)
  assert.ok(packets <= frames * (MAX_DEPTH + 1), `${packets} packets of ${frames} frames`)
  const facts = engine.finish([], [])
  assert.ok(
    facts.observations.length <= packets * MOST_PER_PACKET,
    `${facts.observations.length} observations`,
  )
  checkFacts(facts)
  return facts
}

/** Names and values as documents may hold them, and a document can be drawn up of them. */
export function checkFacts(facts: CaptureFacts): void {
  for (const name of Object.keys(facts.coverage.oddities)) assert.match(name, ODDITY)
  for (const { field, value } of facts.observations) {
    assert.ok(declared.has(field) || field === 'capture.name', `${field} is not declared`)
    assert.ok(value !== '' && !CONTROL.test(value), `${field} ${JSON.stringify(value)}`)
  }
  const inventory = identify(facts)
  const weaknesses = judgeWeaknesses(facts, inventory)
  JSON.stringify(inspectionDocument(facts, inventory.assets, { conversations: true, weaknesses }))
}
