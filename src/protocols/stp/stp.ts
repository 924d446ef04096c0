/**
 * Spanning tree: STP, RSTP and MSTP (IEEE 802.1D, 802.1Q clause 14) and the per-VLAN variant of Cisco.
 * The sender is a port of a bridge; the bridge identifier holds the bridge's own base address.
 */
import { type Mac, macAt } from '../../model/mac.ts'
import { Cursor } from '../../wire/cursor.ts'
import { deviceMac } from '../addresses.ts'
import { printable } from '../printable.ts'
import type { FrameReport, Protocol } from '../protocol.ts'

export const stp = {
  name: 'stp',
  title: 'Spanning Tree Protocols (IEEE 802.1D, IEEE 802.1Q) and PVST+',
  fields: {
    'stp.version': { label: 'Protocol spoken: stp, rstp, mstp, spt; pvst+ per VLAN' },
    'stp.bridge-id': { label: 'Bridge identifier: priority/address' },
    'stp.bridge-mac': { label: 'Base address of the bridge' },
    'stp.root': { label: 'Root bridge it follows: priority/address' },
    'stp.is-root': { label: 'It is the root bridge itself' },
    'stp.named-root': { label: 'Named as root bridge by others' },
    'stp.port-id': { label: 'Port identifier: priority.number' },
    'stp.topology-change': { label: 'Reports a topology change' },
    'stp.region': { label: 'Name of the MST region' },
  },
  frame: { saps: [0x42], snap: [0x00000c * 0x10000 + 0x010b], observe },
} satisfies Protocol

const VERSIONS: Record<number, string> = { 0: 'stp', 2: 'rstp', 3: 'mstp', 4: 'spt' }
const CONFIGURATION = 0x00
const RAPID = 0x02
const TOPOLOGY_CHANGE = 0x80

function observe(payload: Uint8Array, to: FrameReport) {
  const c = new Cursor(payload)
  const protocol = c.u16()
  const version = VERSIONS[c.u8()]
  const type = c.u8()
  if (c.missing) return to.oddity('stp.short')
  if (protocol !== 0 || version === undefined) return to.oddity('stp.unknown-version')
  to.observe('sender', 'stp.version', to.destination === PVST_GROUP ? `${version} pvst+` : version)
  if (type === TOPOLOGY_CHANGE) return to.observe('sender', 'stp.topology-change', 'notified')
  if (type !== CONFIGURATION && type !== RAPID) return to.oddity('stp.unknown-type')
  c.skip(1)
  const root = c.view(8)
  c.skip(4)
  const bridge = c.view(8)
  const port = c.u16()
  if (c.missing) return to.oddity('stp.short')
  observeBridge(root, version === 'mstp' ? mstBridge(payload, bridge) : bridge, to)
  to.observe('sender', 'stp.port-id', `${port >>> 12}.${port & 0xfff}`)
  if (version === 'mstp' && payload.length >= 71) observeRegion(payload.subarray(39, 71), to)
}

/** PVST+ goes to this group instead of the bridges' own. */
const PVST_GROUP = '01:00:0c:cc:cc:cd'

/** In MSTP the field of the bridge holds the regional root; the bridge itself stands at octet 93 (IEEE 802.1Q figure 14-1). */
const mstBridge = (payload: Uint8Array, regional: Uint8Array): Uint8Array =>
  payload.length >= 101 ? payload.subarray(93, 101) : regional

function observeBridge(root: Uint8Array, bridge: Uint8Array, to: FrameReport): void {
  const base = addressOf(bridge)
  const rootBase = addressOf(root)
  if (base === null || rootBase === null) {
    to.oddity('stp.bridge-no-station')
    return
  }
  to.observe('sender', 'stp.bridge-id', identifier(bridge))
  to.observe('sender', 'stp.bridge-mac', base)
  to.observe('sender', 'stp.root', identifier(root))
  if (identifier(root) === identifier(bridge)) to.observe('sender', 'stp.is-root', 'root')
  else to.observe({ mac: rootBase }, 'stp.named-root', 'root')
}

const addressOf = (id: Uint8Array): Mac | null => deviceMac(id.subarray(2, 8))

/** Priority and system id extension (a VLAN or instance), then the address. */
const identifier = (id: Uint8Array): string => `${(id[0]! << 8) | id[1]!}/${macAt(id, 2)}`

/** The configuration name of 32 octets, NUL padded; by default the bridge's address in text. */
function observeRegion(name: Uint8Array, to: FrameReport): void {
  to.observe('sender', 'stp.region', printable(name))
}
