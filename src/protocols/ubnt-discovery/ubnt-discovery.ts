/**
 * Ubiquiti discovery, versions 1 and 2 (UDP 10001, broadcast or 233.89.188.1): answers and announcements in
 * which access points, cameras and routers tell addresses, model and firmware. No public standard; the layout is
 * what the vendor's tool and analysers agree on: version, command, length, then type, length (2), value.
 */
import type { FieldName } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { deviceIp, deviceMac } from '../addresses.ts'
import { hexOf, printable } from '../printable.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'

export const ubntDiscovery = {
  name: 'ubnt-discovery',
  title: 'Ubiquiti discovery (UDP 10001)',
  fields: {
    'ubnt-discovery.mac': { label: 'Hardware address of the device (types 1, 2, 19)' },
    'ubnt-discovery.address': { label: 'Address of one of its interfaces (type 2)' },
    'ubnt-discovery.firmware': { label: 'Firmware, long form (type 3)' },
    'ubnt-discovery.hostname': { label: 'Host name (type 11)' },
    'ubnt-discovery.platform': { label: 'Platform: short name of the model (type 12)' },
    'ubnt-discovery.ssid': { label: 'Wireless network (type 13)' },
    'ubnt-discovery.system-id': { label: 'System identifier, hex (type 16)' },
    'ubnt-discovery.model': { label: 'Model (types 20, 21)' },
    'ubnt-discovery.version': { label: 'Version, short form (type 22)' },
    'ubnt-discovery.factory-default': { label: 'Runs with factory settings (type 23)' },
  },
  ports: { udp: [10001] },
  datagram: { probe, observe },
} satisfies Protocol

const ADDRESS = 1
const ADDRESSES = 2
const SOURCE_ADDRESS = 19
const SYSTEM_ID = 16
const FACTORY_DEFAULT = 23

const TEXTS: ReadonlyMap<number, FieldName> = new Map([
  [3, 'ubnt-discovery.firmware'],
  [11, 'ubnt-discovery.hostname'],
  [12, 'ubnt-discovery.platform'],
  [13, 'ubnt-discovery.ssid'],
  [20, 'ubnt-discovery.model'],
  [21, 'ubnt-discovery.model'],
  [22, 'ubnt-discovery.version'],
])
/** Type-length-values read of one message; devices send about 20. */
const MOST = 64

/** Version, then a length that is exactly the rest; a bare question has no rest and is the asking tool's. */
function probe(payload: Uint8Array): boolean {
  if (payload.length < 8 || (payload[0] !== 1 && payload[0] !== 2)) return false
  return ((payload[2]! << 8) | payload[3]!) === payload.length - 4 && payload[4]! !== 0 && payload[4]! < 64
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  if (!to.toMany) to.server('sender')
  const c = new Cursor(payload, 4)
  for (let n = 0; c.left > 0 && n < MOST; n++) {
    const type = c.u8()
    const value = c.view(c.u16())
    if (c.missing) {
      to.oddity('ubnt-discovery.length')
      return
    }
    observeValue(type, value, to)
  }
}

function observeValue(type: number, value: Uint8Array, to: DatagramReport): void {
  const text = TEXTS.get(type)
  if (text !== undefined) to.observe('sender', text, printable(value))
  else if (type === ADDRESS || type === SOURCE_ADDRESS)
    to.observe('sender', 'ubnt-discovery.mac', deviceMac(value))
  else if (type === ADDRESSES) {
    to.observe('sender', 'ubnt-discovery.mac', deviceMac(value.subarray(0, 6)))
    to.observe('sender', 'ubnt-discovery.address', deviceIp(value.subarray(6)))
  } else if (type === SYSTEM_ID) to.observe('sender', 'ubnt-discovery.system-id', hexOf(value))
  else if (type === FACTORY_DEFAULT && value[0] === 1)
    to.observe('sender', 'ubnt-discovery.factory-default', 'yes')
}
