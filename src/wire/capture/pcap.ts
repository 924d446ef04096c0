/**
 * The classic capture format (draft-ietf-opsawg-pcap): microsecond and nanosecond times, both byte orders, the
 * "modified" variant with longer record headers, and several files written one behind the other. Bytes are
 * parsed in place; a record that cannot be true is a fault, behind which reading goes on where that is safe.
 */
import type { Frame, Step } from './frame.ts'
import { MAX_RECORD, RESYNC_WINDOW, type ReadBuffer } from './read-buffer.ts'
import { findChain } from './resync.ts'
import { figure, type Tally } from './tally.ts'

/** Length of the file header, bytes. */
export const PCAP_HEADER = 24
const RECORD_HEADER = 16 // bytes
const MODIFIED_RECORD_HEADER = 24 // bytes; interface, protocol and packet type follow (Kuznetzov's libpcap patches)

const MAX_SNAPLEN = 262_144 // bytes; libpcap's MAXIMUM_SNAPLEN, which records may reach whatever the file header says
const LINK_TYPE_MASK = 0x03ffffff // below the FCS bits: 26 says that an FCS length is given, 28-31 give it
const MONTH = 31 * 86_400 // seconds; how far apart packets that follow each other are taken to be where there is doubt

interface Variant {
  readonly little: boolean
  /** Units of the fraction in a second. */
  readonly units: number
  readonly recordHeader: number
}

const variant = (little: boolean, units: number, recordHeader = RECORD_HEADER): Variant => ({
  little,
  units,
  recordHeader,
})

/** By the first four bytes, read big-endian. */
const VARIANTS: Readonly<Record<number, Variant>> = {
  2712847316: variant(false, 1e6),
  3569595041: variant(true, 1e6),
  2712812621: variant(false, 1e9),
  1295823521: variant(true, 1e9),
  2712849716: variant(false, 1e6, MODIFIED_RECORD_HEADER),
  885895841: variant(true, 1e6, MODIFIED_RECORD_HEADER),
}

/** Whether the four bytes at `at` open a pcap file. */
export const isPcapMagic = (view: DataView, at: number): boolean => VARIANTS[view.getUint32(at)] !== undefined

export class PcapReader {
  private readonly buffer: ReadBuffer
  private readonly tally: Tally
  private little = true
  private units = 1e6
  private recordHeader = RECORD_HEADER
  /** Longest record taken for true, bytes. */
  private most = MAX_RECORD
  private linkType = 0

  /** `buffer` stands at a file header that is there whole. */
  constructor(buffer: ReadBuffer, tally: Tally) {
    this.buffer = buffer
    this.tally = tally
    this.openFile()
  }

  next(frame: Frame): Step {
    const buffer = this.buffer
    for (;;) {
      const at = buffer.at
      const start = at + this.recordHeader
      if (start > buffer.end) return this.starved()
      const view = buffer.view
      const little = this.little
      const seconds = view.getUint32(at, little)
      const fraction = view.getUint32(at + 4, little)
      const captured = view.getUint32(at + 8, little)
      const original = view.getUint32(at + 12, little)
      if (captured > original || captured === 0 || fraction >= this.units || captured > this.most) {
        const verdict = this.doubt(captured)
        if (verdict === 'unknown') return 'more'
        if (verdict === 'moved') continue
      }
      const end = start + captured
      if (end > buffer.end) return this.starved()
      buffer.at = end

      // Both sides correctly rounded: the same packet in pcapng gets the same time, to the last bit.
      const time = seconds + fraction / this.units
      const length = Math.max(captured, original)
      const tally = this.tally
      frame.bytes = buffer.bytes
      frame.start = start
      frame.end = end
      frame.originalLength = length
      frame.time = time
      frame.linkType = this.linkType
      frame.interface = 0
      frame.number = ++tally.packets
      tally.bytes += length
      if (captured < length) tally.truncated++
      if (time < tally.earliest) tally.earliest = time
      if (time > tally.latest) tally.latest = time
      return 'frame'
    }
  }

  private openFile(): void {
    const { view, at } = this.buffer
    const { little, units, recordHeader } = VARIANTS[view.getUint32(at)]!
    this.little = little
    this.units = units
    this.recordHeader = recordHeader
    const snaplen = view.getUint32(at + 16, little)
    this.most = snaplen === 0 || snaplen > MAX_RECORD ? MAX_RECORD : Math.max(snaplen, MAX_SNAPLEN)
    this.linkType = view.getUint32(at + 20, little) & LINK_TYPE_MASK
    this.tally.linkTypes.add(this.linkType)
    this.buffer.at = at + PCAP_HEADER
  }

