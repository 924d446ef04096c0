/** What the access server and the RADIUS server show of themselves. */
import { deviceIp } from '../addresses.ts'
import { printable } from '../printable.ts'
import type { DatagramReport } from '../protocol.ts'
import type { Attributes } from './attributes.ts'

const NAS_IP = 4
const NAS_IDENTIFIER = 32
const MESSAGE_AUTHENTICATOR = 80

export function observeAccessServer(kind: string, { first }: Attributes, to: DatagramReport): void {
  to.observe('sender', 'radius.client', kind)
  const ip = deviceIp(first.get(NAS_IP) ?? new Uint8Array(0))
  const name = printable(first.get(NAS_IDENTIFIER) ?? new Uint8Array(0))
  // A proxy passes on what the access server said: then the address tells who that is.
  const who = ip === null || ip === to.sender.ip ? ('sender' as const) : { ip }
  to.observe(who, 'radius.identifier', name, true)
  observeIntegrity(kind === 'access', first, to)
}

export function observeServer(kind: string, { first }: Attributes, to: DatagramReport): void {
  to.observe('sender', 'radius.server', kind)
  observeIntegrity(kind === 'accept' || kind === 'reject' || kind === 'challenge', first, to)
}

/** Without this attribute an answer can be forged on the way; EAP always carries it (RFC 3579 section 3.2). */
function observeIntegrity(expected: boolean, first: Attributes['first'], to: DatagramReport): void {
  if (expected && !first.has(MESSAGE_AUTHENTICATOR))
    to.observe('sender', 'radius.message-authenticator', 'absent')
}
