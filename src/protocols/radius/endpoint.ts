/** What an access server says of the endpoint that connects: who, where, how. */
import type { Ip } from '../../model/ip.ts'
import { type Mac, parseMac } from '../../model/mac.ts'
import type { FieldName } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { deviceIp } from '../addresses.ts'
import { machineName } from '../machine-name.ts'
import { printable, textOf } from '../printable.ts'
import type { DatagramReport } from '../protocol.ts'
import type { Attributes } from './attributes.ts'
import { authenticationMethod } from './method.ts'
import { observeSensor } from './sensor.ts'

type First = Attributes['first']
type Say = (field: FieldName, value: string | number | null, self?: boolean) => void

const EMPTY = new Uint8Array(0)

export function observeEndpoint(attributes: Attributes, to: DatagramReport): void {
  const { first } = attributes
  const mac = stationMac(text(first, 31))
  if (mac === null) return
  const who = { mac, ip: framedIp(first) }
  const say: Say = (field, value, self) => to.observe(who, field, value, self)
  say('radius.framed-ip', who.ip)
  observeLogin(attributes, mac, say)
  observePlace(first, say)
  observeSensor(attributes.vendor, (field, value) => say(field, value, true))
}

function observeLogin(attributes: Attributes, mac: Mac, say: Say): void {
  const user = text(attributes.first, 1)
  if (user !== null) {
    const machine = parseMac(user) === mac ? mac : machineName(user)
    if (machine === null) say('radius.identity', 'present')
    else say('radius.user', machine, true)
    if (machine === mac) say('radius.mac-authentication', 'yes')
  }
  say('radius.auth-method', authenticationMethod(attributes), true)
}

function observePlace(first: First, say: Say): void {
  say('radius.nas-ip', deviceIp(first.get(4) ?? EMPTY) ?? deviceIp(first.get(95) ?? EMPTY))
  say('radius.nas-identifier', text(first, 32))
  say('radius.nas-port', number(first, 5))
  say('radius.nas-port-type', portType(number(first, 61)))
  say('radius.nas-port-id', text(first, 87))
  say('radius.vlan', tunnelGroup(first.get(81)))
  const called = text(first, 30)
  say('radius.called-station-id', called)
  // RFC 3580 section 3.20: the access point's address, and after a colon the network's name.
  const wireless = /^((?:[0-9a-f]{2}[-:.]?){5}[0-9a-f]{2}|(?:[0-9a-f]{4}\.){2}[0-9a-f]{4})(?::(.+))?$/i.exec(
    called ?? '',
  )
  if (wireless === null || !isWireless(number(first, 61), wireless[2])) return
  say('radius.access-point', parseMac(wireless[1]!))
  say('radius.ssid', wireless[2] ?? null)
}

/** Without a port type the name of a network tells; a wired switch puts its own address into the same attribute. */
const isWireless = (portType: number | null, network: string | undefined): boolean =>
  portType === IEEE_802_11 || (portType === null && network !== undefined)

/** NAS-Port-Type values, IANA registry "RADIUS Types". */
const IEEE_802_11 = 19
const PORT_TYPES: Readonly<Record<number, string>> = {
  0: 'async',
  5: 'virtual',
  15: 'ethernet',
  16: 'xdsl',
  17: 'cable',
  18: 'wireless-other',
  19: 'wireless-802.11',
}
const portType = (type: number | null): string | null =>
  type === null ? null : (PORT_TYPES[type] ?? String(type))

/** Calling-Station-Id as a hardware address; a telephone number or an IP address is none. */
const stationMac = (calling: string | null): Mac | null => {
  const mac = calling === null || !/[a-f:.-]/i.test(calling) ? null : parseMac(calling)
  return mac === '00:00:00:00:00:00' ? null : mac
}

/** Values above 255.255.255.253 ask for an address instead of telling one (RFC 2865 section 5.8). */
function framedIp(first: First): Ip | null {
  return deviceIp(first.get(8) ?? EMPTY) ?? deviceIp(first.get(168) ?? EMPTY)
}

/** Tunnel-Private-Group-ID may begin with a tag octet below 32 (RFC 2868 section 3.6). */
const tunnelGroup = (value: Uint8Array = EMPTY): string | null =>
  printable(value[0] !== undefined && value[0] < 0x20 ? value.subarray(1) : value)

const text = (first: First, type: number): string | null => {
  const value = first.get(type)
  return value === undefined || value.length === 0 ? null : textOf(value)
}

function number(first: First, type: number): number | null {
  const value = first.get(type)
  return value?.length === 4 ? new Cursor(value).u32() : null
}
