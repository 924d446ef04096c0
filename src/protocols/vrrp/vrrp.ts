/**
 * VRRP versions 2 and 3 (RFC 3768, RFC 9568), and CARP, which took the same protocol number: which routers
 * share an address. Believed only with TTL 255, as the standard asks.
 */
import { Cursor } from '../../wire/cursor.ts'
import { deviceIps } from '../addresses.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'
import { routerParty } from '../router-party.ts'

export const vrrp = {
  name: 'vrrp',
  title: 'Virtual Router Redundancy Protocol (RFC 3768, RFC 9568)',
  fields: {
    'vrrp.version': { label: 'Version of the protocol: 2, 3 or carp' },
    'vrrp.virtual-router': { label: 'Virtual router it serves' },
    'vrrp.priority': { label: 'Priority; 255 owns the address, 0 gives up' },
    'vrrp.virtual-address': { label: 'Address the routers share' },
    'vrrp.authentication': {
      label: 'Authentication type of version 2: none, text or ah; the key is not read',
    },
  },
  datagram: { ipProtocols: [112], probe, observe },
} satisfies Protocol

/** Version 2 or 3 and the only type there is, advertisement. */
function probe(payload: Uint8Array): boolean {
  return payload.length >= 8 && (payload[0] === 0x21 || payload[0] === 0x31)
}

const AUTHENTICATIONS = ['none', 'text', 'ah']

function observe(payload: Uint8Array, to: DatagramReport) {
  if (to.ttl !== 255) return to.oddity('vrrp.off-link')
  const who = routerParty(to)
  const c = new Cursor(payload)
  const version = c.u8() >>> 4
  const id = c.u8()
  const priority = c.u8()
  const count = c.u8()
  const authentication = c.u8()
  c.skip(3)
  to.observe(who, 'vrrp.virtual-router', id, true)
  // CARP: this octet is the length of what follows in words; 7 addresses would make the message longer.
  if (version === 2 && count === 7 && payload.length === 36)
    return to.observe(who, 'vrrp.version', 'carp', true)
  to.observe(who, 'vrrp.version', version, true)
  to.observe(who, 'vrrp.priority', priority, true)
  if (version === 2)
    to.observe(who, 'vrrp.authentication', AUTHENTICATIONS[authentication] ?? String(authentication), true)
  const size = to.sender.ip?.includes(':') ? 16 : 4
  if (count * size > c.left) to.oddity('vrrp.address-count')
  for (const ip of deviceIps(c.view(Math.min(count * size, c.left)), size))
    to.observe(who, 'vrrp.virtual-address', ip, true)
}
