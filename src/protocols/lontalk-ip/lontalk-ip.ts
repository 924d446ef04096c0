/**
 * LonTalk over IP (ANSI/CEA-852, ISO/IEC 14908-4): that control networks are carried over IP, by the header of their
 * packets. What they carry is not read.
 */
import { Cursor } from '../../wire/cursor.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'

export const lontalkIp = {
  name: 'lontalk-ip',
  title: 'LonTalk over IP (ANSI/CEA-852, CN/IP)',
  ports: { udp: [1628, 1629] },
  fields: {
    'lontalk-ip.packet': {
      label: 'Kind of packet it sends: data, registration, membership, routing, acknowledge ...',
    },
    'lontalk-ip.vendor-code': { label: 'Vendor code of its packets; 0 where the packet is of the standard' },
    'lontalk-ip.security': { label: 'It sends authenticated packets' },
  },
  datagram: { probe, observe },
} satisfies Protocol

const PORTS: readonly number[] = lontalkIp.ports.udp
const HEADER = 20
const VERSION = 1
/** Packet types of CEA-852 clause 8; replies have the high bits set. From memory, and as Wireshark's cnip names data. */
const TYPES: Readonly<Record<number, string>> = {
  1: 'data',
  3: 'device-registration',
  4: 'channel-membership',
  6: 'send-list',
  7: 'acknowledge',
  8: 'channel-routing',
  96: 'request-statistics',
  99: 'request-registration',
  100: 'request-membership',
  102: 'request-send-list',
  104: 'request-routing',
  112: 'statistics',
  127: 'segment',
}
/** Protocol flags: the packet ends in an authentication code. */
const SECURE = 0x20

/** Length of the whole, version, a known type, on a port of the standard: devices use these on both ends or one. */
function probe(payload: Uint8Array, to: DatagramReport): boolean {
  if (payload.length < HEADER || !(PORTS.includes(to.sender.port) || PORTS.includes(to.receiver.port)))
    return false
  const c = new Cursor(payload)
  return c.u16() === payload.length && c.u8() === VERSION && TYPES[c.u8()] !== undefined
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const c = new Cursor(payload, 3)
  to.observe('sender', 'lontalk-ip.packet', TYPES[c.u8()] ?? null)
  c.skip(1)
  if ((c.u8() & SECURE) !== 0) to.observe('sender', 'lontalk-ip.security', 'authenticated')
  to.observe('sender', 'lontalk-ip.vendor-code', c.u16())
}
