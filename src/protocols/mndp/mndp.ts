/**
 * MikroTik neighbour discovery (UDP 5678, broadcast): what RouterOS and SwOS devices tell of themselves. No
 * public standard; the layout is what the vendor's tool and analysers agree on: two octets of header, two of
 * sequence, then type (2), length (2), value.
 */
import type { FieldName } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { deviceIp, deviceMac } from '../addresses.ts'
import { printable } from '../printable.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'

export const mndp = {
  name: 'mndp',
  title: 'MikroTik Neighbor Discovery Protocol (UDP 5678)',
  fields: {
    'mndp.mac': { label: 'Hardware address (type 1)' },
    'mndp.identity': { label: 'Name of the device (type 5)' },
    'mndp.version': { label: 'Version of its software (type 7)' },
    'mndp.platform': { label: 'Platform, usually the vendor (type 8)' },
    'mndp.software-id': { label: 'Licence identifier (type 11)' },
    'mndp.board': { label: 'Board: the model (type 12)' },
    'mndp.address': { label: 'Address of the sending interface (types 15, 17)' },
    'mndp.interface': { label: 'Name of the sending interface (type 16)' },
  },
  ports: { udp: [5678] },
  datagram: { probe, observe },
} satisfies Protocol

const MAC = 1
const IPV6 = 15
const IPV4 = 17
const TEXTS: ReadonlyMap<number, FieldName> = new Map([
  [5, 'mndp.identity'],
  [7, 'mndp.version'],
  [8, 'mndp.platform'],
  [11, 'mndp.software-id'],
  [12, 'mndp.board'],
  [16, 'mndp.interface'],
])
/** Values read of one message; devices send about ten. */
const MOST = 32

/** A device's message begins with its hardware address: type 1, length 6. */
function probe(payload: Uint8Array): boolean {
  return (
    payload.length >= 14 && payload[4] === 0 && payload[5] === MAC && payload[6] === 0 && payload[7] === 6
  )
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const c = new Cursor(payload, 4)
  for (let n = 0; c.left > 0 && n < MOST; n++) {
    const type = c.u16()
    const value = c.view(c.u16())
    if (c.missing) {
      to.oddity('mndp.length')
      return
    }
    const text = TEXTS.get(type)
    if (text !== undefined) to.observe('sender', text, printable(value))
    else if (type === MAC) to.observe('sender', 'mndp.mac', deviceMac(value))
    else if (type === IPV4 || type === IPV6) to.observe('sender', 'mndp.address', deviceIp(value))
  }
}
