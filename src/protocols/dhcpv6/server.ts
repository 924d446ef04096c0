/** What a DHCPv6 server says: of itself, of the addresses it confirms, and of the hosts it names. */

import type { Mac } from '../../model/mac.ts'
import { isHostAddress, isLinkLocal } from '../../model/prefix.ts'
import { deviceIp, deviceIps } from '../addresses.ts'
import { domainNames } from '../domain-labels.ts'
import type { DatagramReport } from '../protocol.ts'
import { readDuid } from './duid.ts'
import type { Message } from './message.ts'
import { find, readOptions } from './options.ts'

const EMPTY = new Uint8Array(0)
const IA_NA = 3
const IA_TA = 4
const IA_ADDRESS = 5
const NTP_SERVER_ADDRESS = 1 // sub-option of option 56, RFC 5908 section 4.1

export function observeServer(message: Message, to: DatagramReport): void {
  const options = message.options
  to.observe('sender', 'dhcpv6.server', message.type)
  if (message.relays.length === 0) to.event('sender', { kind: 'lease6-offered' })
  // A relay passes on what another server said: the identifier is not the sender's then.
  if (message.relays.length === 0)
    to.observe('sender', 'dhcpv6.server-duid', readDuid(find(options, 2) ?? EMPTY)?.hex ?? null)
  for (const name of domainNames(find(options, 24) ?? EMPTY)) to.observe('sender', 'dhcpv6.domain', name)
  for (const ip of deviceIps(find(options, 23) ?? EMPTY, 16)) to.observe({ ip }, 'dhcpv6.named-dns', 'dns')
  for (const ip of timeServers(message)) to.observe({ ip }, 'dhcpv6.named-ntp', 'ntp')
  observeLeases(message, to)
}

function timeServers(message: Message) {
  const named = readOptions(find(message.options, 56) ?? EMPTY).list
  const addresses = named
    .filter(({ code }) => code === NTP_SERVER_ADDRESS)
    .map(({ value }) => deviceIp(value))
  return [...deviceIps(find(message.options, 31) ?? EMPTY, 16), ...addresses.filter((ip) => ip !== null)]
}

/** Only a reply gives; an advertisement offers. */
function observeLeases(message: Message, to: DatagramReport): void {
  const mac = message.relays.length === 0 ? (onLink(to) ?? message.clientMac) : message.clientMac
  if (message.type !== 'reply' || mac === null) return
  for (const { code, value } of message.options) {
    if (code !== IA_NA && code !== IA_TA) continue
    for (const inner of readOptions(value.subarray(code === IA_NA ? 12 : 4)).list) {
      if (inner.code !== IA_ADDRESS || inner.value.length < 24) continue
      const ip = deviceIp(inner.value.subarray(0, 16))
      // Bytes 20-23 are the valid lifetime; zero takes the address back (RFC 8415 section 18.2.10.1).
      if (ip === null || inner.value.subarray(20, 24).every((octet) => octet === 0)) continue
      to.binding(mac, ip)
      to.observe({ mac, ip }, 'dhcpv6.leased-address', ip)
    }
  }
}

/** A frame to a link-local address is never routed: it bears the client's own hardware address. */
const onLink = (to: DatagramReport): Mac | null =>
  to.receiver.ip !== null && isLinkLocal(to.receiver.ip) && isHostAddress(to.receiver.ip) && !to.toMany
    ? to.receiver.mac
    : null
