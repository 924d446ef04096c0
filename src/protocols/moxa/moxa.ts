/**
 * Search protocol of Moxa's serial-to-LAN servers on UDP 4800 (not published; as the free clients read it): model
 * number, MAC and address to whoever asks, and on further questions name and serial number.
 */
import { Cursor } from '../../wire/cursor.ts'
import { deviceIp, deviceMac } from '../addresses.ts'
import { printable } from '../printable.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'

const PORT = 4800
const HEADER = 8
/** Family, hardware and MAC of the device, behind the header of every message but the search. */
const DEVICE_OCTETS = 12
/** Bit of the first octet that marks an answer. */
const ANSWER = 0x80
const SEARCH = 0x01
const NAME = 0x10
const SERIAL = 0x16
const ADDRESS = 0x21

export const moxa = {
  name: 'moxa',
  title: 'Moxa device search (UDP 4800)',
  ports: { udp: [PORT] },
  fields: {
    'moxa.hardware': { label: 'Hardware number, hex: the model' },
    'moxa.mac': { label: 'MAC of the device' },
    'moxa.name': { label: 'Name given to the device' },
    'moxa.serial': { label: 'Serial number' },
    'moxa.query': { label: 'Query sent: search, name, serial ...' },
  },
  datagram: {
    probe: (p, to) =>
      (to.sender.port === PORT || to.receiver.port === PORT) &&
      p.length >= HEADER &&
      (p[0]! & ~ANSWER) > 0 &&
      (p[0]! & ~ANSWER) < 0x60 &&
      ((p[2]! << 8) | p[3]!) === p.length &&
      (p.length === HEADER ? p[0] === SEARCH : p.length >= HEADER + DEVICE_OCTETS),
    observe,
  },
} satisfies Protocol

const NAMES: Readonly<Record<number, string>> = {
  [SEARCH]: 'search',
  [NAME]: 'name',
  [SERIAL]: 'serial',
  [ADDRESS]: 'address',
}

function observe(p: Uint8Array, to: DatagramReport): void {
  const kind = p[0]! & ~ANSWER
  if ((p[0]! & ANSWER) === 0) {
    if (!to.toMany) to.server('receiver')
    to.observe('sender', 'moxa.query', NAMES[kind] ?? 'other')
    return
  }
  to.server('sender')
  const c = new Cursor(p, HEADER)
  c.skip(4)
  const hardware = c.u16le()
  const mac = deviceMac(c.view(6))
  if (c.missing || p[1] !== 0) return
  to.observe('sender', 'moxa.hardware', hardware.toString(16).padStart(4, '0'))
  to.observe('sender', 'moxa.mac', mac)
  if (kind === SEARCH || kind === ADDRESS) {
    const ip = deviceIp(c.view(4))
    if (mac !== null && ip !== null && ip === to.sender.ip) to.binding(mac, ip)
  } else if (kind === NAME) to.observe('sender', 'moxa.name', printable(c.view(Math.min(40, c.left))))
  else if (kind === SERIAL) {
    c.skip(8)
    const number = c.u16le()
    if (!c.missing && number > 0) to.observe('sender', 'moxa.serial', number)
  }
}
