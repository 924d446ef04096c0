/** tshark reads the same values out of TLS. */
import { test } from 'node:test'
import {
  caseless,
  type Frame,
  named,
  octets,
  type Reading,
  valuesAgree,
} from '../../../test/tshark-values.ts'

const VERSIONS: Readonly<Record<string, string>> = {
  '0x0002': 'SSL 2.0',
  '0x0300': 'SSL 3.0',
  '0x0301': 'TLS 1.0',
  '0x0302': 'TLS 1.1',
  '0x0303': 'TLS 1.2',
  '0x0304': 'TLS 1.3',
  '0xfeff': 'DTLS 1.0',
  '0xfefd': 'DTLS 1.2',
}
const versions = [
  'dtls.handshake.version',
  'dtls.handshake.extensions.supported_version',
  'tls.handshake.version',
  'tls.handshake.extensions.supported_version',
  'tls.record.version',
]
const STRINGS = [
  'x509sat.uTF8String',
  'x509sat.printableString',
  'x509sat.PrintableString',
  'x509sat.teletexString',
  'x509sat.universalString',
  'x509sat.bmpString',
  'x509sat.IA5String',
  'x509sat.CountryName',
] as const
const isGrease = (hex: string) => /^0x(.)a\1a$/i.test(hex)
const hello: Reading = {
  tshark: ['tls.handshake.ciphersuite', 'dtls.handshake.ciphersuite', 'tls.handshake.cipherspec'],
  of: (frame: Frame) => [
    (frame['tls.handshake.ciphersuite'] ?? frame['dtls.handshake.ciphersuite'] ?? [])
      .filter((suite) => !isGrease(suite))
      .map((suite) => suite.slice(2))
      .join(','),
    (frame['tls.handshake.cipherspec'] ?? []).map((suite) => suite.slice(2)).join(','),
  ],
}
const NAME = 'a name in RFC 2253 spelling, put together of strings that are compared'
const DIGEST = 'a digest, which tshark does not make'
const WORD = 'a word of ours for what was seen'
const COUNTED = 'counted in the key'
const zulu = (time: string) => {
  const [, date, clock] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/.exec(time) ?? []
  return date === undefined ? null : `${date}T${clock}.000Z`
}

test('TLS: names, versions, ciphers and certificates as tshark reads them', (t) =>
  valuesAgree(t, 'tls', {
    fields: {
      'tls.sni': caseless('tls.handshake.extensions_server_name', 'dtls.handshake.extensions_server_name'),
      'tls.name': caseless('tls.handshake.extensions_server_name', 'dtls.handshake.extensions_server_name'),
      'tls.client-ciphers': hello,
      'tls.client-alpn': {
        tshark: ['tls.handshake.extensions_alpn_str'],
        of: (frame) => [(frame['tls.handshake.extensions_alpn_str'] ?? []).join(',')],
      },
      'tls.version': { tshark: versions, as: (number) => VERSIONS[number] ?? null },
      'tls.cipher-id': ['tls.handshake.ciphersuite', 'dtls.handshake.ciphersuite'],
      'tls.alpn': ['tls.handshake.extensions_alpn_str'],
      'tls.group': {
        ...named('tls.handshake.server_named_curve', {
          23: 'secp256r1',
          24: 'secp384r1',
          25: 'secp521r1',
          29: 'x25519',
          30: 'x448',
          4588: 'X25519MLKEM768',
          25497: 'X25519Kyber768Draft00',
        }),
        tshark: [
          'tls.handshake.server_named_curve',
          'tls.handshake.extensions_key_share_group',
          'dtls.handshake.server_named_curve',
        ],
      },
      'tls.cert-cn': STRINGS,
      'tls.cert-organization': STRINGS,
      'tls.cert-unit': STRINGS,
      'tls.cert-subject-serial': STRINGS,
      'tls.cert-issuer-cn': STRINGS,
      'tls.cert-issuer-organization': STRINGS,
      'tls.cert-dns': ['x509ce.dNSName'],
      'tls.cert-ip': ['x509ce.IPAddress.ipv4', 'x509ce.IPAddress.ipv6'],
      'tls.cert-uri': ['x509ce.uniformResourceIdentifier'],
      'tls.cert-not-before': { tshark: ['x509af.utcTime', 'x509af.generalizedTime'], as: zulu },
      'tls.cert-not-after': { tshark: ['x509af.utcTime', 'x509af.generalizedTime'], as: zulu },
      'tls.cert-serial': {
        ...octets('x509af.serialNumber'),
        ours: (text) => text.replace(/^(?:00)+(?=.)/, ''),
        as: (text) => text.replace(/:|^0x/g, '').replace(/^(?:00)+(?=.)/, ''),
      },
    },
    unseen: {
      'tls.ja4': 'this tshark does not make it; its vectors are held by test/ja4-vectors.test.ts',
      'tls.client-versions': 'the versions of two places, in one order',
      'tls.ech': WORD,
      'tls.cipher': 'the name of the number, which is compared',
      'tls.key-exchange-bits': COUNTED,
      'tls.compression': WORD,
      'tls.secure-renegotiation': WORD,
      'tls.heartbeat': WORD,
      'tls.resumed': WORD,
      'tls.client-certificate': WORD,
      'tls.accepted-certificate': DIGEST,
      'tls.alert': WORD,
      'tls.cert-subject': NAME,
      'tls.cert-issuer': NAME,
      'tls.cert-key-type': WORD,
      'tls.cert-key-bits': COUNTED,
      'tls.cert-curve': WORD,
      'tls.cert-signature': 'the name of an object identifier',
      'tls.cert-self-signed': WORD,
      'tls.cert-usage': 'object identifiers of an extension, as a list',
      'tls.cert-sha256': DIGEST,
      'tls.cert-key-sha256': DIGEST,
      'tls.chain-length': 'counted',
      'tls.chain-subject': NAME,
      'tls.chain-issuer': NAME,
      'tls.chain-signature': 'the name of an object identifier',
      'tls.chain-key': COUNTED,
    },
    corpus: ['tls'],
    decodeAs: ['tcp.port==2575,tls'],
    differs: {
      'gnutella.pcap tls.cert-not-before 2021-12-05T22:34:00.000Z':
        'tshark does not put this handshake together',
      'gnutella.pcap tls.cert-serial 583ead610000d899': 'tshark does not put this handshake together',
    },
  }))
