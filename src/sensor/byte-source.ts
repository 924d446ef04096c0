/**
 * Where the bytes of a capture come from: a file, a growing file, a pipe. A source never rejects; it ends, and `fault`
 * says why it ended early.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import type { CaptureFault } from '../wire/capture/frame.ts'

export interface ByteSource {
  /** Fills the beginning of `room` (not empty) and says with how many bytes; 0 at the end. One read at a time. */
  read(room: Uint8Array): Promise<number>
  /** Gives the file descriptor back for now; the next read takes one again. */
  park(): Promise<void>
  close(): Promise<void>
  /** Bytes taken so far, as they lie on disk. */
  readonly taken: number
  readonly fault: CaptureFault | null
}

/** A source that can look at its beginning and, if it is a file, start again. */
export interface RawSource extends ByteSource {
  /** The first bytes, at most `most`, without taking them; before the first read. */
  peek(most: number): Promise<Uint8Array>
  /** Back to the beginning; `null` for what cannot. */
  readonly rewind: (() => void) | null
}

const FOLLOW_PAUSE = 200 // milliseconds between looks at a file that has not grown

export class FileSource implements RawSource {
  fault: CaptureFault | null = null
  private readonly path: string
  private readonly follow: AbortSignal | null
  private handle: FileHandle | null = null
  private position = 0
  /** A read came back short: the end was there, and need not be asked for again. */
  private ended = false

  /** With `follow` the end of the file is waited at for more, until the signal is aborted. */
  constructor(path: string, follow: AbortSignal | null = null) {
    this.path = path
    this.follow = follow
  }

  get taken(): number {
    return this.position
  }

  async read(room: Uint8Array): Promise<number> {
    if (this.ended) return 0
    for (;;) {
      const n = await this.readAt(room, this.position)
      this.position += n
      this.ended = n < room.length && this.follow === null
      if (n > 0 || this.follow === null || this.fault !== null) return n
      if (this.follow.aborted) return 0
      await setTimeout(FOLLOW_PAUSE, null, { signal: this.follow }).catch(() => null)
    }
  }

  async peek(most: number): Promise<Uint8Array> {
    const room = new Uint8Array(most)
    return room.subarray(0, await this.readAt(room, 0))
  }

  readonly rewind = (): void => {
    this.position = 0
    this.ended = false
  }

  async park(): Promise<void> {
    const { handle } = this
    this.handle = null
    await handle?.close().catch(() => null)
  }

  async close(): Promise<void> {
    await this.park()
  }

  private async readAt(room: Uint8Array, position: number): Promise<number> {
    try {
      this.handle ??= await open(this.path)
      return (await this.handle.read(room, 0, room.length, position)).bytesRead
    } catch (error) {
      this.fault = { kind: 'unreadable', offset: position, because: systemReason(error) }
      return 0
    }
  }
}

/** Standard input, a named pipe: anything that is read once, from front to back. */
export class PipeSource implements RawSource {
  taken = 0
  fault: CaptureFault | null = null
  readonly rewind = null
  private readonly chunks: AsyncIterator<Uint8Array>
  private held: Uint8Array = new Uint8Array(0)

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.chunks = stream[Symbol.asyncIterator]()
  }

  async read(room: Uint8Array): Promise<number> {
    if (this.held.length === 0 && !(await this.pull())) return 0
    const part = this.held.subarray(0, room.length)
    room.set(part)
    this.held = this.held.subarray(part.length)
    this.taken += part.length
    return part.length
  }

  async peek(most: number): Promise<Uint8Array> {
    while (this.held.length < most && (await this.pull()));
    return this.held.subarray(0, most)
  }

  async park(): Promise<void> {}

  async close(): Promise<void> {
    await this.chunks.return?.().catch(() => null)
  }

  private async pull(): Promise<boolean> {
    try {
      const { done, value } = await this.chunks.next()
      if (done) return false
      this.held = this.held.length === 0 ? value : Buffer.concat([this.held, value])
      return true
    } catch (error) {
      this.fault = { kind: 'unreadable', offset: this.taken, because: systemReason(error) }
      return false
    }
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is no directory',
  ELOOP: 'its symbolic links go in a circle',
  EMFILE: 'too many files are open',
  EIO: 'the disk gives a read error',
  ENOSPC: 'the disk is full',
  EROFS: 'it is read-only',
}

/** What a failed system call says, in words: `permission denied`. */
export function systemReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return (code !== undefined && REASONS[code]) || code || message
}
