/**
 * DHCP for IPv6 (RFC 8415). A client that is heard itself is the sender of the frame; behind a relay it is
 * known only where its hardware address is told.
 */
import type { DatagramReport, Protocol } from '../protocol.ts'
import { observeClient } from './client.ts'
import { readMessage } from './message.ts'
import { readOptions } from './options.ts'
import { observeRelays } from './relay.ts'
import { observeServer } from './server.ts'

export const dhcpv6 = {
  name: 'dhcpv6',
  title: 'Dynamic Host Configuration Protocol for IPv6 (RFC 8415)',
  fields: {
    'dhcpv6.message-type': { label: 'Kind of message the client sent' },
    'dhcpv6.duid': { label: 'DHCP unique identifier of the client, hex (option 1)' },
    'dhcpv6.duid-kind': { label: 'How that identifier is made: llt, ll, enterprise or uuid' },
    'dhcpv6.duid-mac': { label: 'Hardware address inside that identifier' },
    'dhcpv6.duid-uuid': { label: 'Machine UUID inside that identifier (RFC 6355)' },
    'dhcpv6.enterprise-number': { label: 'IANA enterprise number in identifier, vendor class or options' },
    'dhcpv6.fqdn': { label: 'Domain name the client gives itself (option 39, RFC 4704)' },
    'dhcpv6.vendor-class': { label: 'Vendor class (option 16)' },
    'dhcpv6.vendor-options': { label: 'Readable vendor option: enterprise:sub-option=text (option 17)' },
    'dhcpv6.user-class': { label: 'User class (option 15)' },
    'dhcpv6.option-request': { label: 'Options asked for, in order (option 6)' },
    'dhcpv6.option-order': { label: 'All options of the message in order sent' },
    'dhcpv6.client-architecture': { label: 'Processor architecture of a network boot (option 61, RFC 5970)' },
    'dhcpv6.mud-url': { label: 'Manufacturer Usage Description (option 112, RFC 8520)' },
    'dhcpv6.leased-address': { label: 'Address a server confirmed to the client (IA_NA, IA_TA)' },
    'dhcpv6.server': { label: 'Serves DHCPv6; the kind of reply it sent' },
    'dhcpv6.server-duid': { label: 'DHCP unique identifier of the server, hex (option 2)' },
    'dhcpv6.domain': { label: 'Search domain the server hands out (option 24)' },
    'dhcpv6.named-dns': { label: 'Named as DNS server by a server (option 23)' },
    'dhcpv6.named-ntp': { label: 'Named as time server by a server (options 31, 56)' },
    'dhcpv6.relay': { label: 'Relays DHCPv6; the link it serves' },
    'dhcpv6.interface-id': { label: 'Port or circuit at the relay (option 18)' },
    'dhcpv6.remote-id': { label: 'Relay or modem: enterprise:identifier (option 37, RFC 4649)' },
    'dhcpv6.subscriber-id': { label: 'Subscriber (option 38, RFC 4580)' },
  },
  ports: { udp: [546, 547] },
  // Solicitations of all clients go to one group, relayed ones between one pair of hosts.
  datagram: { follow: 'all', probe, observe },
} satisfies Protocol

/** Message types 1-13, and options that divide up the rest exactly; ports settle what is too short to tell. */
function probe(payload: Uint8Array, to: DatagramReport): boolean {
  const type = payload[0]!
  if (payload.length < 8 || type === 0 || type > 13) return false
  const onPort = [to.sender.port, to.receiver.port].some((port) => port === 546 || port === 547)
  const { list, whole } = readOptions(payload.subarray(type >= 12 ? 34 : 4))
  return onPort
    ? list.length > 0
    : whole && list.length >= 2 && list.some(({ code }) => code === 1 || code === 2)
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const message = readMessage(payload)
  if (message === null) {
    to.oddity('dhcpv6.unreadable')
    return
  }
  to.server(message.fromServer ? 'sender' : 'receiver')
  if (message.fromServer) observeServer(message, to)
  else observeClient(message, to)
  observeRelays(message, to)
}
