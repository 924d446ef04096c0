/**
 * Dropbox LAN sync discovery (UDP 17500): a desktop with the client installed announces itself in JSON. Only
 * the protocol version and the port of the sync service are kept; ids of host and folders are private.
 */
import { latin1 } from '../../wire/text.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'

/** Octets in which the first key must show, and octets read. */
const HEAD = 64
const MOST_OCTETS = 2048

export const dropbox = {
  name: 'dropbox',
  title: 'Dropbox LAN sync discovery',
  ports: { udp: [17500] },
  fields: {
    'dropbox.version': { label: 'Version of the LAN sync protocol announced' },
    'dropbox.port': { label: 'TCP port of the LAN sync service announced' },
  },
  datagram: {
    probe: (payload) => payload[0] === 0x7b && /^\{\s{0,4}"(host_int|version)"/.test(textOf(payload, HEAD)),
    observe(payload: Uint8Array, to: DatagramReport): void {
      const text = textOf(payload, MOST_OCTETS)
      if (!text.includes('"host_int"')) return
      const version = /"version"\s{0,4}:\s{0,4}\[\s{0,4}(\d{1,4})\s{0,4},\s{0,4}(\d{1,4})\s{0,4}\]/.exec(text)
      to.observe('sender', 'dropbox.version', version && `${version[1]}.${version[2]}`)
      to.observe(
        'sender',
        'dropbox.port',
        /"port"\s{0,4}:\s{0,4}(\d{1,5})\s{0,4}[,}]/.exec(text)?.[1] ?? null,
      )
    },
  },
} satisfies Protocol

const textOf = (payload: Uint8Array, most: number): string => latin1.decode(payload.subarray(0, most))
