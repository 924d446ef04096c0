/** Spanning tree bridge data units (IEEE 802.1D section 9.3): an IEEE 802.3 frame to 01:80:C2:00:00:00. */
import { bytes, hex, mac, u16, u32 } from './bytes.ts'

export interface Bridge {
  readonly priority: number
  readonly mac: string
}

export interface Configuration {
  readonly root: Bridge
  readonly cost: number
  readonly bridge: Bridge
  readonly port: number
  /** Rapid spanning tree (version 2) instead of the old one. */
  readonly rapid?: boolean
}

/** What follows the length of the frame: LLC and the configuration unit. */
export function configuration(c: Configuration): Uint8Array {
  const id = (b: Bridge) => bytes(u16(b.priority), mac(b.mac))
  // Designated port, learning, forwarding, agreement.
  const head = c.rapid === true ? bytes(0, 0, 2, 2, 0x7c) : bytes(0, 0, 0, 0, 0)
  const times = bytes(u16(0), u16(20 << 8), u16(2 << 8), u16(15 << 8))
  return bytes(
    hex('424203'),
    head,
    id(c.root),
    u32(c.cost),
    id(c.bridge),
    u16(0x8000 | c.port),
    times,
    ...(c.rapid === true ? [0] : []),
  )
}
