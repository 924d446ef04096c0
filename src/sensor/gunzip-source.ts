/**
 * The uncompressed bytes of a gzip source (RFC 1952), several members in a row included. Memory is bounded however far the
 * data expand. Of damaged data everything before the damage is given: the decompressor throws away what it had made of
 * a slice when the slice turns out bad, so a file is then read again up to there, and in ever smaller slices across it.
 */
import { createGunzip, type Gunzip } from 'node:zlib'
import type { CaptureFault } from '../wire/capture/frame.ts'
import { figure } from '../wire/capture/tally.ts'
import type { ByteSource, RawSource } from './byte-source.ts'

const READ = 256 << 10 // bytes taken from the source at once
/** Bytes given to the decompressor at once: everywhere, and in later passes from the slice on that turned out bad. */
const SLICES = [16 << 10, 128, 1] as const
const PIPE_SLICE = 2 << 10 // bytes; less, because a pipe cannot be gone over again: what a bad slice held is lost
const CHUNK = 64 << 10 // bytes the decompressor gives at once

export class GunzipSource implements ByteSource {
  fault: CaptureFault | null = null
  private readonly inner: RawSource
  private gunzip: Gunzip
  private readonly input = new Uint8Array(READ)
  private inputAt = 0
  private inputEnd = 0
  private output: Uint8Array = new Uint8Array(0)
  /** Compressed bytes given to the decompressor, and where the slice began that it has now. */
  private fed = 0
  private sliceStart = 0
  /** Bytes given to the reader; of a second pass, how many of those are still to be passed over. */
  private given = 0
  private repeated = 0
  /** Which of the slice sizes holds from this compressed offset on. */
  private pass = 0
  private fineFrom = Number.POSITIVE_INFINITY
  private state: 'ready' | 'busy' | 'ended' = 'ready'
  private failure: NodeJS.ErrnoException | null = null
  private wake: () => void = () => {}

  constructor(inner: RawSource) {
    this.inner = inner
    this.gunzip = this.start()
  }

  get taken(): number {
    return this.inner.taken
  }

  /** Compressed bytes given to the decompressor, and uncompressed bytes it holds that were not read yet. */
  get progress(): { readonly fed: number; readonly held: number } {
    return { fed: this.fed, held: this.gunzip.readableLength + this.output.length }
  }

  async read(room: Uint8Array): Promise<number> {
    for (;;) {
      if (this.output.length > 0) return this.give(room)
      const chunk = this.gunzip.read() as Uint8Array | null
      if (chunk !== null) this.receive(chunk)
      else if (this.failure !== null) {
        if (!this.retry(this.failure)) return this.fail(this.failure)
      } else if (this.state === 'ended') return 0
      else if (this.state === 'busy') await new Promise<void>((resolve) => this.sleep(resolve))
      else await this.feed()
    }
  }

  park(): Promise<void> {
    return this.inner.park()
  }

  async close(): Promise<void> {
    this.gunzip.destroy()
    await this.inner.close()
  }

  private start(): Gunzip {
    const gunzip = createGunzip({ chunkSize: CHUNK })
    const current = (act: () => void) => () => {
      if (this.gunzip !== gunzip) return
      act()
      this.wake()
    }
    gunzip.on(
      'readable',
      current(() => {}),
    )
    gunzip.on(
      'end',
      current(() => this.enter('ended')),
    )
    gunzip.on('error', (error) => current(() => this.note(error))())
    return gunzip
  }

  private enter(state: 'ready' | 'busy' | 'ended'): void {
    this.state = state
  }

  private note(error: NodeJS.ErrnoException): void {
    this.failure = error
  }

  /** Calls `resolve` at the next sign of life of the decompressor. */
  private sleep(resolve: () => void): void {
    this.wake = resolve
  }

  private receive(chunk: Uint8Array): void {
    const known = Math.min(this.repeated, chunk.length)
    this.repeated -= known
    this.output = chunk.subarray(known)
  }

  private give(room: Uint8Array): number {
    const part = this.output.subarray(0, room.length)
    room.set(part)
    this.output = this.output.subarray(part.length)
    this.given += part.length
    return part.length
  }

  private async feed(): Promise<void> {
    if (this.inputAt === this.inputEnd) {
      this.inputAt = 0
      this.inputEnd = await this.inner.read(this.input)
      if (this.state !== 'ready' || this.failure !== null) return // what follows the last member ended it meanwhile
    }
    const { gunzip } = this
    this.enter('busy')
    if (this.inputEnd === 0) {
      gunzip.end()
      return
    }
    const slice = this.input.subarray(this.inputAt, Math.min(this.inputAt + this.step(), this.inputEnd))
    this.sliceStart = this.fed
    this.inputAt += slice.length
    this.fed += slice.length
    gunzip.write(slice, () => {
      if (this.gunzip !== gunzip) return
      if (this.state === 'busy') this.enter('ready')
      this.wake()
    })
  }

  private step(): number {
    if (this.inner.rewind === null) return PIPE_SLICE
    return this.fed >= this.fineFrom ? SLICES[this.pass]! : Math.min(SLICES[0], this.fineFrom - this.fed)
  }

  /** Begins another pass with smaller slices, if the data are damaged and the source can start again. */
  private retry(failure: NodeJS.ErrnoException): boolean {
    const { rewind } = this.inner
    if (failure.code !== 'Z_DATA_ERROR' || rewind === null || this.pass === SLICES.length - 1) return false
    rewind()
    this.pass++
    this.fineFrom = this.sliceStart
    this.repeated = this.given
    this.fed = 0
    this.inputAt = 0
    this.inputEnd = 0
    this.failure = null
    this.enter('ready')
    this.gunzip = this.start()
    return true
  }

  private fail(failure: NodeJS.ErrnoException): 0 {
    const at = figure(this.fed)
    const cut = failure.code === 'Z_BUF_ERROR'
    const because = cut
      ? `the gzip data break off at byte ${at} of the file`
      : `the gzip data are damaged at byte ${at} of the file (${failure.message})`
    this.fault ??= this.inner.fault ?? { kind: cut ? 'cut-short' : 'corrupt', offset: this.given, because }
    this.failure = null
    this.enter('ended')
    return 0
  }
}
