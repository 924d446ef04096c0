/**
 * Any number of captures as one, by packet time:
 *
 *     const merge = new CaptureMerge(await expandInputs(names))
 *     while (await merge.more()) for (let f = merge.next(); f !== null; f = merge.next()) use(f)
 *     merge.summaries()                                 // also notes(), names(), progress
 *
 * `next` is synchronous and allocates nothing; its frame (with `file`, the index of the capture among the inputs) holds until
 * the next call of either. `null` means that nothing can be said before `more` was awaited; `more` gives false at the end.
 * One capture, or captures that follow one another, cost no more than parsing them.
 *
 * Packets of one capture keep the order they have in it. Of packets of the same time, that of the capture that began
 * earlier comes first, then that of the lower name: the order in which inputs are given has no say. A capture is opened
 * when the merge reaches its first packet, so of 10,000 rotated files one or two are open.
 */
import type { CaptureSummary } from '../model/facts.ts'
import type { Frame, NameRecord } from '../wire/capture/frame.ts'
import { figure } from '../wire/capture/tally.ts'
import { type CaptureInput, compareNames } from './capture-files.ts'
import { CaptureSource } from './capture-source.ts'
import { unusedSummary } from './capture-summary.ts'
import { Heap } from './heap.ts'

export interface MergeOptions {
  /** File descriptors held at most; captures beyond it are closed between reads. */
  readonly open?: number
  /** Bytes read at once; by default the fewer the more captures are open. */
  readonly chunk?: number
  /** Wait at the ends of files for more, until this is aborted. With several files, all wait for the slowest. */
  readonly follow?: AbortSignal
}

export interface Progress {
  /** Bytes taken from disk or pipe. */
  readonly read: number
  /** Bytes on disk of all captures; `null` when a pipe is among them. */
  readonly total: number | null
}

const MAX_OPEN = 64
const MAX_NAMES = 100_000 // of all captures together

/** An input in its place: `first` is -Infinity when it is not known before reading. */
interface Entry {
  readonly input: CaptureInput
  readonly index: number
  readonly first: number
}

/** A capture with a packet at hand. */
class Runner {
  readonly source: CaptureSource
  /** Place among all captures, which decides between packets of the same time. */
  readonly rank: number

  constructor(source: CaptureSource, rank: number) {
    this.source = source
    this.rank = rank
  }
}

const earlier = (a: Runner, b: Runner): boolean => {
  const difference = a.source.frame.time - b.source.frame.time
  return difference < 0 || (difference === 0 && a.rank < b.rank)
}

export class CaptureMerge {
  private readonly inputs: readonly CaptureInput[]
  private readonly options: MergeOptions
  /** In the order in which they are opened; `due` is the next. */
  private readonly entries: readonly Entry[]
  private due = 0
  private readonly waiting = new Heap<Runner>(earlier)
  /** The capture whose frame was given last; its next packet is asked for when the next frame is. */
  private current: Runner | null = null
  /** Packets of `current` before this time come before those of all others. */
  private limit = Number.NEGATIVE_INFINITY
  /** Captures being read, by index; and which of them have a descriptor, least recently read first. */
  private readonly reading = new Map<number, CaptureSource>()
  private readonly recent = new Set<CaptureSource>()
  private readonly finished: (CaptureSummary | undefined)[] = []
  private readonly ended: CaptureSource[] = []
  private readonly dropNotes: string[] = []
  private readonly knownNames = new Map<string, NameRecord>()
  private takenByEnded = 0
  private readonly total: number | null

  constructor(inputs: readonly CaptureInput[], options: MergeOptions = {}) {
    this.inputs = inputs
    this.options = options
    this.total = inputs.reduce<number | null>(
      (sum, { size }) => (sum === null || size === null ? null : sum + size),
      0,
    )
    this.entries = inputs
      .map((input, index) => ({ input, index, first: input.first ?? Number.NEGATIVE_INFINITY }))
      .sort((a, b) => compare(a.first, b.first) || compareNames(a.input.path, b.input.path))
  }

  next(): Frame | null {
    const { current } = this
    if (current !== null) {
      const { source } = current
      const step = source.step()
      if (step === 'more') return null
      if (step === 'frame') {
        if (source.frame.time < this.limit) return source.frame
        this.waiting.push(current)
      } else this.ended.push(source)
      this.current = null
    }
    return this.choose()
  }

