/**
 * A look at the beginning of a file, in one small read: whether it is a capture, compressed or not, and when its first
 * packet was. Files can so be told apart and put in order before any is opened for good.
 */
import { open } from 'node:fs/promises'
import { constants, gunzipSync } from 'node:zlib'
import type { Seconds } from '../model/observation.ts'
import { CaptureParser } from '../wire/capture/capture-parser.ts'
import { type CaptureFault, Frame } from '../wire/capture/frame.ts'
import { isGzip } from '../wire/capture/magic.ts'
import { systemReason } from './byte-source.ts'

/** How much is looked at, bytes; the second when the first packet is not whole in the first. */
const LOOKS = [4 << 10, 256 << 10]

export interface CaptureHead {
  readonly size: number
  readonly gzip: boolean
  /** It begins as captures do. */
  readonly capture: boolean
  /** Time of the first packet; `null` when it does not lie at the beginning. */
  readonly first: Seconds | null
  /** Why it cannot be a capture, or not be read. */
  readonly fault: CaptureFault | null
}

/** Never rejects. */
export async function lookAt(path: string): Promise<CaptureHead> {
  try {
    await using file = await open(path)
    const { size } = await file.stat()
    let head: CaptureHead | null = null
    for (const most of LOOKS) {
      const room = new Uint8Array(most)
      const { bytesRead } = await file.read(room, 0, most, 0)
      head = judge(room.subarray(0, bytesRead), size)
      if (head.fault !== null || head.first !== null || bytesRead < most) break
    }
    return head!
  } catch (error) {
    const fault: CaptureFault = { kind: 'unreadable', offset: 0, because: systemReason(error) }
    return { size: 0, gzip: false, capture: false, first: null, fault }
  }
}

function judge(bytes: Uint8Array, size: number): CaptureHead {
  const gzip = isGzip(bytes)
  const plain = gzip ? inflate(bytes) : bytes
  const parser = new CaptureParser(plain.length + 1)
  parser.space(plain.length + 1).set(plain)
  parser.filled(plain.length)
  if (bytes.length === size || gzip) parser.finish()
  const frame = new Frame()
  const first = parser.next(frame) === 'frame' ? frame.time : null
  const fault = parser.tally.fault
  // What is compressed shows no more than its beginning here, so only the wrong beginning tells against it.
  const tells = fault?.kind === 'not-a-capture' && !(gzip && plain.length === 0)
  return { size, gzip, capture: parser.format !== null, first, fault: tells ? unpacked(fault, gzip) : null }
}

const unpacked = (fault: CaptureFault, gzip: boolean): CaptureFault =>
  gzip ? { ...fault, because: `${fault.because}, unpacked` } : fault

/** What the beginning of a gzip file expands to; less of it when the data are damaged farther on. */
function inflate(bytes: Uint8Array): Uint8Array {
  for (let most = bytes.length; most > 16; most >>= 2) {
    try {
      return gunzipSync(bytes.subarray(0, most), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: 16 << 20,
      })
    } catch {}
  }
  return bytes.subarray(0, 0)
}
