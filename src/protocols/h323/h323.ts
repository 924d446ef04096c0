/**
 * H.323 (ITU-T H.225.0): call signalling over TCP, registration over UDP. Maker, product and version of endpoints; the
 * names and numbers of people are passed over.
 */
import type {
  DatagramReport,
  Protocol,
  Report,
  StreamHead,
  StreamReport,
  StreamSession,
  StreamSide,
  Verdict,
} from '../protocol.ts'
import { callPacketSize, readCall } from './call.ts'
import type { EndpointType, Vendor } from './elements.ts'
import { isRas, readRas } from './ras.ts'

export const h323 = {
  name: 'h323',
  title: 'H.323 call signalling and registration (ITU-T H.225.0)',
  ports: { tcp: [1720], udp: [1719, 1718] },
  fields: {
    'h323.message': { label: 'Message it sent' },
    'h323.version': { label: 'Version of H.225.0 it speaks (last number of the protocol identifier)' },
    'h323.endpoint': { label: 'What it says it is: terminal, gateway, mcu, gatekeeper' },
    'h323.manufacturer': { label: 'T.35 country, extension and manufacturer code (VendorIdentifier)' },
    'h323.product': { label: 'productId of its VendorIdentifier' },
    'h323.product-version': { label: 'versionId of its VendorIdentifier' },
  },
  stream: { probe, start },
  datagram: { probe: isRas, observe },
} satisfies Protocol

/** Packets of one connection that are read; a call has a dozen. */
const MAX_PACKETS = 60

/** Either side may speak first; what is there must be a call's packet. */
function probe({ client, server }: StreamHead): Verdict {
  const sizes = [client, server].filter((b) => b.length > 0).map((b) => callPacketSize(b))
  if (sizes.some((size) => size < 0)) return 'no'
  return sizes.some((size) => size > 0) ? 'yes' : 'more'
}

function start(to: StreamReport): StreamSession {
  let left = MAX_PACKETS
  return {
    data(side, bytes) {
      let at = 0
      while (at < bytes.length) {
        const size = callPacketSize(bytes, at)
        if (size < 0 || left <= 0) {
          if (size < 0) to.oddity('h323.packet')
          to.done()
          return bytes.length
        }
        if (size === 0 || bytes.length - at < size) return at
        left--
        reportCall(bytes.subarray(at, at + size), side, to)
        at += size
      }
      return at
    },
    gap: () => to.done(),
  }
}

function reportCall(packet: Uint8Array, side: StreamSide, to: StreamReport): void {
  const { name, version, endpoint } = readCall(packet)
  to.observe(side, 'h323.message', name)
  to.observe(side, 'h323.version', version)
  report(side, endpoint, endpoint?.vendor ?? null, to)
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const { name, role, version, endpoint, vendor } = readRas(payload)
  to.server(role === 'gatekeeper' ? 'sender' : 'receiver')
  to.observe('sender', 'h323.message', name)
  to.observe('sender', 'h323.version', version)
  if (role === 'gatekeeper') to.observe('sender', 'h323.endpoint', 'gatekeeper')
  report('sender', endpoint, vendor, to)
}

function report<P extends string>(
  who: P,
  endpoint: EndpointType | null,
  vendor: Vendor | null,
  to: Report<P>,
): void {
  for (const kind of endpoint?.kinds ?? []) to.observe(who, 'h323.endpoint', kind)
  if (vendor === null) return
  to.observe(who, 'h323.manufacturer', vendor.manufacturer)
  to.observe(who, 'h323.product', vendor.product)
  to.observe(who, 'h323.product-version', vendor.version)
}
