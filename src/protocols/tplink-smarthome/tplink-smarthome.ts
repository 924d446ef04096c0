/**
 * TP-Link's smart home protocols: Kasa on port 9999 (JSON under an autokey XOR, no secret in it) and the
 * discovery of newer devices on UDP 20002 (plain JSON behind a header of 16 octets). Not published; as the free
 * clients read them. Model, versions and MAC are kept; names people chose, places, accounts and ids are not.
 */
import { latin1 } from '../../wire/text.ts'
import type { Protocol, Report, StreamReport, StreamSession } from '../protocol.ts'
import { decrypt, LEAST_OCTETS, looksEncrypted, readFacts } from './system-info.ts'

/** Octets before the JSON of the newer discovery: version 2, type, operation, size, flags, serial, checksum. */
const NEW_HEADER = 16
/** Octets of the length before each message over TCP. */
const PREFIX = 4
/** Octets of a message read; descriptions of power strips have some 2 KiB. */
const MOST_OCTETS = 16_384

export const tplinkSmarthome = {
  name: 'tplink-smarthome',
  title: 'TP-Link smart home (Kasa, Tapo) discovery and control',
  ports: { udp: [9999, 20002], tcp: [9999] },
  fields: {
    'tplink-smarthome.model': { label: 'Model (model or device_model)' },
    'tplink-smarthome.type': { label: 'Device type (type, mic_type or device_type)' },
    'tplink-smarthome.name': { label: 'Product name given by the maker (dev_name)' },
    'tplink-smarthome.software-version': { label: 'Firmware version (sw_ver or fw_ver)' },
    'tplink-smarthome.hardware-version': { label: 'Hardware version (hw_ver)' },
    'tplink-smarthome.mac': { label: 'MAC (mac, mic_mac or ethernet_mac)' },
    'tplink-smarthome.encryption': { label: 'Encryption scheme of the newer protocol (encrypt_type)' },
  },
  datagram: {
    probe: (payload) => looksEncrypted(payload) || looksNew(payload),
    observe(payload, to) {
      const text = looksEncrypted(payload)
        ? decrypt(payload.subarray(0, MOST_OCTETS))
        : latin1.decode(payload.subarray(NEW_HEADER, MOST_OCTETS))
      if (report(text, 'sender', to) && !to.toMany) to.server('sender')
    },
  },
  stream: {
    probe({ client, server }) {
      const head = client.length > 0 ? client : server
      if (head.length < PREFIX + LEAST_OCTETS) return 'more'
      return lengthOf(head) <= MOST_OCTETS && looksEncrypted(head.subarray(PREFIX)) ? 'yes' : 'no'
    },
    start,
  },
} satisfies Protocol

/** Version 2, type 0, operation 1, then JSON: 48 bits of evidence. */
const looksNew = (payload: Uint8Array): boolean =>
  payload.length > NEW_HEADER + 2 &&
  payload[0] === 2 &&
  payload[1] === 0 &&
  payload[2] === 0 &&
  payload[3] === 1 &&
  payload[NEW_HEADER] === 0x7b &&
  payload[NEW_HEADER + 1] === 0x22

const lengthOf = (bytes: Uint8Array): number =>
  bytes[0]! * 0x1000000 + ((bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!)

function start(to: StreamReport): StreamSession {
  return {
    data(side, bytes) {
      let at = 0
      while (bytes.length - at >= PREFIX) {
        const length = lengthOf(bytes.subarray(at))
        const wanted = Math.min(length, MOST_OCTETS)
        if (bytes.length - at - PREFIX < wanted) break
        if (side === 'server') report(decrypt(bytes.subarray(at + PREFIX, at + PREFIX + wanted)), side, to)
        at += PREFIX + length
      }
      return at
    },
    gap: () => to.done(),
  }
}

/** Whether the text described a device. */
function report<P extends string>(text: string, about: P, to: Report<P>): boolean {
  const facts = readFacts(text)
  for (const [field, value] of facts) to.observe(about, field, value)
  return facts.length > 0
}
