/** The main road: captures named by a user, through decoder and engine, to the facts in them. */
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { CaptureFacts, CaptureSummary } from '../model/facts.ts'
import { DEFAULT_LIMITS, Engine, type Share } from '../protocols/engine.ts'
import { protocols } from '../protocols/list.ts'
import { mergeFacts } from '../protocols/merge-facts.ts'
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
  /** Threads to use; by default as many as the size of the captures is worth. */
  readonly threads?: number
}

/** Reads everything that `names` name as one network. Faults of single captures stand in their summaries. */
export async function readFacts(names: readonly string[], options: ReadOptions = {}): Promise<CaptureFacts> {
  return readCaptures(await expandInputs(names), options)
}

/**
 * Reads captures, large ones on two processors: each reads and decodes everything and dissects its share, which
 * halves the part that takes longest.
 */
export async function readCaptures(
  inputs: readonly CaptureInput[],
  options: ReadOptions = {},
): Promise<CaptureFacts> {
  const threads = options.threads ?? threadsFor(inputs, options)
  if (threads === 1) return readShare(inputs, { index: 0, of: 1 }, options)
  const helpers = Array.from({ length: threads - 1 }, (_, i) =>
    readElsewhere(inputs, { index: i + 1, of: threads }),
  )
  const own = await readShare(inputs, { index: 0, of: threads }, options)
  return mergeFacts([own, ...(await Promise.all(helpers))])
}

/** Bytes from which a second thread pays for its start (about a quarter of a second). */
const LARGE = 256 * 2 ** 20

/** Only files can be read twice, and only files on disk pay: decompressing would be done twice. */
function threadsFor(inputs: readonly CaptureInput[], { follow }: ReadOptions): number {
  const files = inputs.filter((input) => input.error === null)
  if (follow !== undefined || files.some((f) => f.kind === 'pipe' || f.gzip)) return 1
  const bytes = files.reduce((sum, f) => sum + (f.size ?? 0), 0)
  return bytes >= LARGE && availableParallelism() >= 2 ? 2 : 1
}

/** One thread's part: everything is read and decoded, the share is dissected. */
export async function readShare(
  inputs: readonly CaptureInput[],
  share: Share,
  options: ReadOptions = {},
): Promise<CaptureFacts> {
  const paths = inputs.map((input) => input.path)
  const engine = new Engine(protocols, lazyClues(), paths, DEFAULT_LIMITS, share)
  const reading = new Reading(engine, inputs.length)
  const merge = new CaptureMerge(inputs, options.follow === undefined ? {} : { follow: options.follow })
  while (await merge.more()) {
    if (reading.packets === 0) options.started?.()
    for (let frame = merge.next(); frame !== null; frame = merge.next()) reading.frame(frame)
    options.progress?.(merge.progress.read, merge.progress.total, reading.packets)
  }
  if (share.index > 0) return engine.finish([], [])
  for (const { address, name } of merge.names()) engine.captureName(address, name)
  return engine.finish(reading.complete(merge.summaries()), merge.notes())
}

function readElsewhere(inputs: readonly CaptureInput[], share: Share): Promise<CaptureFacts> {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), { workerData: { inputs, share } })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
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
