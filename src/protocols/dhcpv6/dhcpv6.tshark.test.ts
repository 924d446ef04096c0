/** tshark reads the same values out of DHCPv6. */
import { test } from 'node:test'
import { caseless, listed, named, octets, valuesAgree } from '../../../test/tshark-values.ts'

const TYPES = {
  1: 'solicit',
  2: 'advertise',
  3: 'request',
  4: 'confirm',
  5: 'renew',
  6: 'rebind',
  7: 'reply',
  8: 'release',
  9: 'decline',
  10: 'reconfigure',
  11: 'information-request',
}
const OPTION_79 = 'whose message a relay passes on stands in option 79, which tshark does not read'
const BEHIND = [
  'duid 000430313233343536373839616263646566',
  'duid-kind uuid',
  'duid-uuid 30313233-3435-3637-3839-616263646566',
  'message-type solicit',
  'option-request 23',
]
const MADE = 'several values in one text of ours'
const ROLE = 'the role that an address is named in: a word of ours'

test('DHCPv6: messages, identifiers, names and addresses as tshark reads them', (t) =>
  valuesAgree(t, 'dhcpv6', {
    fields: {
      'dhcpv6.message-type': named('dhcpv6.msgtype', TYPES),
      'dhcpv6.server': named('dhcpv6.msgtype', TYPES),
      'dhcpv6.duid': octets('dhcpv6.duid.bytes'),
      'dhcpv6.server-duid': octets('dhcpv6.duid.bytes'),
      'dhcpv6.duid-kind': named('dhcpv6.duid.type', { 1: 'llt', 2: 'en', 3: 'll', 4: 'uuid' }),
      'dhcpv6.duid-mac': ['dhcpv6.duidllt.link_layer_addr', 'dhcpv6.duidll.link_layer_addr'],
      'dhcpv6.duid-uuid': {
        ...octets('dhcpv6.duiduuid.bytes'),
        ours: (text: string) => text.replaceAll('-', ''),
      },
      'dhcpv6.enterprise-number': [
        'dhcpv6.vendorclass.enterprise',
        'dhcpv6.vendoropts.enterprise',
        'dhcpv6.duiden.enterprise',
      ],
      'dhcpv6.fqdn': {
        ...caseless('dhcpv6.client_domain'),
        as: (name: string) => name.replace(/\.$/, '').toLowerCase(),
      },
      'dhcpv6.vendor-class': ['dhcpv6.vendorclass.data'],
      'dhcpv6.option-request': listed('dhcpv6.requested_option_code'),
      'dhcpv6.leased-address': ['dhcpv6.iaaddr.ip'],
      'dhcpv6.domain': {
        ...caseless('dhcpv6.search_list_entry'),
        as: (name: string) => name.replace(/\.$/, '').toLowerCase(),
      },
      'dhcpv6.relay': ['ipv6.src', 'dhcpv6.linkaddr', 'dhcpv6.peeraddr'],
    },
    unseen: {
      'dhcpv6.vendor-options': MADE,
      'dhcpv6.user-class': 'items, which tshark shows as octets',
      'dhcpv6.option-order': 'the options of the inner message alone',
      'dhcpv6.client-architecture': 'not in any capture with a value of tshark',
      'dhcpv6.mud-url': 'this tshark shows it as octets',
      'dhcpv6.named-dns': ROLE,
      'dhcpv6.named-ntp': ROLE,
      'dhcpv6.interface-id': 'octets or text, as they are',
      'dhcpv6.remote-id': MADE,
      'dhcpv6.subscriber-id': 'octets or text, as they are',
    },
    corpus: ['dhcpv6'],
    differs: Object.fromEntries(BEHIND.map((value) => [`relayed.pcap dhcpv6.${value}`, OPTION_79])),
    senders: [
      'dhcpv6.duidllt.link_layer_addr',
      'dhcpv6.duidll.link_layer_addr',
      'dhcpv6.peeraddr',
      'ipv6.dst',
    ],
  }))
