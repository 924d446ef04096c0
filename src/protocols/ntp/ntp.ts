/**
 * NTP versions 1-4 (RFC 5905) and SNTP (RFC 4330); the control messages of RFC 9327, whose answers name
 * software and system; and the private messages of ntpd, of which only the amplifying one is of interest.
 */
import type { DatagramReport, Protocol } from '../protocol.ts'
import { observeControl, observePrivate } from './control.ts'
import { observeTime } from './time.ts'

export const ntp = {
  name: 'ntp',
  title: 'Network Time Protocol (RFC 5905) and its control messages (RFC 9327)',
  fields: {
    'ntp.mode': {
      label: 'What it takes part as: client, server, broadcast, symmetric-active, symmetric-passive',
    },
    'ntp.version': { label: 'Version of the protocol' },
    'ntp.client-shape': {
      label: 'Shape of its requests: version:leap:stratum:poll:precision:fields that are not zero',
    },
    'ntp.authentication': { label: 'How its packets are authenticated: none, key, ms-sntp, nts, extension' },
    'ntp.stratum': { label: 'Stratum of the server; 0 is a refusal, 16 not synchronised' },
    'ntp.reference-id': {
      label: 'Reference of the server: clock or refusal code, or address of its own server',
    },
    'ntp.control-request': { label: 'Control message it sends' },
    'ntp.control-response': { label: 'Control message it answers' },
    'ntp.readvar-version': { label: 'Software of the daemon (control variable version)' },
    'ntp.readvar-system': { label: 'Operating system (control variable system)' },
    'ntp.readvar-processor': { label: 'Processor (control variable processor)' },
    'ntp.private-request': { label: 'Private message it sends: implementation.request' },
    'ntp.monlist': {
      label: 'Answers the monitor list request, which amplifies (CVE-2013-5211)',
      service: true,
    },
  },
  ports: { udp: [123] },
  // All of a conversation: what time is told matters each time.
  datagram: { follow: 'all', probe, observe },
} satisfies Protocol

/** Length of the header without authentication, RFC 5905 section 7.3. */
const HEADER = 48
const PORT = 123

/**
 * The header has few fixed bits: on its own port version, mode, stratum and length suffice; elsewhere only a
 * server's answer with times of this age is taken.
 */
function probe(payload: Uint8Array, to: DatagramReport): boolean {
  const mode = payload[0]! & 7
  const version = (payload[0]! >>> 3) & 7
  if (version === 0 || version > 4) return false
  const onPort = to.sender.port === PORT || to.receiver.port === PORT
  if (mode === 6) return onPort && payload.length >= 12 && (payload[1]! & 31) <= 12
  if (mode === 7) return onPort && payload.length >= 8 && payload[2]! <= 3
  if (mode === 0 || payload.length < HEADER || payload[1]! > 16) return false
  return onPort || (mode === 4 && payload.length === HEADER && hasTimes(payload))
}

/** Reference, receive and transmit time all lie in the years 2000-2036 (NTP era 0, seconds since 1900). */
const hasTimes = (payload: Uint8Array): boolean => [16, 32, 40].every((at) => payload[at]! >= 0xbc)

function observe(payload: Uint8Array, to: DatagramReport): void {
  const mode = payload[0]! & 7
  if (mode === 6) observeControl(payload, to)
  else if (mode === 7) observePrivate(payload, to)
  else observeTime(payload, to)
}
