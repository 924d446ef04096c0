/**
 * Digi's Advanced Device Discovery Protocol on UDP 2362 (not published; as the free clients read it): network modules
 * and terminal servers tell MAC, product, firmware and name to whoever asks.
 */
import type { Ip } from '../../model/ip.ts'
import type { Mac } from '../../model/mac.ts'
import { Cursor } from '../../wire/cursor.ts'
import { latin1 } from '../../wire/text.ts'
import { deviceIp, deviceMac } from '../addresses.ts'
import { printable } from '../printable.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'

/** Families of products, each with a mark of its own. */
const MARKS: readonly string[] = ['DIGI', 'DVKT', 'DGDP']
const HEADER = 8
/** Operations: discovery asked for and answered, others configure. */
const REQUEST = 1
const RESPONSE = 2
const MOST_OPERATION = 16
const MOST_FIELDS = 32

export const addp = {
  name: 'addp',
  title: 'Digi Advanced Device Discovery Protocol (UDP 2362)',
  ports: { udp: [2362] },
  fields: {
    'addp.mac': { label: 'MAC of the device' },
    'addp.name': { label: 'Name given to the device' },
    'addp.product': { label: 'Product (device name field)' },
    'addp.firmware': { label: 'Firmware' },
    'addp.hardware-type': { label: 'Hardware type, a number' },
    'addp.operation': { label: 'Operation sent: discovery, or one that configures' },
  },
  datagram: {
    /** Mark, operation and exact length: over 50 bits of evidence. */
    probe: (p) =>
      p.length >= HEADER &&
      MARKS.includes(latin1.decode(p.subarray(0, 4))) &&
      p[4] === 0 &&
      p[5]! >= 1 &&
      p[5]! <= MOST_OPERATION &&
      ((p[6]! << 8) | p[7]!) === p.length - HEADER,
    observe,
  },
} satisfies Protocol

function observe(p: Uint8Array, to: DatagramReport): void {
  const operation = p[5]!
  const asks = operation % 2 === 1
  if (!to.toMany || !asks) to.server(asks ? 'receiver' : 'sender')
  if (operation === REQUEST) to.observe('sender', 'addp.operation', 'discovery')
  else if (operation !== RESPONSE && asks) to.observe('sender', 'addp.operation', 'configuration')
  // Requests that configure hold a password; only what a device answers to discovery is read.
  if (operation === RESPONSE) reportFields(new Cursor(p, HEADER), to)
}

/** Type, length, value; strings carry no end. */
function reportFields(c: Cursor, to: DatagramReport): void {
  let ip: Ip | null = null
  let mac: Mac | null = null
  for (let i = 0; i < MOST_FIELDS && c.left >= 2; i++) {
    const type = c.u8()
    const value = c.view(c.u8())
    if (c.missing) {
      to.oddity('addp.short')
      return
    }
    if (type === 0x01) mac = deviceMac(value)
    else if (type === 0x02) ip = deviceIp(value)
    else if (type === 0x04) to.observe('sender', 'addp.name', printable(value))
    else if (type === 0x06 && value.length === 1) to.observe('sender', 'addp.hardware-type', value[0]!)
    else if (type === 0x08) to.observe('sender', 'addp.firmware', printable(value))
    else if (type === 0x0d) to.observe('sender', 'addp.product', printable(value))
  }
  to.observe('sender', 'addp.mac', mac)
  if (mac !== null && ip !== null && ip === to.sender.ip) to.binding(mac, ip)
}
