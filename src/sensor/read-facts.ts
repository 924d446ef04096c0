/** The main road: captures named by a user, through decoder and engine, to the facts in them. */
import { createRequire } from 'node:module'
import type { EventSink } from '../model/event.ts'
import type { CaptureFacts, CaptureSummary } from '../model/facts.ts'
import { DEFAULT_LIMITS, Engine } from '../protocols/engine.ts'
import { protocols } from '../protocols/list.ts'
import type { Clues } from '../protocols/reports.ts'
import type { Frame } from '../wire/capture/frame.ts'
import { Decoder } from '../wire/decoder.ts'
import { type CaptureInput, expandInputs } from './capture-files.ts'
import { CaptureMerge } from './merge.ts'

export interface ReadOptions {
  /** Told now and then: bytes taken, of how many (`null`: a pipe), and packets so far. */
  readonly progress?: (read: number, total: number | null, packets: number) => void
  /** Told when the first packet has been read. */
  readonly started?: () => void
  /** Wait at the ends of files for more, until this is aborted. */
  readonly follow?: AbortSignal
  /** Watches behaviour as packets are read. */
  readonly events?: EventSink
}

/** Reads everything that `names` name as one network. Faults of single captures stand in their summaries. */
export async function readFacts(names: readonly string[], options: ReadOptions = {}): Promise<CaptureFacts> {
  return readCaptures(await expandInputs(names), options)
}

export async function readCaptures(
  inputs: readonly CaptureInput[],
  options: ReadOptions = {},
): Promise<CaptureFacts> {
  const engine = new Engine(
    protocols,
    lazyClues(),
    inputs.map((input) => input.path),
    DEFAULT_LIMITS,
    options.events ?? null,
  )
  const reading = new Reading(engine, inputs.length)
  const merge = new CaptureMerge(inputs, options.follow === undefined ? {} : { follow: options.follow })
  while (await merge.more()) {
    if (reading.packets === 0) options.started?.()
    for (let frame = merge.next(); frame !== null; frame = merge.next()) reading.frame(frame)
    options.progress?.(merge.progress.read, merge.progress.total, reading.packets)
  }
  for (const { address, name } of merge.names()) engine.captureName(address, name)
  return engine.finish(reading.complete(merge.summaries()), merge.notes())
}

/** Counts per capture what only the decoder knows. */
class Reading {
  packets = 0
  private readonly decoder: Decoder
  private readonly malformed: Int32Array
  private readonly undecoded: Int32Array
  private malformedBefore = 0

  constructor(engine: Engine, captures: number) {
    this.decoder = new Decoder(engine)
    this.malformed = new Int32Array(captures)
    this.undecoded = new Int32Array(captures)
  }

  frame(frame: Frame): void {
    this.packets++
    const decoder = this.decoder
    if (!decoder.decode(frame, frame.file)) this.undecoded[frame.file]!++
    if (decoder.malformedFrames !== this.malformedBefore) {
      this.malformedBefore = decoder.malformedFrames
      this.malformed[frame.file]!++
    }
  }

  complete(summaries: readonly CaptureSummary[]): CaptureSummary[] {
    return summaries.map((summary, i) => ({
      ...summary,
      malformed: this.malformed[i]!,
      because: summary.because ?? notDecoded(summary, this.undecoded[i]!),
    }))
  }
}

function notDecoded({ linkTypes, packets }: CaptureSummary, undecoded: number): string | null {
  if (undecoded === 0) return null
  const types = linkTypes.join(', ')
  if (undecoded === packets) return `link type ${types} is not decoded: nothing of it can be told`
  return `${undecoded} of ${packets} packets have a link type that is not decoded (${types})`
}

/** The knowledge base is loaded when a dissector first needs it, so that reading starts at once. */
function lazyClues(): Clues {
  const require = createRequire(import.meta.url)
  const fingerprints = () =>
    require('../knowledge/fingerprints.ts') as typeof import('../knowledge/fingerprints.ts')
  const credentials = () =>
    require('../knowledge/credentials.ts') as typeof import('../knowledge/credentials.ts')
  return {
    match: (field, text) =>
      fingerprints()
        .matchFingerprints(field, text)
        .map((m) => m.matched),
    isDefaultCredential: (protocol, user, password) =>
      credentials().isDefaultCredential(protocol, user, password),
  }
}
