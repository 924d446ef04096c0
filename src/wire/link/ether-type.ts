/**
 * What stands behind an EtherType: tags that lead to another EtherType (taken off here, a bounded number), IP,
 * carriers of further frames, or a payload for the frame dissectors.
 */
import { type Layers, MAX_HEADERS } from '../layers.ts'
import { ip } from '../network/ip.ts'
import { llc } from './llc.ts'
import { mpls } from './mpls.ts'
import { pppoeSession } from './ppp.ts'

const IPV4 = 0x0800
const IPV6 = 0x86dd
/** Least value that is a type; up to {@link MAX_LENGTH} it is the length of an LLC frame (IEEE 802.3 clause 3.2.6). */
const MIN_TYPE = 0x0600
const MAX_LENGTH = 1500

export function etherType(d: Layers, given: number, from: number, end: number): void {
  const p = d.packet
  let type = given
  let at = from
  if (type !== IPV4 && type !== IPV6) {
    p.etherType = 0
    p.linkPayload = at
    p.linkEnd = end
    for (let size = tagSize(d, type, at, end); size > 0; size = tagSize(d, type, at, end)) {
      if (++d.headers > MAX_HEADERS) {
        d.oddity('vlan.too-deep')
        d.frame()
        return
      }
      if (size > end - at) {
        d.short('vlan.short')
        d.frame()
        return
      }
      if (size === 4) vlanTag(d, at)
      at += size
      type = (p.bytes[at - 2]! << 8) | p.bytes[at - 1]!
    }
    if (type < MIN_TYPE) {
      lengthField(d, type, at, end)
      return
    }
  }
  p.etherType = type
  p.linkPayload = at
  p.linkEnd = end
  if (type === IPV4 || type === IPV6) ip(d, at, end)
  else if (type === 0x8847 || type === 0x8848) mpls(d, at, end)
  else if (type === 0x8864) pppoeSession(d, at, end)
  else if (type === 0x88e7) providerBackbone(d, at, end)
  else if (type === 0x8870) llc(d, at, end)
  else d.frame()
}

/** Octets from behind the tag's EtherType to behind the next EtherType; 0 when `type` is no tag. */
function tagSize(d: Layers, type: number, at: number, end: number): number {
  switch (type) {
    case 0x8100: // IEEE 802.1Q clause 9.6, customer tag
    case 0x88a8: // IEEE 802.1Q clause 9.5, service tag
    case 0x9100: // QinQ before the standard
    case 0x9200:
      return 4
    case 0x8909: // Cisco metadata: version, length, option, security group tag
      return 8
    case 0x892f: // HSR, IEC 62439-3: path and size, sequence number
      return 6
    case 0x88e5:
      return clearMacsec(d, at, end)
    default:
      return 0
  }
}

function vlanTag(d: Layers, at: number): void {
  const b = d.packet.bytes
  const id = ((b[at]! & 15) << 8) | b[at + 1]!
  // Id 0 tags a priority only (IEEE 802.1Q table 9-2).
  if (id !== 0) d.packet.vlan = id
}

/** MACsec that only authenticates (IEEE 802.1AE clause 9.5: E and C clear) leaves the frame readable; else 0. */
function clearMacsec(d: Layers, at: number, end: number): number {
  if (at >= end) return 0
  const control = d.packet.bytes[at]!
  if ((control & 0x8c) !== 0) return 0
  return (control & 0x20) !== 0 ? 16 : 8
}

function lengthField(d: Layers, length: number, at: number, end: number): void {
  if (length > MAX_LENGTH) {
    d.malformed('ethernet.type')
    d.frame()
    return
  }
  llc(d, at, d.bound(at, length, end, 'ethernet.length'))
}

/** IEEE 802.1ah: a service tag of four octets, then the customer's whole frame. */
function providerBackbone(d: Layers, at: number, end: number): void {
  d.frame()
  if (d.deeper(at + 4, end)) d.ethernet(at + 4, end)
}
