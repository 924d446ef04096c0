/** Captures in memory to facts, as the program does it, for tests. */

import { isDefaultCredential } from '../src/knowledge/credentials.ts'
import { matchFingerprints } from '../src/knowledge/fingerprints.ts'
import type { CaptureFacts } from '../src/model/facts.ts'
import { DEFAULT_LIMITS, Engine, type EngineLimits } from '../src/protocols/engine.ts'
import { protocols } from '../src/protocols/list.ts'
import type { Protocol } from '../src/protocols/protocol.ts'
import type { Clues } from '../src/protocols/reports.ts'
import { CaptureParser } from '../src/wire/capture/capture-parser.ts'
import { Frame } from '../src/wire/capture/frame.ts'
import { Decoder } from '../src/wire/decoder.ts'

export const clues: Clues = {
  match: (field, text) => matchFingerprints(field, text).map((m) => m.matched),
  isDefaultCredential,
}

/** Reads captures one after the other and gives what was learned. */
export function factsOf(
  captures: readonly Uint8Array[],
  given: { protocols?: readonly Protocol[]; limits?: Partial<EngineLimits>; clues?: Clues } = {},
): CaptureFacts {
  const files = captures.map((_, i) => `capture-${i + 1}`)
  const limits = { ...DEFAULT_LIMITS, ...given.limits }
  const engine = new Engine(given.protocols ?? protocols, given.clues ?? clues, files, limits)
  const decoder = new Decoder(engine)
  captures.forEach((bytes, file) => {
    for (const frame of framesOf(bytes)) decoder.decode(frame, file)
  })
  return engine.finish([], [])
}

/** The frames of a capture held in memory; each is valid until the next is asked for. */
export function* framesOf(bytes: Uint8Array): Generator<Frame> {
  const parser = new CaptureParser()
  const frame = new Frame()
  let at = 0
  for (;;) {
    const step = parser.next(frame)
    if (step === 'frame') yield frame
    else if (step === 'end') return
    else if (at === bytes.length) parser.finish()
    else {
      const room = parser.space(1)
      const n = Math.min(room.length, bytes.length - at)
      room.set(bytes.subarray(at, at + n))
      parser.filled(n)
      at += n
    }
  }
}
