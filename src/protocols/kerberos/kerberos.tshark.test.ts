/** tshark reads the same values out of Kerberos. */
import { test } from 'node:test'
import { listed, octets, valuesAgree } from '../../../test/tshark-values.ts'

const service = {
  tshark: ['kerberos.SNameString'],
  of: (frame: Readonly<Record<string, readonly string[]>>) => {
    const parts = frame['kerberos.SNameString'] ?? []
    return parts.flatMap((part, i) => [part, `${part}/${parts[i + 1]}`, parts.slice(i, i + 3).join('/')])
  },
}

test('Kerberos: realms, services and encryption types as tshark reads them', (t) =>
  valuesAgree(t, 'kerberos', {
    fields: {
      'kerberos.service': service,
      'kerberos.service-realm': ['kerberos.realm'],
      'kerberos.ticket-etype': ['kerberos.etype'],
      'kerberos.realm': ['kerberos.realm', 'kerberos.crealm'],
      'kerberos.computer': ['kerberos.CNameString'],
      'kerberos.netbios-name': {
        tshark: ['kerberos.addr_nb'],
        as: (text) => text.replace(/<[0-9a-f]{2}>.*/i, '').trim(),
      },
      'kerberos.service-requested': service,
      'kerberos.etypes-offered': listed('kerberos.ENCTYPE'),
      'kerberos.etype': ['kerberos.etype'],
      'kerberos.options': octets('kerberos.kdc_options'),
      'kerberos.error': ['kerberos.error_code'],
    },
    unseen: {
      'kerberos.no-preauth': 'an answer without the proof that was not asked for',
      'kerberos.role': 'a word of ours',
      'kerberos.etypes-accepted': 'the types in hints of an error, as a list',
      'kerberos.preauth': 'the kinds of one list among several',
      'kerberos.preauth-accepted': 'the kinds of one list among several',
      'kerberos.till': 'a time in the spelling of the wire',
      'kerberos.clock-offset': 'a difference of two times',
    },
    corpus: ['kerberos', 'ldap', 'smb2'],
  }))
