/** tshark reads the same values out of NTLMSSP, wherever it is carried. */
import { test } from 'node:test'
import { octets, type Reading, valuesAgree } from '../../../test/tshark-values.ts'

const version = (parts: readonly string[]): Reading => ({
  tshark: parts.map((part) => `ntlmssp.version.${part}`),
  of: (frame) => [parts.map((part) => frame[`ntlmssp.version.${part}`]?.[0]).join('.')],
})
const SICILY = 'a challenge inside an LDAP bind response, which tshark does not look into'
const info = (name: string) => [`ntlmssp.challenge.target_info.${name}`, `ntlmssp.ntlmv2_response.${name}`]

test('NTLM: names, versions and flags as tshark reads them', (t) =>
  valuesAgree(t, 'ntlmssp', {
    fields: {
      'ntlmssp.build': version(['major', 'minor', 'build_number']),
      'ntlmssp.version': version(['major', 'minor', 'build_number', 'ntlm_current_revision']),
      'ntlmssp.flags': octets('ntlmssp.negotiateflags'),
      'ntlmssp.target-name': ['ntlmssp.challenge.target_name'],
      'ntlmssp.netbios-computer': info('nb_computer_name'),
      'ntlmssp.netbios-domain': info('nb_domain_name'),
      'ntlmssp.dns-computer': info('dns_computer_name'),
      'ntlmssp.dns-domain': info('dns_domain_name'),
      'ntlmssp.dns-tree': info('dns_tree_name'),
      'ntlmssp.workstation': ['ntlmssp.auth.hostname', 'ntlmssp.negotiate.callingworkstation'],
      'ntlmssp.client-domain': ['ntlmssp.auth.domain', 'ntlmssp.negotiate.domain'],
      'ntlmssp.machine-account': ['ntlmssp.auth.username'],
      'ntlmssp.target-spn': ['ntlmssp.ntlmv2_response.target_name'],
    },
    unseen: {
      'ntlmssp.taken': 'the kind of a response, told by its length',
      'ntlmssp.protection': 'words of ours for flags, which are compared',
      'ntlmssp.clock-offset': 'a difference of two times',
      'ntlmssp.machine-id': 'a part of a value that tshark shows whole',
      'ntlmssp.response': 'the kind of a response, told by its length',
    },
    differs: {
      'ntlmssp.flags 00020205': SICILY,
      'ntlmssp.target-name LOCALHOST': SICILY,
    },
    corpus: ['smb', 'smb2', 'http', 'dcerpc', 'ldap'],
  }))
