/** LLDP (IEEE 802.1AB) with LLDP-MED (ANSI/TIA-1057): Ethernet type 0x88CC to 01:80:C2:00:00:0E. */
import { bytes, hex, ipv4, mac, type Part, u16 } from './bytes.ts'

export interface Neighbour {
  readonly chassisMac: string
  /** An interface's name, or its MAC. */
  readonly port: string
  readonly portDescription?: string
  readonly name?: string
  readonly description?: string
  /** Bits: 2 bridge, 3 access point, 4 router, 5 telephone, 7 station. */
  readonly capabilities?: readonly (1 | 2 | 3 | 4 | 5 | 6 | 7)[]
  readonly management?: string
  /** Untagged VLAN of the port (802.1 organisation). */
  readonly vlan?: number
  /** Seconds. */
  readonly timeToLive?: number
  readonly med?: Inventory
}

/** LLDP-MED: class 1 to 3 of endpoints, 4 network; and the inventory. */
export interface Inventory {
  readonly deviceClass: 1 | 2 | 3 | 4
  readonly hardware?: string
  readonly firmware?: string
  readonly software?: string
  readonly serial?: string
  readonly manufacturer?: string
  readonly model?: string
  readonly asset?: string
  /** VLAN for voice. */
  readonly voiceVlan?: number
}

const IS_MAC = /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i

/** The data unit behind the Ethernet type. */
export function dataUnit(n: Neighbour): Uint8Array {
  const port = IS_MAC.test(n.port) ? bytes(3, mac(n.port)) : bytes(5, n.port)
  const bits = (n.capabilities ?? []).reduce((all, bit) => all | (1 << bit), 0)
  return bytes(
    tlv(1, 4, mac(n.chassisMac)),
    tlv(2, port),
    tlv(3, u16(n.timeToLive ?? 120)),
    text(4, n.portDescription),
    text(5, n.name),
    text(6, n.description),
    bits === 0 ? '' : tlv(7, u16(bits), u16(bits)),
    // Length of subtype and address, IPv4; interface number 1 by ifIndex; no object identifier (section 8.5.9).
    n.management === undefined ? '' : tlv(8, 5, 1, ipv4(n.management), 2, 0, 0, 0, 1, 0),
    n.vlan === undefined ? '' : organisation('0080c2', 1, u16(n.vlan)),
    n.med === undefined ? '' : inventory(n.med),
    tlv(0),
  )
}

function inventory(m: Inventory): Uint8Array {
  const strings = [m.hardware, m.firmware, m.software, m.serial, m.manufacturer, m.model, m.asset]
  // Capabilities 0x0021: capabilities and inventory; 0x0002 network policy.
  const capabilities = 0x0021 | (m.voiceVlan === undefined ? 0 : 0x0002)
  return bytes(
    organisation('0012bb', 1, u16(capabilities), m.deviceClass),
    m.voiceVlan === undefined ? '' : organisation('0012bb', 2, 1, policy(m.voiceVlan)),
    ...strings.flatMap((value, i) => (value === undefined ? [] : [organisation('0012bb', 5 + i, value)])),
  )
}

/** Tagged, VLAN, layer 2 priority 5, DSCP 46 in 24 bits (TIA-1057 section 10.2.3.1). */
function policy(vlan: number): Uint8Array {
  const value = (1 << 22) | (vlan << 9) | (5 << 6) | 46
  return bytes(value >> 16, u16(value & 0xffff))
}

const text = (type: number, value: string | undefined): Part => (value === undefined ? '' : tlv(type, value))
const organisation = (oui: string, subtype: number, ...body: readonly Part[]): Uint8Array =>
  tlv(127, hex(oui), subtype, ...body)

function tlv(type: number, ...body: readonly Part[]): Uint8Array {
  const value = bytes(...body)
  return bytes(u16((type << 9) | value.length), value)
}
