/** What relays add (RFC 8415 section 19): that they relay, and where they heard the client. */
import { isHostAddress, isLinkLocal } from '../../model/prefix.ts'
import { Cursor } from '../../wire/cursor.ts'
import { printableOrHex } from '../printable.ts'
import type { DatagramReport } from '../protocol.ts'
import type { Message } from './message.ts'
import { find } from './options.ts'

export function observeRelays(message: Message, to: DatagramReport): void {
  const heard = message.relays.at(-1)
  if (heard === undefined) return
  if (!message.fromServer) to.observe('sender', 'dhcpv6.relay', heard.link)
  // The link address is one of the innermost relay's own (RFC 8415 section 19.1.1).
  if (isHostAddress(heard.link) && !isLinkLocal(heard.link))
    to.observe({ ip: heard.link }, 'dhcpv6.relay', heard.link)
  if (message.clientMac === null) return
  const who = { mac: message.clientMac }
  const circuit = find(heard.options, 18)
  if (circuit !== undefined) to.observe(who, 'dhcpv6.interface-id', printableOrHex(circuit))
  const remote = find(heard.options, 37)
  if (remote !== undefined && remote.length > 4)
    to.observe(who, 'dhcpv6.remote-id', `${new Cursor(remote).u32()}:${printableOrHex(remote.subarray(4))}`)
  const subscriber = find(heard.options, 38)
  if (subscriber !== undefined) to.observe(who, 'dhcpv6.subscriber-id', printableOrHex(subscriber))
}
