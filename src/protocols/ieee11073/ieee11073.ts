/**
 * Personal health devices (IEEE 11073-20601) where their messages run over TCP: the association, in which agent
 * and manager state identifiers and configuration, and the attributes of the agent. Measurements are not read.
 */
import type { Protocol, StreamHead, StreamReport, StreamSession, Verdict } from '../protocol.ts'
import { isMessage, lengthOf, reportMessage } from './messages.ts'

/** Choice and length before every message (IEEE 11073-20601 annex A). */
const HEADER = 4
/** Messages of a connection that are read; association, configuration and attributes come first. */
const MOST_MESSAGES = 24

export const ieee11073 = {
  name: 'ieee11073',
  title: 'IEEE 11073-20601: personal health device communication',
  fields: {
    'ieee11073.message': {
      label: 'Message sent: association-request, association-response, configuration ...',
    },
    'ieee11073.role': { label: 'System type of the association: agent or manager' },
    'ieee11073.system-id': { label: 'System identifier, an EUI-64, hex' },
    'ieee11073.configuration': { label: 'Device configuration (dev-config-id)' },
    'ieee11073.specialisation': { label: 'Specialisation of the device (nomenclature code of partition 8)' },
    'ieee11073.manufacturer': { label: 'Manufacturer (system model attribute)' },
    'ieee11073.model': { label: 'Model number (system model attribute)' },
    'ieee11073.serial-number': { label: 'Serial number (production specification)' },
    'ieee11073.part-number': { label: 'Part number (production specification)' },
    'ieee11073.hardware-revision': { label: 'Hardware revision (production specification)' },
    'ieee11073.software-revision': { label: 'Software revision (production specification)' },
    'ieee11073.firmware-revision': { label: 'Firmware revision (production specification)' },
  },
  stream: { probe, start },
} satisfies Protocol

/** An association that names data protocol 20601: choice, length, version and protocol, over 60 bits of evidence. */
function probe({ client, server }: StreamHead): Verdict {
  const head = client.length > 0 ? client : server
  if (head.length > 0 && (head[0]! < 0xe2 || head[0]! > 0xe7 || (head.length > 1 && head[1] !== 0)))
    return 'no'
  if (head.length < HEADER + 12) return 'more'
  return isMessage(head) ? 'yes' : 'no'
}

function start(to: StreamReport): StreamSession {
  let messages = 0
  return {
    data(side, bytes) {
      let at = 0
      while (bytes.length - at >= HEADER) {
        const length = lengthOf(bytes.subarray(at))
        if (length === null || messages === MOST_MESSAGES) {
          to.done()
          return bytes.length
        }
        if (bytes.length - at < HEADER + length) break
        reportMessage(bytes.subarray(at, at + HEADER + length), side, to)
        at += HEADER + length
        messages++
      }
      return at
    },
    gap: () => to.done(),
  }
}
