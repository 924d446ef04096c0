/**
 * Cisco's GLBP (UDP 3222): which routers share an address and the load. No public standard; the layout is what
 * analysers agree on: version, group, owner, then type, length (of all of it), value.
 */
import type { Ip } from '../../model/ip.ts'
import { Cursor } from '../../wire/cursor.ts'
import { deviceIp, deviceMac } from '../addresses.ts'
import type { About, DatagramReport, Protocol } from '../protocol.ts'
import { routerParty } from '../router-party.ts'

export const glbp = {
  name: 'glbp',
  title: 'Gateway Load Balancing Protocol (UDP 3222)',
  fields: {
    'glbp.group': { label: 'Group it serves' },
    'glbp.mac': { label: 'Own hardware address of the router' },
    'glbp.state': { label: 'State of the router: listen, speak, standby, active' },
    'glbp.priority': { label: 'Priority' },
    'glbp.virtual-address': { label: 'Address the routers share' },
    'glbp.authentication': { label: 'Authentication: none, text, md5; the key is not read' },
  },
  ports: { udp: [3222] },
  datagram: { probe, observe },
} satisfies Protocol

const HELLO = 1
const AUTHENTICATION = 3
const HEADER = 12
/** Parts of one message read; a router sends one hello and a part for each of at most four forwarders. */
const MOST = 16

/** Version 1, and a first part that fits. */
function probe(payload: Uint8Array): boolean {
  const length = payload[HEADER + 1]!
  return (
    payload.length > HEADER + 2 &&
    payload[0] === 1 &&
    payload[HEADER]! >= 1 &&
    payload[HEADER]! <= 4 &&
    length >= 4 &&
    HEADER + length <= payload.length &&
    deviceMac(payload.subarray(6, HEADER)) !== null
  )
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const who = routerParty(to)
  const c = new Cursor(payload, 2)
  to.observe(who, 'glbp.group', c.u16(), true)
  c.skip(2)
  to.observe(who, 'glbp.mac', deviceMac(c.view(6)), true)
  let authentication = 'none'
  for (let n = 0; c.left > 1 && n < MOST; n++) {
    const type = c.u8()
    const value = c.view(c.u8() - 2)
    if (c.missing) {
      to.oddity('glbp.length')
      break
    }
    if (type === HELLO) observeHello(value, who, to)
    else if (type === AUTHENTICATION) authentication = AUTHENTICATIONS[value[0] ?? 0] ?? String(value[0])
  }
  to.observe(who, 'glbp.authentication', authentication, true)
}

const AUTHENTICATIONS = ['none', 'text', 'md5', 'md5']

const STATES: Readonly<Record<number, string>> = { 4: 'listen', 8: 'speak', 16: 'standby', 32: 'active' }

/** Unknown, state, unknown, priority, unknown (2), hello, hold (4 each), redirect, timeout (2 each), unknown (2), address kind and length, address. */
function observeHello(value: Uint8Array, who: About<'sender'>, to: DatagramReport): void {
  if (value.length < 22) return
  to.observe(who, 'glbp.state', STATES[value[1]!] ?? String(value[1]), true)
  to.observe(who, 'glbp.priority', value[3]!, true)
  to.observe(who, 'glbp.virtual-address', sharedAddress(value.subarray(20)), true)
}

const sharedAddress = (bytes: Uint8Array): Ip | null => deviceIp(bytes.subarray(2, 2 + (bytes[1] ?? 0)))
