/**
 * PROFINET discovery and basic configuration (DCP, IEC 61158-6-10 clause 4.3): what stations say of themselves, and who
 * names, addresses or resets them. Cyclic data under the same EtherType is not read.
 */
import type { FieldName, FieldTable } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { deviceIp, deviceMac } from '../addresses.ts'
import { printable } from '../printable.ts'
import type { FrameReport, Protocol } from '../protocol.ts'

export const profinet = {
  name: 'profinet',
  title: 'PROFINET Discovery and Basic Configuration Protocol (IEC 61158-6-10)',
  fields: {
    'profinet.station-type': { label: 'Type of station, in the words of its maker (option 2.1)' },
    'profinet.station-name': { label: 'Name of station (option 2.2)' },
    'profinet.vendor-id': { label: 'Vendor identifier of PROFIBUS & PROFINET International (option 2.3)' },
    'profinet.device-id': { label: "The vendor's identifier of the device: vendor:device, hex (option 2.3)" },
    'profinet.role': { label: 'Role: device, controller, multidevice, supervisor (option 2.4)' },
    'profinet.oem-id': {
      label: 'Identifier of the device under another brand: vendor:device, hex (option 2.8)',
    },
    'profinet.ip': { label: 'IP address in use (option 1.2)' },
    'profinet.ip-state': { label: 'No address, set, by DHCP, or in conflict (option 1.2)' },
    'profinet.gateway': { label: 'Router it uses (option 1.2)' },
    'profinet.alias': { label: 'Alias: port and station name (option 2.6)' },
    'profinet.service': { label: 'Service it sent: identify, get, set, hello, or their answers' },
    'profinet.writes': { label: 'Setting it changed in another station' },
    'profinet.accepted': { label: 'Setting or command it carried out, and for whom' },
  } as const satisfies FieldTable,
  frame: { etherTypes: [0x8892], observe },
} satisfies Protocol

/** Frame identifiers of DCP: hello, get and set, identify and its answer. */
const FIRST = 0xfefc
const SERVICES: ReadonlyMap<number, string> = new Map([
  [3, 'get'],
  [4, 'set'],
  [5, 'identify'],
  [6, 'hello'],
])
const SET = 4
const HELLO = 6
const SUCCESS = 1
/** Blocks read of one frame: they have to fit one. */
const MOST_BLOCKS = 32

/** An option and suboption in one number. */
const key = (option: number, suboption: number): number => option * 256 + suboption
const IP_SUITE = key(1, 2)
const FULL_IP_SUITE = key(1, 3)
const DEVICE_ID = key(2, 3)
const ROLE = key(2, 4)
const OEM_ID = key(2, 8)
const RESPONSE = key(5, 4)
const TEXTS: ReadonlyMap<number, FieldName> = new Map([
  [key(2, 1), 'profinet.station-type'],
  [key(2, 2), 'profinet.station-name'],
  [key(2, 6), 'profinet.alias'],
])
/** What a set request changes. */
const SETTINGS: ReadonlyMap<number, string> = new Map([
  [IP_SUITE, 'ip-address'],
  [FULL_IP_SUITE, 'ip-address'],
  [key(2, 2), 'station-name'],
  [key(5, 3), 'signal'],
  [key(5, 5), 'factory-reset'],
  [key(5, 6), 'reset-to-factory'],
])
const ROLES = ['device', 'controller', 'multidevice', 'supervisor']
/** Block qualifier of an IP suite, clause 4.3.1.4.1. */
const IP_STATES = ['not set', 'set', 'dhcp']
const CONFLICT = 0x80

function observe(payload: Uint8Array, to: FrameReport): void {
  if (payload[0] !== 0xfe || payload[1]! < (FIRST & 0xff)) return
  const c = new Cursor(payload, 2)
  const service = c.u8()
  const type = c.u8()
  c.skip(6) // transaction, delay
  const blocks = c.sub(c.u16())
  const name = SERVICES.get(service)
  if (name === undefined || c.missing) {
    to.oddity('profinet.header')
    return
  }
  const answers = (type & SUCCESS) !== 0
  to.observe('sender', 'profinet.service', answers ? `${name}-answer` : name)
  const states = service === HELLO || (answers && service !== SET)
  for (let n = 0; blocks.left >= 4 && n < MOST_BLOCKS; n++) {
    const option = key(blocks.u8(), blocks.u8())
    const length = blocks.u16()
    const value = blocks.view(length)
    if (length % 2 === 1 && blocks.left > 0) blocks.skip(1)
    if (blocks.missing) {
      to.oddity('profinet.block')
      return
    }
    if (states) stated(option, value, to)
    else if (service === SET) set(option, value, answers, to)
  }
}

/** In what a station says of itself a qualifier of two octets stands before each value. */
function stated(option: number, block: Uint8Array, to: FrameReport): void {
  if (block.length < 2) return
  const value = block.subarray(2)
  const text = TEXTS.get(option)
  if (text !== undefined) to.observe('sender', text, printable(value))
  else if (option === IP_SUITE || option === FULL_IP_SUITE) addressed(block[1]!, value, to)
  else if (option === ROLE)
    for (const role of rolesOf(value[0] ?? 0)) to.observe('sender', 'profinet.role', role)
  else if (option === DEVICE_ID && value.length >= 4) {
    to.observe('sender', 'profinet.vendor-id', value[0]! * 256 + value[1]!)
    to.observe('sender', 'profinet.device-id', identifier(value))
  } else if (option === OEM_ID && value.length >= 4)
    to.observe('sender', 'profinet.oem-id', identifier(value))
}

const identifier = (value: Uint8Array): string =>
  Buffer.from(value.subarray(0, 4))
    .toString('hex')
    .replace(/^(.{4})/, '$1:')

const rolesOf = (bits: number): string[] => ROLES.filter((_, n) => (bits & (1 << n)) !== 0)

/** The owner states its own address; one in conflict is not its own. */
function addressed(qualifier: number, value: Uint8Array, to: FrameReport): void {
  const conflict = (qualifier & CONFLICT) !== 0
  to.observe('sender', 'profinet.ip-state', conflict ? 'conflict' : (IP_STATES[qualifier & 3] ?? null))
  const ip = value.length < 12 ? null : deviceIp(value.subarray(0, 4))
  if (ip === null || conflict || (qualifier & 3) === 0) return
  const mac = deviceMac(Buffer.from(to.source.replaceAll(':', ''), 'hex'))
  if (mac !== null) to.binding(mac, ip)
  to.observe('sender', 'profinet.ip', ip)
  to.observe('sender', 'profinet.gateway', deviceIp(value.subarray(8, 12)))
}

/** Who changes what, and what was carried out: the answer holds option, suboption and an error octet for each. */
function set(option: number, value: Uint8Array, answers: boolean, to: FrameReport): void {
  if (!answers) {
    const setting = SETTINGS.get(option)
    if (setting !== undefined) to.observe('sender', 'profinet.writes', `${setting} of ${to.destination}`)
  } else if (option === RESPONSE && value.length >= 3 && value[2] === 0) {
    const setting = SETTINGS.get(key(value[0]!, value[1]!))
    if (setting !== undefined) to.observe('sender', 'profinet.accepted', `${setting} for ${to.destination}`)
  }
}
