/**
 * The pcapng capture format (draft-ietf-opsawg-pcapng): sections in either byte order, interfaces with link types and
 * clocks of their own, packets in enhanced, simple and the obsolete packet blocks, names and drop counters. Other
 * blocks (custom, journal, decryption secrets) are passed over unread. A block that cannot be true is a fault, behind
 * which reading goes on where that is safe.
 */
import type { Frame, Step } from './frame.ts'
import type { Interface } from './interface.ts'
import { type Body, readInterface, readNames, readSection, readStatistics } from './pcapng-blocks.ts'
import { MAX_RECORD, RESYNC_WINDOW, type ReadBuffer } from './read-buffer.ts'
import { findChain } from './resync.ts'
import { figure, type Tally } from './tally.ts'

const SECTION = 0x0a0d0d0a // the same in both byte orders
const BYTE_ORDER_MAGIC = 0x1a2b3c4d
const INTERFACE = 1
const OBSOLETE_PACKET = 2
const SIMPLE_PACKET = 3
const NAMES = 4
const STATISTICS = 5
const ENHANCED_PACKET = 6
/** Beside the numbers above: decryption secrets, systemd journal, custom blocks. */
const OTHER_KNOWN = [0x0a, 0x09, 0x0bad, 0x40000bad]

const MIN_BLOCK = 12 // bytes: type, length, length again
/** Before the bytes of an enhanced or obsolete packet: type, length, interface, time, two lengths. */
const PACKET_HEADER = 28
const SIMPLE_HEADER = 12
const TRAILER = 4
const MAX_BLOCK = MAX_RECORD + 65_536 // bytes; a packet of the greatest size with its options
const MAX_INTERFACES = 16_384 // in one section

/** Least bytes that tell a section header: type, length, byte-order magic. */
export const PCAPNG_MAGIC = 12

/** Whether the bytes at `at` open a section. */
export const isPcapngMagic = (view: DataView, at: number): boolean =>
  view.getUint32(at) === SECTION &&
  (view.getUint32(at + 8) === BYTE_ORDER_MAGIC || view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC)

export class PcapngReader {
  private readonly buffer: ReadBuffer
  private readonly tally: Tally
  private little = true
  private interfaces: Interface[] = []
  /** Time of the packet before, for packets that have none. */
  private time = 0

  /** `buffer` stands at a section header. */
  constructor(buffer: ReadBuffer, tally: Tally) {
    this.buffer = buffer
    this.tally = tally
  }

  next(frame: Frame): Step {
    const buffer = this.buffer
    for (;;) {
      const at = buffer.at
      if (buffer.end - at < MIN_BLOCK) return this.starved()
      const view = buffer.view
      const type = view.getUint32(at, this.little)
      if (type === SECTION && isPcapngMagic(view, at))
        this.little = view.getUint32(at + 8) !== BYTE_ORDER_MAGIC
      const little = this.little
      const length = view.getUint32(at + 4, little)
      const end = at + length
      if (length < MIN_BLOCK || length > MAX_BLOCK || (length & 3) !== 0) {
        if (!this.resynchronise(`no block is ${figure(length)} bytes long`)) return 'more'
        continue
      }
      if (end > buffer.end) return this.starved()
      if (view.getUint32(end - TRAILER, little) !== length) {
        if (!this.resynchronise(`block length is ${figure(length)} before it, another number behind it`))
          return 'more'
        continue
      }
      buffer.at = end
      if (type === ENHANCED_PACKET || type === OBSOLETE_PACKET) {
        if (this.packet(frame, type, at, end)) return 'frame'
      } else if (type === SIMPLE_PACKET) {
        if (this.simplePacket(frame, at, end)) return 'frame'
      } else this.other(type, at, end)
    }
  }

  private packet(frame: Frame, type: number, at: number, end: number): boolean {
    const { view } = this.buffer
    const little = this.little
    if (end - at < PACKET_HEADER + TRAILER) return this.odd(at, 'packet block without room for its header')
    const index = type === ENHANCED_PACKET ? view.getUint32(at + 8, little) : view.getUint16(at + 8, little)
    if (index >= this.interfaces.length)
      return this.odd(at, `packet of interface ${index}, which is not described`)
    const from = this.interfaces[index]!
    frame.interface = index
    from.stamp(frame, view, at + 12, little)
    const captured = view.getUint32(at + 20, little)
    const original = view.getUint32(at + 24, little)
    if (type === OBSOLETE_PACKET) this.countDrops(view.getUint16(at + 10, little))
    const tally = this.tally
    if (frame.time < tally.earliest) tally.earliest = frame.time
    if (frame.time > tally.latest) tally.latest = frame.time
    this.time = frame.time
    this.fill(frame, from, at + PACKET_HEADER, end - TRAILER, captured, original)
    return true
  }

