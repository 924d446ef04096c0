/** Progress of long reads on standard error: one line redrawn on a terminal, a line now and then elsewhere. */
import type { Io } from './command.ts'

export interface Progress {
  /** Bytes read so far, of how many (`null`: not known), and packets. */
  update(read: number, total: number | null, packets: number): void
  clear(): void
}

/** Milliseconds before the first line and between lines: short runs stay silent. */
const FIRST_AFTER = 1000
const EVERY_LIVE = 200
const EVERY_PLAIN = 10_000

export function progressLine(io: Io): Progress {
  const began = performance.now()
  let next = began + FIRST_AFTER
  let drawn = false
  return {
    update(read, total, packets) {
      const now = performance.now()
      if (now < next) return
      next = now + (io.liveErr ? EVERY_LIVE : EVERY_PLAIN)
      const text = `${packets.toLocaleString('en-US')} packets, ${mebibytes(read)}${share(read, total)}, ${Math.round((now - began) / 1000)} s`
      io.err(io.liveErr ? `\r\u001b[K${text}` : `${text}\n`)
      drawn = io.liveErr
    },
    clear() {
      if (drawn) io.err('\r\u001b[K')
    },
  }
}

export interface BytesProgress {
  /** `what` is being read: bytes so far, of how many (`null`: not known). */
  update(what: string, read: number, total: number | null): void
  clear(): void
}

/** The same for reads that are counted in bytes only. */
export function bytesProgress(io: Io, quiet: boolean): BytesProgress {
  const began = performance.now()
  let next = began + FIRST_AFTER
  let drawn = false
  return {
    update(what, read, total) {
      const now = performance.now()
      if (quiet || now < next) return
      next = now + (io.liveErr ? EVERY_LIVE : EVERY_PLAIN)
      const text = `${what}: ${mebibytes(read)}${share(read, total)}, ${Math.round((now - began) / 1000)} s`
      io.err(io.liveErr ? `\r\u001b[K${text}` : `${text}\n`)
      drawn = io.liveErr
    },
    clear() {
      if (drawn) io.err('\r\u001b[K')
    },
  }
}

const share = (read: number, total: number | null): string =>
  total === null || total === 0 ? '' : ` (${Math.min(100, Math.floor((100 * read) / total))} %)`

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`
