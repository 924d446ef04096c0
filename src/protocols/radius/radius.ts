/**
 * RADIUS (RFC 2865, RFC 2866): where an endpoint is plugged in and how it proves itself, told by the access
 * server. The endpoint is the one whose hardware address stands in Calling-Station-Id. Names of people,
 * passwords and what derives from them are never read.
 */
import type { DatagramReport, Protocol } from '../protocol.ts'
import { readAttributes } from './attributes.ts'
import { observeEndpoint } from './endpoint.ts'
import { fields } from './fields.ts'
import { observeAccessServer, observeServer } from './servers.ts'

export const radius = {
  name: 'radius',
  title: 'Remote Authentication Dial In User Service (RFC 2865, RFC 2866)',
  fields,
  ports: { udp: [1812, 1813, 1645, 1646, 3799] },
  // One access server asks for all of its endpoints in one conversation.
  datagram: { follow: 'all', probe, observe },
} satisfies Protocol

/** Codes: RFC 2865 section 4, RFC 2866 section 4, RFC 5176 section 2.3. */
const REQUESTS: Readonly<Record<number, string>> = { 1: 'access', 4: 'accounting', 12: 'status' }
const ANSWERS: Readonly<Record<number, string>> = {
  2: 'accept',
  3: 'reject',
  5: 'accounting',
  11: 'challenge',
}
/** Asked by the server of the access server: disconnect and change of authorization, and their answers. */
const DYNAMIC: ReadonlySet<number> = new Set([40, 41, 42, 43, 44, 45])

/** A known code and attributes that fill the stated length exactly, of which at least one stands there. */
function probe(payload: Uint8Array): boolean {
  const code = payload[0]!
  if (!(code in REQUESTS) && !(code in ANSWERS) && !DYNAMIC.has(code)) return false
  const attributes = readAttributes(payload)
  return (
    attributes !== null &&
    (attributes.first.size > 0 || attributes.vendor.length > 0 || isBareAnswer(payload))
  )
}

/** An accounting response needs no attribute (RFC 2866 section 4.2). */
const isBareAnswer = (payload: Uint8Array): boolean => payload[0] === 5 && payload.length === 20

function observe(payload: Uint8Array, to: DatagramReport): void {
  const attributes = readAttributes(payload)
  if (attributes === null) return
  const code = payload[0]!
  const request = REQUESTS[code]
  const answer = ANSWERS[code]
  if (request !== undefined) {
    to.server('receiver')
    observeAccessServer(request, attributes, to)
    observeEndpoint(attributes, to)
  } else if (answer !== undefined) {
    to.server('sender')
    observeServer(answer, attributes, to)
  }
}
