/**
 * The pcapng blocks beside packets: interface description, name resolution, interface statistics
 * (draft-ietf-opsawg-pcapng sections 4.2, 4.5, 4.6). Each reader gets the body of one block, reads what is there and stops
 * where it makes no sense.
 */
import { ip4At, ip6At } from '../../model/ip.ts'
import { cleanText } from '../text.ts'
import { Interface, unitsOf } from './interface.ts'
import type { Tally } from './tally.ts'

/** The body of a block: `start` to `end` of `bytes`, numbers in the byte order of its section. */
export interface Body {
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly start: number
  readonly end: number
  readonly little: boolean
}

/** Section options begin behind byte-order magic, version and section length. */
const SECTION_OPTIONS = 16
const OPT_COMMENT = 1
/** How `wardline simulate` begins the comment of what it writes. */
const SIMULATED = 'SIMULATED '
const IF_TSRESOL = 9
const IF_TSOFFSET = 14
const ISB_IFRECV = 4
const ISB_IFDROP = 5
const ISB_OSDROP = 7

const NRB_IPV4 = 1
const NRB_IPV6 = 2
const MAX_NAME = 255 // octets; a domain name is no longer, RFC 1035 section 2.3.4

const utf8 = new TextDecoder('utf-8')

/** Section header: of its comment only whether it says that the traffic is simulated; what else people write is theirs. */
export function readSection(body: Body, tally: Tally): void {
  eachOption(body, body.start + SECTION_OPTIONS, (code, at, length) => {
    if (code !== OPT_COMMENT || length < SIMULATED.length) return
    tally.simulated ||= utf8.decode(body.bytes.subarray(at, at + SIMULATED.length)) === SIMULATED
  })
}

/** Interface description: `null` when the block is too short to be one. */
export function readInterface(body: Body): Interface | null {
  const { view, start, end, little } = body
  if (end - start < 8) return null
  let units = 1e6
  let offset = 0
  eachOption(body, start + 8, (code, at, length) => {
    if (code === IF_TSRESOL && length >= 1) units = unitsOf(view.getUint8(at))
    if (code === IF_TSOFFSET && length >= 8) offset = Number(view.getBigInt64(at, little))
  })
  return new Interface(view.getUint16(start, little), view.getUint32(start + 4, little), units, offset)
}

/** Interface statistics: counters run from the start of the capture, so the latest block of an interface stands. */
export function readStatistics(body: Body, interfaces: readonly Interface[], tally: Tally): void {
  const { view, start, end, little } = body
  if (end - start < 12) return
  const of = interfaces[view.getUint32(start, little)]
  if (of === undefined) return
  let received = -1
  let dropped = -1
  eachOption(body, start + 12, (code, at, length) => {
    if (length < 8) return
    const count = Number(view.getBigUint64(at, little))
    if (code === ISB_IFRECV) received = count
    if (code === ISB_IFDROP || code === ISB_OSDROP) dropped = Math.max(0, dropped) + count
  })
  if (received >= 0) tally.receive(received - Math.max(0, of.received))
  if (dropped >= 0) tally.drop(dropped - Math.max(0, of.dropped))
  if (received >= 0) of.received = received
  if (dropped >= 0) of.dropped = dropped
}

/** Name resolution: the names that the capturing host had for IP addresses. */
export function readNames(body: Body, tally: Tally): void {
  const { bytes, view, start, end, little } = body
  for (let at = start; at + 4 <= end; ) {
    const type = view.getUint16(at, little)
    const length = view.getUint16(at + 2, little)
    const value = at + 4
    const stop = value + length
    if (type === 0 || stop > end) return
    if (type === NRB_IPV4 && length > 4) eachName(bytes, value + 4, stop, ip4At(bytes, value), tally)
    if (type === NRB_IPV6 && length > 16) eachName(bytes, value + 16, stop, ip6At(bytes, value), tally)
    at = value + padded(length)
  }
}

/** Lengths inside blocks are filled up to a multiple of 4. */
export const padded = (length: number): number => (length + 3) & ~3

function eachName(bytes: Uint8Array, start: number, end: number, address: string, tally: Tally): void {
  for (let at = start; at < end; ) {
    const nul = bytes.indexOf(0, at)
    const stop = nul < 0 || nul > end ? end : nul
    const name = stop - at > MAX_NAME ? null : cleanText(utf8.decode(bytes.subarray(at, stop)), MAX_NAME)
    if (name !== null) tally.name(address, name)
    at = stop + 1
  }
}

function eachOption(
  body: Body,
  start: number,
  visit: (code: number, at: number, length: number) => void,
): void {
  const { view, end, little } = body
  for (let at = start; at + 4 <= end; ) {
    const code = view.getUint16(at, little)
    const length = view.getUint16(at + 2, little)
    if (code === 0 || at + 4 + length > end) return
    visit(code, at + 4, length)
    at += 4 + padded(length)
  }
}
