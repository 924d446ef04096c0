/** An interface of a pcapng section: link type, snap length, and how its 64-bit time stamps become seconds. */
import type { Frame } from './frame.ts'
import { LAST_SECOND } from './tally.ts'

const TWO_32 = 2 ** 32
/** Above this many units a second the exact division below would leave the whole numbers of a double. */
const EXACT_UNITS = 2 ** 37

export class Interface {
  readonly linkType: number
  /** Bytes; 0 means no limit. */
  readonly snaplen: number
  /** Units of a time stamp in a second, seconds to add to it (if_tsresol, if_tsoffset). */
  private readonly units: number
  private readonly offset: number
  /** Time stamps with the same upper word are 4 seconds of nanoseconds apart or less: its share is kept. */
  private high = -1
  private highSeconds = 0
  private highRest = 0
  /** Counters of the latest statistics block; -1 when it says nothing. */
  dropped = -1
  received = -1

  constructor(linkType: number, snaplen: number, units = 1e6, offset = 0) {
    this.linkType = linkType
    this.snaplen = snaplen
    this.units = units
    this.offset = offset
  }

  /**
   * Sets `frame.time` from the time stamp at `at`, upper word first; correctly rounded up to 2^37 units a second. (It is
   * stored, not returned: a double that leaves a function is allocated.)
   */
  stamp(frame: Frame, view: DataView, at: number, little: boolean): void {
    const high = view.getUint32(at, little)
    if (high !== this.high) this.setHigh(high)
    const rest = this.highRest + view.getUint32(at + 4, little)
    const whole = Math.floor(rest / this.units)
    const time = this.highSeconds + whole + this.offset + (rest - whole * this.units) / this.units
    frame.time = Math.min(Math.max(time, 0), LAST_SECOND)
  }

  /** Divides `high * 2^32` by the units, sixteen bits at a time so that every step is exact. */
  private setHigh(high: number): void {
    this.high = high
    const { units } = this
    if (units > EXACT_UNITS) {
      this.highSeconds = Math.floor((high * TWO_32) / units)
      this.highRest = Math.max(0, high * TWO_32 - this.highSeconds * units)
      return
    }
    let rest = high % units
    let seconds = Math.floor(high / units)
    for (let i = 0; i < 2; i++) {
      const shifted = rest * 0x10000
      seconds = seconds * 0x10000 + Math.floor(shifted / units)
      rest = shifted % units
    }
    this.highSeconds = seconds
    this.highRest = rest
  }
}

/** Units in a second of an if_tsresol octet: a power of two with the top bit set, else of ten (section 4.2). */
export const unitsOf = (resolution: number): number =>
  (resolution & 0x80) !== 0 ? 2 ** (resolution & 0x7f) : 10 ** resolution
