/** LLC (IEEE 802.2) and SNAP (IEEE 802 clause 9.5) headers. */
import { type Layers, MAX_HEADERS } from '../layers.ts'
import { ip } from '../network/ip.ts'

const SAP_IP = 0x06
const SAP_SNAP = 0xaa
/** Of the control field: unnumbered information, the only command SNAP travels in. */
const UI = 0x03

/** OUIs whose protocol ids are EtherTypes: RFC 1042, and IEEE 802.1H for bridges. */
const OUI_RFC1042 = 0x000000
const OUI_BRIDGE_TUNNEL = 0x0000f8

export function llc(d: Layers, at: number, end: number): void {
  const p = d.packet
  const b = p.bytes
  p.etherType = 0
  p.linkPayload = at
  p.linkEnd = end
  if (end - at < 3) {
    d.short('llc.short')
    d.frame()
    return
  }
  if (b[at] === SAP_SNAP && b[at + 1] === SAP_SNAP && b[at + 2] === UI) {
    snap(d, at + 3, end)
    return
  }
  p.etherType = -1
  p.llc = b[at]!
  // Information and supervisory formats have a second control octet (clause 5.2).
  p.linkPayload = Math.min(end, at + ((b[at + 2]! & 3) === 3 ? 3 : 4))
  if (b[at] === SAP_IP && b[at + 2] === UI) ip(d, at + 3, end)
  else d.frame()
}

/** Whether an LLC and SNAP header with one of the EtherType OUIs stands at `at`. */
export function startsWithSnap(b: Uint8Array, at: number, end: number): boolean {
  if (end - at < 8 || b[at] !== SAP_SNAP || b[at + 1] !== SAP_SNAP || b[at + 2] !== UI) return false
  return b[at + 3] === 0 && b[at + 4] === 0 && (b[at + 5] === 0 || b[at + 5] === OUI_BRIDGE_TUNNEL)
}

function snap(d: Layers, at: number, end: number): void {
  const p = d.packet
  const b = p.bytes
  if (end - at < 5) {
    d.short('snap.short')
    d.frame()
    return
  }
  const oui = (b[at]! << 16) | (b[at + 1]! << 8) | b[at + 2]!
  const id = (b[at + 3]! << 8) | b[at + 4]!
  if ((oui === OUI_RFC1042 || oui === OUI_BRIDGE_TUNNEL) && id >= 0x0600 && ++d.headers <= MAX_HEADERS) {
    d.etherType(id, at + 5, end)
    return
  }
  p.etherType = -2
  p.llc = oui * 0x10000 + id
  p.linkPayload = at + 5
  d.frame()
}
