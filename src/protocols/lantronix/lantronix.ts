/**
 * Discovery of Lantronix serial-to-LAN modules on UDP 30718 (not published; as the free clients read it): a module
 * tells its type, MAC and firmware to whoever asks, and its setup record, which holds the password, as well.
 */
import { cleanText, latin1 } from '../../wire/text.ts'
import { deviceMac } from '../addresses.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'

const PORT = 30718
/** Queries and answers, third octet the version: identity f6 and f7, firmware f4 and f5, setup record f8 and f9. */
const QUERIES: readonly number[] = [0xf4, 0xf6, 0xf8]
/** Where an identity answer holds the type and the MAC, and how long it is. */
const TYPE = 8
const MAC = 24
const IDENTITY_OCTETS = 30
/** Where a firmware answer holds the version as text. */
const FIRMWARE = 16

export const lantronix = {
  name: 'lantronix',
  title: 'Lantronix discovery (UDP 30718)',
  ports: { udp: [PORT] },
  fields: {
    'lantronix.device-type': { label: 'Type of the module, two characters' },
    'lantronix.mac': { label: 'MAC of the module' },
    'lantronix.firmware': { label: 'Firmware version' },
    'lantronix.setup-record': {
      label: 'A setup record, which holds the password, was asked for or given out',
      service: true,
    },
    'lantronix.query': { label: 'Query sent: identity, firmware or setup record' },
  },
  datagram: {
    /** Three of four octets are zero or one in every message, so the port is asked for, too. */
    probe: (p, to) =>
      (to.sender.port === PORT || to.receiver.port === PORT) &&
      p.length >= 4 &&
      p[0] === 0 &&
      p[1]! < 2 &&
      p[2] === 0 &&
      ((p.length === 4 && QUERIES.includes(p[3]!)) || (p.length >= 24 && QUERIES.includes(p[3]! - 1))),
    observe,
  },
} satisfies Protocol

const NAMES: Readonly<Record<number, string>> = { 244: 'firmware', 246: 'identity', 248: 'setup record' }

function observe(p: Uint8Array, to: DatagramReport): void {
  const kind = p[3]!
  if (p.length === 4) {
    if (!to.toMany) to.server('receiver')
    to.observe('sender', 'lantronix.query', NAMES[kind] ?? null)
    return
  }
  to.server('sender')
  if (kind === 0xf7) {
    if (p.length < IDENTITY_OCTETS) {
      to.oddity('lantronix.short')
      return
    }
    const type = latin1.decode(p.subarray(TYPE, TYPE + 2))
    if (/^[A-Z][0-9A-Z]$/.test(type)) to.observe('sender', 'lantronix.device-type', type)
    to.observe('sender', 'lantronix.mac', deviceMac(p.subarray(MAC, IDENTITY_OCTETS)))
  } else if (kind === 0xf5) {
    const version = cleanText(latin1.decode(p.subarray(FIRMWARE, FIRMWARE + 16)))
    if (version !== null && /^\d+(\.\d+)+[\w.]*$/.test(version))
      to.observe('sender', 'lantronix.firmware', version)
  } else if (kind === 0xf9) to.observe('sender', 'lantronix.setup-record', 'given out')
}
