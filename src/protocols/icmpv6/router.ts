/** Router advertisements (RFC 4861 section 4.2): the router's role and what it hands to the hosts of the link. */
import { ip6At } from '../../model/ip.ts'
import { deviceIps } from '../addresses.ts'
import { domainNames } from '../domain-labels.ts'
import type { DatagramReport } from '../protocol.ts'
import type { NeighbourOptions } from './options.ts'

const PREFIX = 3
const MTU = 5
const RECURSIVE_DNS = 25
const DNS_SEARCH = 31

/** Default router preference, RFC 4191 section 2.1; 2 is reserved and means medium. */
const PREFERENCES = ['medium', 'high', 'medium', 'low']

export function observeAdvertisement(payload: Uint8Array, options: NeighbourOptions, to: DatagramReport) {
  if (payload.length < 16) return to.oddity('icmpv6.short')
  if ((payload[6]! | payload[7]!) !== 0) to.event('sender', { kind: 'router-offered' })
  to.observe('sender', 'icmpv6.router', (payload[6]! << 8) | payload[7]!)
  // A lifetime of 0 takes the offer back.
  if ((payload[6]! | payload[7]!) !== 0) to.event('sender', { kind: 'router-offered' })
  to.observe('sender', 'icmpv6.router-flags', flagNames(payload[5]!))
  if (payload[4] !== 0) to.observe('sender', 'icmpv6.hop-limit', payload[4]!)
  for (const { type, body } of options.others) {
    if (type === PREFIX && body.length === 30) to.observe('sender', 'icmpv6.prefix', prefixText(body))
    else if (type === MTU && body.length === 6)
      to.observe(
        'sender',
        'icmpv6.mtu',
        body[2]! * 0x1000000 + ((body[3]! << 16) | (body[4]! << 8) | body[5]!),
      )
    else if (type === RECURSIVE_DNS)
      for (const ip of deviceIps(body.subarray(6), 16)) to.observe({ ip }, 'icmpv6.named-dns', 'dns')
    else if (type === DNS_SEARCH)
      for (const name of domainNames(body.subarray(6).subarray(0, lastUsed(body) - 6)))
        to.observe('sender', 'icmpv6.domain', name)
  }
}

function flagNames(flags: number): string {
  const names = [flags & 0x80 ? 'managed' : '', flags & 0x40 ? 'other' : '', flags & 0x20 ? 'home-agent' : '']
  return [...names.filter((name) => name !== ''), `preference-${PREFERENCES[(flags >> 3) & 3]}`].join(',')
}

/** Length, flags L (on link) and A (autonomous), lifetimes, reserved, prefix: RFC 4861 section 4.6.2. */
function prefixText(body: Uint8Array): string {
  const flags = `${body[1]! & 0x80 ? ' on-link' : ''}${body[1]! & 0x40 ? ' autonomous' : ''}`
  return `${ip6At(body, 14)}/${body[0]}${flags}`
}

/** Names are padded with zeros to the option's end; one zero ends the last name. */
function lastUsed(body: Uint8Array): number {
  let end = body.length
  while (end > 6 && body[end - 1] === 0) end--
  return Math.min(end + 1, body.length)
}