  /** Waits for what `next` lacks: bytes, or captures that begin now. `false` when there is nothing more at all. Never rejects. */
  async more(): Promise<boolean> {
    for (const source of this.ended.splice(0)) await this.retire(source)
    if (this.current !== null) {
      await this.touch(this.current.source)
      await this.current.source.more()
      return true
    }
    while (this.isDue()) await this.open(this.entries[this.due]!, this.due++)
    return this.waiting.top !== undefined
  }

  /** Gives up: closes whatever is open. */
  async close(): Promise<void> {
    this.due = this.entries.length
    this.waiting.clear()
    this.current = null
    for (const source of [...this.reading.values()]) await this.retire(source)
  }

  /** One summary an input, in the order of the inputs; of those not read to the end, what is known so far. */
  summaries(): CaptureSummary[] {
    return this.inputs.map(
      ({ path, error }, i) =>
        this.finished[i] ?? this.reading.get(i)?.summary() ?? unusedSummary(path, error ?? 'not read'),
    )
  }

  /** What the captures themselves say was missed when they were taken. */
  notes(): readonly string[] {
    return this.dropNotes
  }

  /** Names for addresses that captures carry; resolved by whoever captured, so hearsay. */
  names(): readonly NameRecord[] {
    return [...this.knownNames.values()]
  }

  get progress(): Progress {
    let read = this.takenByEnded
    for (const source of this.reading.values()) read += source.taken
    return { read, total: this.total }
  }

  private choose(): Frame | null {
    const first = this.waiting.top
    if (first === undefined || this.isDue()) return null
    this.waiting.pop()
    this.current = first
    this.limit = Math.min(this.waiting.top?.source.frame.time ?? Number.POSITIVE_INFINITY, this.dueTime())
    return first.source.frame
  }

  /** A capture has to be opened before the next frame can be told. */
  private isDue(): boolean {
    if (this.due >= this.entries.length) return false
    const first = this.waiting.top
    return first === undefined || this.dueTime() <= first.source.frame.time
  }

  private dueTime(): number {
    return this.entries[this.due]?.first ?? Number.POSITIVE_INFINITY
  }

  private async open({ input, index }: Entry, rank: number): Promise<void> {
    const follow = this.options.follow ?? null
    // A followed file may still be empty; everything else that looked unusable is.
    if (input.error !== null && !(follow !== null && input.size === 0)) return
    const source = await CaptureSource.open(input, index, {
      chunk: this.options.chunk ?? this.fairChunk(),
      follow,
    })
    this.reading.set(index, source)
    await this.touch(source)
    let step = source.step()
    for (; step === 'more'; step = source.step()) await source.more()
    if (step === 'frame') this.waiting.push(new Runner(source, rank))
    else await this.retire(source)
  }

  /** Bytes to read at once, so that all buffers together stay within about 64 MiB up to a thousand captures. */
  private fairChunk(): number {
    const open = this.waiting.size
    return open < 8 ? 1 << 20 : open < 64 ? 256 << 10 : open < 256 ? 64 << 10 : 16 << 10
  }

  /** Marks a capture as the one read last; beyond the limit the one not read for longest gives its descriptor back. */
  private async touch(source: CaptureSource): Promise<void> {
    this.recent.delete(source)
    this.recent.add(source)
    if (this.recent.size <= (this.options.open ?? MAX_OPEN)) return
    const oldest = this.recent.values().next().value!
    this.recent.delete(oldest)
    await oldest.park()
  }

  private async retire(source: CaptureSource): Promise<void> {
    await source.close()
    const { tally, frame, input } = source
    this.finished[frame.file] = source.summary()
    this.reading.delete(frame.file)
    this.recent.delete(source)
    this.takenByEnded += source.taken
    for (const record of tally.names)
      if (this.knownNames.size < MAX_NAMES) this.knownNames.set(`${record.address} ${record.name}`, record)
    if (tally.dropped !== null && tally.dropped > 0)
      this.dropNotes.push(`${input.path}: the capturing host lost ${figure(tally.dropped)} packets`)
  }
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0)