  /** The next record is not whole: it is still to come, or was cut off. */
  private starved(): Step {
    const { buffer, tally, recordHeader, little } = this
    if (!buffer.over) return 'more'
    if (buffer.left === 0) return 'end'
    if (buffer.left < recordHeader)
      tally.blame(
        'cut-short',
        buffer.offset,
        `a record header needs ${recordHeader} bytes, ${buffer.left} are left`,
      )
    else {
      const promised = buffer.view.getUint32(buffer.at + 8, little)
      const left = buffer.left - recordHeader
      tally.blame(
        'cut-short',
        buffer.offset,
        `record promises ${figure(promised)} bytes, ${figure(left)} are left`,
      )
    }
    buffer.stop()
    return 'end'
  }

  /**
   * A record header that a careful writer does not write: believed when what follows it makes sense. When it is not,
   * the buffer has `moved`: to the next sound record, or to the end.
   */
  private doubt(captured: number): 'believed' | 'unknown' | 'moved' {
    const { buffer } = this
    if (captured <= this.most && !this.isBlank(buffer.at)) {
      const next = buffer.at + this.recordHeader + captured
      if (next + this.recordHeader > buffer.end && !buffer.over) return 'unknown'
      if (captured === 0 && this.isFileHeader(buffer.at)) {
        if (buffer.left < PCAP_HEADER && !buffer.over) return 'unknown'
        if (buffer.left >= PCAP_HEADER) {
          this.openFile()
          return 'moved'
        }
      }
      if (next === buffer.end || this.follows(next, this.secondsAt(buffer.at))) return 'believed'
    }
    return this.resynchronise(captured) ? 'moved' : 'unknown'
  }

  /** All zeros, as files end that were being written when the power failed. */
  private isBlank(at: number): boolean {
    const { view } = this.buffer
    for (let i = at; i < at + RECORD_HEADER; i += 4) if (view.getUint32(i) !== 0) return false
    return true
  }

  /** A second file was written behind the first: magic, then version 2.4 in the byte order of the magic. */
  private isFileHeader(at: number): boolean {
    const { view } = this.buffer
    if (!isPcapMagic(view, at)) return false
    const { little } = VARIANTS[view.getUint32(at)]!
    return view.getUint16(at + 4, little) === 2 && view.getUint16(at + 6, little) === 4
  }

  /** What stands at `at` can be the record behind one of that time. */
  private follows(at: number, seconds: number): boolean {
    const { buffer } = this
    if (at + this.recordHeader > buffer.end) return at < buffer.end
    if (this.isFileHeader(at)) return true
    const captured = buffer.view.getUint32(at + 8, this.little)
    if (captured > this.most) return false
    // Merged files jump in time: then the header itself must be as careful writers write it.
    return Math.abs(this.secondsAt(at) - seconds) < MONTH || this.isCareful(at, captured)
  }

  private isCareful(at: number, captured: number): boolean {
    const { view } = this.buffer
    const original = view.getUint32(at + 12, this.little)
    const fraction = view.getUint32(at + 4, this.little)
    return captured > 0 && original >= captured && original <= MAX_RECORD && fraction < this.units
  }

  /** Moves to the next sound record, or to the end when there is none near; `false` when more bytes are needed to tell. */
  private resynchronise(captured: number): boolean {
    const { buffer, tally } = this
    if (!buffer.over && buffer.left < 2 * RESYNC_WINDOW) return false
    const at = buffer.at
    tally.blame(
      'corrupt',
      buffer.offset,
      `what stands there is no record header (length ${figure(captured)})`,
    )
    const end = buffer.over ? buffer.end : -1
    const found = findChain(at + 1, Math.min(at + RESYNC_WINDOW, buffer.end), end, (i) => this.sound(i))
    if (found < 0) {
      tally.abandoned = true
      buffer.stop()
    } else {
      tally.skipped += found - at
      buffer.at = found
    }
    return true
  }

  /** The end of the record at `at`, if all of it is there and every part of its header is as careful writers write it. */
  private sound(at: number): number {
    const { buffer, little, tally } = this
    const { view } = buffer
    const start = at + this.recordHeader
    if (start > buffer.end) return -1
    const captured = view.getUint32(at + 8, little)
    if (captured > this.most || start + captured > buffer.end || !this.isCareful(at, captured)) return -1
    const seconds = this.secondsAt(at)
    const near = tally.packets === 0 || (seconds > tally.earliest - MONTH && seconds < tally.latest + MONTH)
    return near ? start + captured : -1
  }

  private secondsAt(at: number): number {
    return this.buffer.view.getUint32(at, this.little)
  }
}
