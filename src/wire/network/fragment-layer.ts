/** IP fragments as a layer: kept until the datagram is whole, which is then decoded as one packet. */
import type { Layers } from '../layers.ts'
import { PAYLOAD_AT } from './datagram.ts'
import { withoutTransport } from './transport.ts'

/**
 * Takes the fragment whose payload lies at `at`..`end` and belongs at `offset`; `header` octets of the IP header at
 * `packet.ipStart` go in front of the whole. `false`: not whole yet, the fragment was shown for its addresses.
 * `true`: the record now is the whole datagram, with the time and link addresses of this last fragment, and
 * decoding goes on with its `protocol` from `transport` to `payloadEnd`.
 */
export function assemble(
  d: Layers,
  id: number,
  offset: number,
  more: boolean,
  protocol: number,
  header: number,
  at: number,
  end: number,
): boolean {
  const p = d.packet
  // What the capture cut cannot be put together again.
  const whole = p.truncated ? null : d.fragments.add(p, id, offset, more, protocol, header, at, end)
  if (whole === null) {
    p.fragment = true
    withoutTransport(d, protocol, at)
    return false
  }
  p.over(whole.bytes)
  p.ipStart = PAYLOAD_AT - whole.header
  p.protocol = whole.protocol
  p.transport = PAYLOAD_AT
  p.payloadEnd = PAYLOAD_AT + whole.total
  p.linkPayload = p.ipStart
  p.linkEnd = p.payloadEnd
  p.wireLength = whole.header + whole.total
  d.cut = 0
  return true
}
