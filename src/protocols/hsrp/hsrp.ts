/** Cisco's HSRP: version 1 (RFC 2281) and version 2 (type, length, value): which routers share an address. */
import { Cursor } from '../../wire/cursor.ts'
import { deviceIp, deviceMac } from '../addresses.ts'
import type { About, DatagramReport, Protocol } from '../protocol.ts'
import { routerParty } from '../router-party.ts'

export const hsrp = {
  name: 'hsrp',
  title: 'Hot Standby Router Protocol (RFC 2281) and its version 2',
  fields: {
    'hsrp.version': { label: 'Version of the protocol' },
    'hsrp.state': { label: 'State of the router: active, standby ...' },
    'hsrp.group': { label: 'Group it serves' },
    'hsrp.priority': { label: 'Priority' },
    'hsrp.virtual-address': { label: 'Address the routers share' },
    'hsrp.mac': { label: 'Own hardware address of the router (version 2 identifier)' },
    'hsrp.authentication': { label: 'Authentication: none, default text, text or md5; the key is not kept' },
  },
  ports: { udp: [1985, 2029] },
  datagram: { probe, observe },
} satisfies Protocol

const VERSION1_LENGTH = 20
const STATES1: Readonly<Record<number, string>> = {
  0: 'initial',
  1: 'learn',
  2: 'listen',
  4: 'speak',
  8: 'standby',
  16: 'active',
}
const STATES2 = ['disabled', 'initial', 'learn', 'listen', 'speak', 'standby', 'active']

const GROUP_STATE = 1
const GROUP_STATE_LENGTH = 40
const TEXT = 3
const MD5 = 4
const MD5_LENGTH = 28

/**
 * Version 1: zero, a code of 0-2, a state of one bit, and nothing behind it but a digest; without these ends any
 * bytes with many zeros would pass. Version 2: a group state of its only length and version.
 */
function probe(payload: Uint8Array): boolean {
  if (payload[0] === GROUP_STATE)
    return payload[1] === GROUP_STATE_LENGTH && payload[2] === 2 && payload.length >= 42
  return (
    (payload.length === VERSION1_LENGTH ||
      (payload[VERSION1_LENGTH] === MD5 && payload[VERSION1_LENGTH + 1] === MD5_LENGTH)) &&
    payload[0] === 0 &&
    payload[1]! <= 2 &&
    payload[2]! in STATES1 &&
    payload[7] === 0
  )
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const who = routerParty(to)
  if (payload[0] === GROUP_STATE) observeVersion2(payload, who, to)
  else observeVersion1(payload, who, to)
}

/** RFC 2281 section 5: version, code, state, hello, hold, priority, group, reserved, key (8), address. */
function observeVersion1(payload: Uint8Array, who: About<'sender'>, to: DatagramReport): void {
  to.observe(who, 'hsrp.version', 1, true)
  to.observe(who, 'hsrp.state', STATES1[payload[2]!]!, true)
  to.observe(who, 'hsrp.priority', payload[5]!, true)
  to.observe(who, 'hsrp.group', payload[6]!, true)
  to.observe(who, 'hsrp.virtual-address', deviceIp(payload.subarray(16, 20)), true)
  const signed = payload[VERSION1_LENGTH] === MD5
  to.observe(who, 'hsrp.authentication', signed ? 'md5' : keyKind(payload.subarray(8, 16)), true)
}

/** Group state: version, code, state, IP version, group (2), identifier (6), priority, hello, hold (4 each), address (16). */
function observeVersion2(payload: Uint8Array, who: About<'sender'>, to: DatagramReport): void {
  const c = new Cursor(payload, 2)
  to.observe(who, 'hsrp.version', c.u8(), true)
  c.skip(1)
  const state = c.u8()
  to.observe(who, 'hsrp.state', STATES2[state] ?? String(state), true)
  const six = c.u8() === 6
  to.observe(who, 'hsrp.group', c.u16(), true)
  to.observe(who, 'hsrp.mac', deviceMac(c.view(6)), true)
  to.observe(who, 'hsrp.priority', c.u32(), true)
  c.skip(8)
  const address = c.view(16)
  to.observe(who, 'hsrp.virtual-address', deviceIp(six ? address : address.subarray(0, 4)), true)
  to.observe(who, 'hsrp.authentication', authentication2(payload.subarray(2 + GROUP_STATE_LENGTH)), true)
}

function authentication2(rest: Uint8Array): string {
  const c = new Cursor(rest)
  for (let n = 0; c.left > 1 && n < 8; n++) {
    const type = c.u8()
    const value = c.view(c.u8())
    if (type === TEXT) return keyKind(value)
    if (type === MD5) return 'md5'
  }
  return 'none'
}

/** RFC 2281 section 5.1: without configuration the key is this text. */
const DEFAULT_KEY = [0x63, 0x69, 0x73, 0x63, 0x6f, 0, 0, 0]

function keyKind(key: Uint8Array): string {
  if (key.every((octet) => octet === 0)) return 'none'
  return DEFAULT_KEY.every((octet, i) => key[i] === octet) ? 'default text' : 'text'
}
