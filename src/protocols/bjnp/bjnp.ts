/**
 * BJNP, Canon's discovery and printing protocol over UDP 8611-8614: the IEEE 1284 identity, MAC and address
 * of a printer or scanner. Not published; the layout is that of the free CUPS and SANE back ends.
 */
import { ip4At } from '../../model/ip.ts'
import { isHostAddress } from '../../model/prefix.ts'
import { Cursor } from '../../wire/cursor.ts'
import { deviceMac } from '../addresses.ts'
import { textOf } from '../printable.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'
import { readDeviceId } from './device-id.ts'

/** Four letters before every message: BJNP, MFNP (multifunction), BJNB (storage). */
const MARKS: readonly string[] = ['BJNP', 'MFNP', 'BJNB']
const HEADER = 16
/** Device type octet: 1 printer, 2 scanner, 3 storage; the high bit marks answers. */
const ANSWER = 0x80
const KINDS: Readonly<Record<number, string>> = { 1: 'printer', 2: 'scanner', 3: 'storage' }
const DISCOVER = 0x01
const GET_ID = 0x30

export const bjnp = {
  name: 'bjnp',
  title: 'Canon BJNP printer and scanner discovery',
  ports: { udp: [8611, 8612, 8613, 8614] },
  fields: {
    'bjnp.kind': { label: 'Kind of the answering unit: printer, scanner, storage' },
    'bjnp.manufacturer': { label: 'Manufacturer (IEEE 1284 device id MFG)' },
    'bjnp.model': { label: 'Model (IEEE 1284 device id MDL)' },
    'bjnp.description': { label: 'Description (IEEE 1284 device id DES)' },
    'bjnp.class': { label: 'Class (IEEE 1284 device id CLS)' },
    'bjnp.version': { label: 'Version (IEEE 1284 device id VER)' },
    'bjnp.serial-number': { label: 'Serial number (IEEE 1284 device id SN)' },
    'bjnp.mac': { label: 'MAC in a discovery answer' },
  },
  datagram: { probe, observe },
} satisfies Protocol

const markOf = (payload: Uint8Array): string => String.fromCharCode(...payload.subarray(0, 4))

function probe(payload: Uint8Array): boolean {
  return payload.length >= HEADER && MARKS.includes(markOf(payload)) && (payload[4]! & 0x7f) in KINDS
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const c = new Cursor(payload, 4)
  const type = c.u8()
  const command = c.u8()
  c.skip(6) // error or unused, sequence, session
  const body = c.sub(c.u32())
  const answer = (type & ANSWER) !== 0
  if (!to.toMany) to.server(answer ? 'sender' : 'receiver')
  if (body.missing) to.oddity('bjnp.cut')
  if (!answer) return
  to.observe('sender', 'bjnp.kind', KINDS[type & 0x7f] ?? null)
  if (command === DISCOVER) reportDiscovery(body, to)
  if (command === GET_ID) reportIdentity(body, to)
}

/** Four octets, the lengths of both addresses, MAC, IPv4. */
function reportDiscovery(c: Cursor, to: DatagramReport): void {
  c.skip(4)
  if (c.u16() !== 0x0604) return
  const mac = deviceMac(c.view(6))
  const address = c.view(4)
  if (c.missing || mac === null) return
  const ip = ip4At(address, 0)
  to.observe(ip === to.sender.ip || !isHostAddress(ip) ? 'sender' : { mac, ip }, 'bjnp.mac', mac)
}

/** A length that counts itself, then the device id. */
function reportIdentity(c: Cursor, to: DatagramReport): void {
  const length = c.u16()
  const text = textOf(c.view(Math.min(c.left, Math.max(0, length - 2))))
  // Of a cut id the last pair may be half a one.
  const id = readDeviceId(c.missing ? text.slice(0, text.lastIndexOf(';') + 1) : text)
  to.observe('sender', 'bjnp.manufacturer', id.manufacturer)
  to.observe('sender', 'bjnp.model', id.model)
  to.observe('sender', 'bjnp.description', id.description)
  to.observe('sender', 'bjnp.class', id.className)
  to.observe('sender', 'bjnp.version', id.version)
  to.observe('sender', 'bjnp.serial-number', id.serialNumber)
}