  /** A simple packet belongs to the first interface and has no time: it gets that of the packet before. */
  private simplePacket(frame: Frame, at: number, end: number): boolean {
    if (end - at < SIMPLE_HEADER + TRAILER) return this.odd(at, 'packet block without room for its header')
    const from = this.interfaces[0]
    if (from === undefined) return this.odd(at, 'packet of interface 0, which is not described')
    const original = this.buffer.view.getUint32(at + 8, this.little)
    frame.interface = 0
    frame.time = this.time
    const snapped = from.snaplen === 0 ? original : Math.min(original, from.snaplen)
    this.fill(frame, from, at + SIMPLE_HEADER, end - TRAILER, snapped, original)
    return true
  }

  private fill(
    frame: Frame,
    from: Interface,
    start: number,
    limit: number,
    captured: number,
    original: number,
  ): void {
    const tally = this.tally
    let end = start + captured
    if (end > limit) {
      this.odd(start, `packet promises ${figure(captured)} bytes, its block holds ${figure(limit - start)}`)
      end = limit
    }
    const length = Math.max(original, end - start)
    frame.bytes = this.buffer.bytes
    frame.start = start
    frame.end = end
    frame.originalLength = length
    frame.linkType = from.linkType
    frame.number = ++tally.packets
    tally.bytes += length
    if (end - start < length) tally.truncated++
  }

  private other(type: number, at: number, end: number): void {
    const { bytes, view } = this.buffer
    const body: Body = { bytes, view, start: at + 8, end: end - TRAILER, little: this.little }
    if (type === SECTION) this.section(body)
    else if (type === INTERFACE) this.describe(body)
    else if (type === NAMES) readNames(body, this.tally)
    else if (type === STATISTICS) readStatistics(body, this.interfaces, this.tally)
  }

  private section(body: Body): void {
    const { view, start, end, little } = body
    this.interfaces = []
    const major = end - start < 8 ? -1 : view.getUint16(start + 4, little)
    if (major === 1) {
      readSection(body, this.tally)
      return
    }
    this.odd(start - 8, major < 0 ? 'section header is too short' : `pcapng version ${major} is not known`)
    this.buffer.stop()
  }

  private describe(body: Body): void {
    const described = this.interfaces.length < MAX_INTERFACES ? readInterface(body) : null
    if (described === null) {
      this.odd(body.start - 8, 'interface description is too short, or one too many')
      return
    }
    this.interfaces.push(described)
    this.tally.linkTypes.add(described.linkType)
  }

  private countDrops(drops: number): void {
    if (drops !== 0xffff) this.tally.drop(drops) // 0xffff: not known, section A.1 of the draft
  }

  /** Notes what is wrong inside a block that is whole; `false`, for there is no packet in it. */
  private odd(at: number, because: string): false {
    const { buffer, tally } = this
    tally.blame('corrupt', buffer.offset - buffer.at + at, because)
    return false
  }

  /** The next block is not whole: it is still to come, or was cut off. */
  private starved(): Step {
    const { buffer, tally, little } = this
    if (!buffer.over) return 'more'
    if (buffer.left === 0) return 'end'
    const promised = buffer.left < 8 ? MIN_BLOCK : buffer.view.getUint32(buffer.at + 4, little)
    const because = `block promises ${figure(promised)} bytes, ${figure(buffer.left)} are left`
    tally.blame('cut-short', buffer.offset, because)
    buffer.stop()
    return 'end'
  }

  /** Moves to the next sound block, or to the end when there is none near; `false` when more bytes are needed to tell. */
  private resynchronise(because: string): boolean {
    const { buffer, tally } = this
    if (!buffer.over && buffer.left < 2 * RESYNC_WINDOW) return false
    const at = buffer.at
    tally.blame('corrupt', buffer.offset, because)
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

  /** The end of the block at `at`, if all of it is there, its type is known and its lengths agree. */
  private sound(at: number): number {
    const { buffer, little } = this
    const { view } = buffer
    if (at + MIN_BLOCK > buffer.end) return -1
    const type = view.getUint32(at, little)
    if (type === SECTION) return this.soundSection(at)
    if (type === 0 || (type > ENHANCED_PACKET && !OTHER_KNOWN.includes(type))) return -1
    const length = view.getUint32(at + 4, little)
    if (length < MIN_BLOCK || length > MAX_BLOCK || (length & 3) !== 0 || at + length > buffer.end) return -1
    return view.getUint32(at + length - TRAILER, little) === length ? at + length : -1
  }

  private soundSection(at: number): number {
    const { view, end } = this.buffer
    if (!isPcapngMagic(view, at)) return -1
    const little = view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC
    const length = view.getUint32(at + 4, little)
    if (length < 28 || length > MAX_BLOCK || at + length > end) return -1
    return view.getUint32(at + length - TRAILER, little) === length ? at + length : -1
  }
}
