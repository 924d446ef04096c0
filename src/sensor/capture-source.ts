/**
 * One capture being read: bytes from a file, pipe or gzip data into a parser. The next read is always under way while
 * the bytes of the last are parsed. `step` is synchronous; when it says `more`, await `more()` and ask again.
 */
import { createReadStream } from 'node:fs'
import type { CaptureSummary } from '../model/facts.ts'
import { CaptureParser } from '../wire/capture/capture-parser.ts'
import { Frame, type Step } from '../wire/capture/frame.ts'
import { isGzip } from '../wire/capture/magic.ts'
import { type ByteSource, FileSource, PipeSource, type RawSource } from './byte-source.ts'
import type { CaptureInput } from './capture-files.ts'
import { summarise } from './capture-summary.ts'
import { GunzipSource } from './gunzip-source.ts'

export interface CaptureOptions {
  /** Bytes read at once; results do not depend on it. */
  readonly chunk?: number
  /** Wait at the end of the file for more, until this is aborted. */
  readonly follow?: AbortSignal | null
}

const DEFAULT_CHUNK = 1 << 20 // bytes
const MIN_CHUNK = 4 << 10 // bytes

export class CaptureSource {
  /** Filled anew by every `step`. */
  readonly frame = new Frame()
  readonly input: CaptureInput
  private readonly parser: CaptureParser
  private readonly bytes: ByteSource
  private readonly chunk: number
  private readonly follow: AbortSignal | null
  private pending: Promise<number> | null = null
  private closed: Promise<void> | null = null

  /** Opens an input; never rejects. `index` is what its frames carry as `file`. */
  static async open(
    input: CaptureInput,
    index: number,
    options: CaptureOptions = {},
  ): Promise<CaptureSource> {
    return new CaptureSource(input, index, await openBytes(input, options.follow ?? null), options)
  }

  private constructor(input: CaptureInput, index: number, bytes: ByteSource, options: CaptureOptions) {
    const most = options.chunk ?? DEFAULT_CHUNK
    const whole = input.kind === 'file' && !input.gzip && input.size !== null ? input.size + 1 : most
    this.input = input
    this.bytes = bytes
    this.follow = options.follow ?? null
    this.chunk = Math.max(Math.min(most, whole), Math.min(most, MIN_CHUNK))
    this.parser = new CaptureParser(this.chunk * (whole <= most ? 2 : 4))
    this.frame.file = index
  }

  /** Bytes taken from disk or pipe. */
  get taken(): number {
    return this.bytes.taken
  }

  get tally() {
    return this.parser.tally
  }

  step(): Step {
    return this.parser.next(this.frame)
  }

  /** Waits for bytes; afterwards `step` goes on. What `frame` pointed at may have moved. Never rejects. */
  async more(): Promise<void> {
    const n = await (this.pending ?? this.read())
    this.pending = null
    if (n > 0) {
      this.parser.filled(n)
      this.pending = this.read()
      return
    }
    if (!this.follow?.aborted) this.parser.finish()
    else this.parser.stop()
    await this.close()
  }

  async park(): Promise<void> {
    await this.pending
    await this.bytes.park()
  }

  close(): Promise<void> {
    this.closed ??= (async () => {
      await this.pending
      await this.bytes.close()
    })()
    return this.closed
  }

  summary(): CaptureSummary {
    return summarise(this.input.path, this.parser.tally, this.bytes.fault)
  }

  private read(): Promise<number> {
    return this.bytes.read(this.parser.space(this.chunk).subarray(0, this.chunk))
  }
}

async function openBytes(input: CaptureInput, follow: AbortSignal | null): Promise<ByteSource> {
  const raw = openRaw(input, follow)
  const gzip = input.kind === 'file' ? input.gzip : isGzip(await raw.peek(3))
  return gzip ? new GunzipSource(raw) : raw
}

function openRaw({ path, kind }: CaptureInput, follow: AbortSignal | null): RawSource {
  if (kind === 'file') return new FileSource(path, follow)
  return new PipeSource(path === '-' ? process.stdin : createReadStream(path))
}
