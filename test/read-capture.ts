/** Reads a whole capture out of memory for tests: every frame copied, in steps of a given size. */
import { CaptureParser } from '../src/wire/capture/capture-parser.ts'
import { Frame } from '../src/wire/capture/frame.ts'
import type { Tally } from '../src/wire/capture/tally.ts'

export interface ReadFrame {
  readonly time: number
  readonly number: number
  readonly linkType: number
  readonly originalLength: number
  readonly hex: string
}

export function copyOf(frame: Frame): ReadFrame {
  const { time, number, linkType, originalLength, bytes, start, end } = frame
  return {
    time,
    number,
    linkType,
    originalLength,
    hex: Buffer.from(bytes.subarray(start, end)).toString('hex'),
  }
}

/** `steps`: bytes put in at once, in turn. `calls` counts how often the parser was asked. */
export function readCapture(
  input: Uint8Array,
  steps: readonly number[] = [65_536],
): { frames: ReadFrame[]; tally: Tally; calls: number } {
  const parser = new CaptureParser(1024)
  const frame = new Frame()
  const frames: ReadFrame[] = []
  let at = 0
  let calls = 0
  for (let turn = 0; ; calls++) {
    const step = parser.next(frame)
    if (step === 'end') return { frames, tally: parser.tally, calls }
    if (step === 'frame') frames.push(copyOf(frame))
    else if (at === input.length) parser.finish()
    else {
      const part = input.subarray(at, at + Math.max(1, steps[turn++ % steps.length]!))
      parser.space(part.length).set(part)
      parser.filled(part.length)
      at += part.length
    }
  }
}
