/** tshark reads the same values out of LDAP and CLDAP. */
import { test } from 'node:test'
import { type Reading, valuesAgree } from '../../../test/tshark-values.ts'

const text = (value: string) =>
  /^[0-9a-f]+$/i.test(value) ? Buffer.from(value, 'hex').toString('latin1') : value
const value: Reading = { tshark: ['ldap.AttributeValue'], as: text }
/** Of an answer whose attribute is spelt `Netlogon`, as Windows asks for it: tshark reads `netlogon` alone. */
const CAPITAL = 'tshark decodes the attribute in small letters only'
const PING = [
  'client-site Radiology-Wing',
  'dc-flags 0001f3fd',
  'dc-host dc-1.clinic.example',
  'dc-netbios-name DC-1',
  'domain clinic.example',
  'domain-guid 5c5c5c5c-5c5c-5c5c-5c5c-5c5c5c5c5c5c',
  'forest clinic.example',
  'netbios-domain CLINIC',
  'site Main-Building',
]
const LIST = 'the values of one attribute, as a list'

test('LDAP: binds and the root entry as tshark reads them', (t) =>
  valuesAgree(t, 'ldap', {
    fields: {
      'ldap.bind': {
        tshark: ['ldap.mechanism', 'ldap.authentication'],
        as: (word) =>
          word === '0' ? 'simple' : word === '9' || word === '10' || word === '11' ? 'NTLM' : word,
      },
      'ldap.bind-result': ['ldap.resultCode'],
      'ldap.version': ['ldap.version'],
      'ldap.default-naming-context': value,
      'ldap.naming-contexts': value,
      'ldap.dns-host-name': value,
      'ldap.server-name': value,
      'ldap.service-name': value,
      'ldap.vendor-name': value,
      'ldap.vendor-version': value,
      'ldap.domain-functionality': value,
      'ldap.forest-functionality': value,
      'ldap.dc-functionality': value,
      'ldap.global-catalog': value,
      'ldap.client-host': ['ldap.assertionValue'],
      'ldap.client-domain': ['ldap.assertionValue'],
      'ldap.dc-flags': { tshark: ['mscldap.netlogon.flags'], as: (flags) => flags.replace(/^0x/, '') },
      'ldap.dc-host': ['mscldap.hostname'],
      'ldap.dc-netbios-name': ['mscldap.nb_hostname'],
      'ldap.domain': ['mscldap.domain'],
      'ldap.domain-guid': ['mscldap.domain.guid'],
      'ldap.netbios-domain': ['mscldap.nb_domain'],
      'ldap.forest': ['mscldap.forest'],
      'ldap.site': ['mscldap.sitename'],
      'ldap.client-site': ['mscldap.clientsitename'],
    },
    unseen: {
      'ldap.bind-accepted': 'a bind with the answer to it',
      'ldap.start-tls': 'a word of ours',
      'ldap.sasl-mechanisms': LIST,
      'ldap.supported-versions': LIST,
      'ldap.capabilities': LIST,
      'ldap.object-class': LIST,
      'ldap.clock-offset': 'a difference of two times',
    },
    differs: Object.fromEntries(PING.map((value) => [`domain-controller.pcap ldap.${value}`, CAPITAL])),
    corpus: ['ldap', 'cldap'],
  }))
