/**
 * IEEE 802.11 MAC frames (clause 9.2, 9.3). Data frames lead to LLC; what is protected or fragmented
 * tells its stations only and is shown with EtherType 0, so that no dissector takes its payload for its own.
 */
import { type Layers, PADDED, SWAPPED } from '../layers.ts'
import { WLAN_MANAGEMENT } from '../packet.ts'
import { setAddresses } from './ethernet.ts'
import { llc, startsWithSnap } from './llc.ts'

const HEADER = 24
const MANAGEMENT = 0
const CONTROL = 1
const DATA = 2

/** Frame control, second octet. */
const TO_DS = 1
const FROM_DS = 2
const PROTECTED = 0x40
const ORDER = 0x80

/** Data subtypes: bit 2 set: no payload; bit 3 set: a QoS control field follows. */
const NO_DATA = 4
const QOS = 8
/** QoS control: the payload is an aggregate of MSDUs. */
const A_MSDU = 0x80

/** Most MSDUs taken out of one aggregate; the standard's 7,935 octets hold fewer full ones by far. */
const MAX_MSDUS = 64

/** Control frames that name their transmitter: block ack (request), PS-poll, RTS, CF-end. */
const WITH_TRANSMITTER = (1 << 8) | (1 << 9) | (1 << 10) | (1 << 11) | (1 << 14)

export function ieee80211(d: Layers, at: number, end: number, quirks: number): void {
  const p = d.packet
  const b = p.bytes
  if (end - at < 2) {
    d.short('ieee80211.short')
    return
  }
  const swapped = (quirks & SWAPPED) !== 0
  const control = swapped ? b[at + 1]! : b[at]!
  const flags = swapped ? b[at]! : b[at + 1]!
  if ((control & 3) !== 0) {
    d.malformed('ieee80211.version')
    return
  }
  p.etherType = 0
  p.linkPayload = Math.min(end, at + HEADER)
  p.linkEnd = end
  const type = (control >>> 2) & 3
  if (type === DATA) data(d, at, end, control >>> 4, flags, quirks)
  else if (type === MANAGEMENT) management(d, at, end, flags, swapped)
  else if (type === CONTROL && ((WITH_TRANSMITTER >>> (control >>> 4)) & 1) === 1) stations(d, at, end, 16)
}

/** What is protected, a later fragment or swapped is not shown as readable. */
function management(d: Layers, at: number, end: number, flags: number, swapped: boolean): void {
  const p = d.packet
  const later = end - at >= HEADER && (p.bytes[at + 22]! & 15) !== 0
  if ((flags & PROTECTED) === 0 && !later && !swapped) {
    p.etherType = WLAN_MANAGEMENT
    p.linkPayload = at
  }
  stations(d, at, end, HEADER)
}

/** Address 1 is the receiver, address 2 the transmitter. */
function stations(d: Layers, at: number, end: number, header: number): void {
  if (end - at < header) {
    d.short('ieee80211.short')
    return
  }
  setAddresses(d.packet, at + 4, at + 10)
  d.frame()
}

function data(d: Layers, at: number, end: number, subtype: number, flags: number, quirks: number): void {
  const p = d.packet
  const b = p.bytes
  const toDs = (flags & TO_DS) !== 0
  const fromDs = (flags & FROM_DS) !== 0
  const qosAt = at + HEADER + (toDs && fromDs ? 6 : 0)
  const qos = (subtype & QOS) !== 0
  let header = qosAt - at + (qos ? 2 : 0)
  // The order bit of a QoS frame says that an HT control field follows (clause 9.2.4.1.10).
  if (qos && (flags & ORDER) !== 0) header += 4
  if (end - at < header) {
    d.short('ieee80211.short')
    return
  }
  // Table 9-30: where destination and source stand.
  setAddresses(p, at + (toDs ? 16 : 4), fromDs ? (toDs ? at + HEADER : at + 16) : at + 10)
  if ((quirks & PADDED) !== 0) header = (header + 3) & ~3
  const body = Math.min(end, at + header)
  // Where frame control is swapped, sequence control (clause 9.2.4.4) is as well.
  const laterFragment = (b[(quirks & SWAPPED) !== 0 ? at + 23 : at + 22]! & 15) !== 0
  // Some controllers mirror decrypted frames and leave the protected bit set.
  const unreadable = (flags & PROTECTED) !== 0 && !startsWithSnap(b, body, end)
  if ((subtype & NO_DATA) !== 0 || laterFragment || unreadable) d.frame()
  else if (qos && (b[qosAt]! & A_MSDU) !== 0) aggregate(d, body, end)
  else llc(d, body, end)
}

/** A-MSDU (clause 9.3.2.2): destination, source, length, MSDU, each but the last padded to four octets. */
function aggregate(d: Layers, from: number, end: number): void {
  const p = d.packet
  // A datagram reassembled from one MSDU moves the record to another buffer, depth and cut.
  const bytes = p.bytes
  const depth = p.depth
  const cut = d.cut
  const headers = d.headers
  let at = from
  for (let n = 0; n < MAX_MSDUS && end - at >= 14; n++) {
    if (p.bytes !== bytes) p.over(bytes)
    p.depth = depth
    p.vlan = -1
    d.cut = cut
    d.headers = headers
    setAddresses(p, at, at + 6)
    const length = (bytes[at + 12]! << 8) | bytes[at + 13]!
    p.wireLength = 14 + length
    p.truncated = false
    llc(d, at + 14, d.bound(at + 14, length, end, 'ieee80211.a-msdu-length'))
    at += (14 + length + 3) & ~3
  }
}
