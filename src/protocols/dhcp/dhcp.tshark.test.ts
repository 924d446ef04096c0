/** tshark reads the same values out of DHCP. */
import { test } from 'node:test'
import { listed, named, octets, octetText, valuesAgree } from '../../../test/tshark-values.ts'

const TYPES = {
  1: 'discover',
  2: 'offer',
  3: 'request',
  4: 'decline',
  5: 'ack',
  6: 'nak',
  7: 'release',
  8: 'inform',
  10: 'leasequery',
  11: 'leaseunassigned',
  12: 'leaseunknown',
  13: 'leaseactive',
}
const type = { ...named('dhcp.option.dhcp', TYPES), tshark: ['dhcp.option.dhcp'] }
const notBootp = (ours: string) => (ours === 'bootp' ? null : ours)
/** End and padding are no options. */
const option = (number: string) => (number === '255' || number === '0' ? null : number)
const ROLE = 'the role that an address is named in: a word of ours'

test('DHCP: messages, names, classes, lists and identifiers as tshark reads them', (t) =>
  valuesAgree(t, 'dhcp', {
    fields: {
      'dhcp.message-type': { ...type, ours: notBootp },
      'dhcp.server': { ...type, ours: notBootp },
      'dhcp.hostname': ['dhcp.option.hostname'],
      'dhcp.assigned-hostname': ['dhcp.option.hostname'],
      'dhcp.fqdn': ['dhcp.fqdn.name'],
      'dhcp.vendor-class': ['dhcp.option.vendor_class_id'],
      'dhcp.pxe-server': ['dhcp.option.vendor_class_id'],
      'dhcp.parameter-request-list': listed('dhcp.option.request_list_item'),
      'dhcp.option-order': listed('dhcp.option.type', option),
      'dhcp.max-message-size': ['dhcp.option.dhcp_max_message_size'],
      'dhcp.client-id': octets('dhcp.option.value'),
      'dhcp.duid': {
        tshark: ['dhcp.option.value'],
        as: (value) => /^ff.{8}(.*)$/.exec(value.replaceAll(':', ''))?.[1] ?? null,
      },
      'dhcp.requested-address': ['dhcp.option.requested_ip_address'],
      'dhcp.declined-address': ['dhcp.option.requested_ip_address'],
      'dhcp.client-architecture': ['dhcp.option.client_system_architecture'],
      'dhcp.machine-uuid': ['dhcp.client_id.uuid'],
      'dhcp.enterprise-number': ['dhcp.option.vi_class.enterprise', 'dhcp.option.vi.enterprise'],
      'dhcp.mud-url': ['dhcp.option.mudurl'],
      'dhcp.domain-name': ['dhcp.option.domain_name'],
      'dhcp.boot-server': ['dhcp.option.tftp_server_name'],
      'dhcp.server-name': ['dhcp.server'],
      'dhcp.remote-id': octets('dhcp.option.agent_information_option.agent_remote_id'),
      'dhcp.circuit-id': octetText('dhcp.option.agent_information_option.agent_circuit_id'),
      'dhcp.subscriber-id': ['dhcp.option.agent_information_option.subscriber_id'],
      'dhcp.relay-id': octets('dhcp.option.agent_information_option.relay_agent_id'),
    },
    unseen: {
      'dhcp.user-class': 'items or bare text (RFC 3004, and what is sent instead): tshark shows neither',
      'dhcp.client-id-mac': 'read out of the client identifier, which is compared',
      'dhcp.duid-mac': 'read out of the DUID, which is compared',
      'dhcp.network-interface': 'tshark shows its three numbers as fields of their own',
      'dhcp.vendor-options': 'code and value in one text of ours',
      'dhcp.vendor-identifying-class': 'enterprise and text in one text of ours',
      'dhcp.vendor-identifying-options': 'enterprise, code and value in one text of ours',
      'dhcp.relay': ROLE,
      'dhcp.named-router': ROLE,
      'dhcp.named-dns': ROLE,
      'dhcp.named-log-server': ROLE,
      'dhcp.named-ntp': ROLE,
      'dhcp.named-netbios-server': ROLE,
      'dhcp.named-tftp': ROLE,
      'dhcp.named-boot-server': ROLE,
      'dhcp.relay-vendor': 'enterprise and value in one text of ours',
    },
    corpus: ['dhcp'],
    senders: ['dhcp.hw.mac_addr', 'dhcp.option.dhcp_server_id'],
    differs: {
      'dhcp.option-order 53,52,60,12,12,60':
        'RFC 2131 section 4.1: of overloaded fields `file` is read first',
      'dhcp.hostname MONITOR-12': 'RFC 3396: an option in two parts is one value',
      'dhcp.vendor-class BEDSIDE ACME': 'RFC 3396: an option in two parts is one value',
      'dhcp.machine-uuid 00112233-4455-6677-8899-aabbccddeeff':
        'SMBIOS 2.6 section 7.2.1: the first three fields are little-endian',
    },
  }))
