/** tshark reads the same values out of DTLS. */
import { test } from 'node:test'
import { type Frame, octets, valuesAgree } from '../../../test/tshark-values.ts'

const VERSIONS: Readonly<Record<string, string>> = { '0xfeff': 'DTLS 1.0', '0xfefd': 'DTLS 1.2' }
const STRINGS = ['x509sat.uTF8String', 'x509sat.printableString', 'x509sat.teletexString']

test('DTLS: names, versions, ciphers and certificates as tshark reads them', (t) =>
  valuesAgree(t, 'dtls', {
    fields: {
      'tls.sni': ['dtls.handshake.extensions_server_name'],
      'tls.name': ['dtls.handshake.extensions_server_name'],
      'tls.client-ciphers': {
        tshark: ['dtls.handshake.ciphersuite'],
        of: (frame: Frame) => [
          (frame['dtls.handshake.ciphersuite'] ?? []).map((suite) => suite.slice(2)).join(','),
        ],
      },
      'tls.client-alpn': ['dtls.handshake.extensions_alpn_str'],
      'tls.version': { tshark: ['dtls.handshake.version'], as: (number) => VERSIONS[number] ?? null },
      'tls.cipher-id': ['dtls.handshake.ciphersuite'],
      'tls.cert-cn': STRINGS,
      'tls.cert-organization': STRINGS,
      'tls.cert-issuer-cn': STRINGS,
      'tls.cert-dns': ['x509ce.dNSName'],
      'tls.cert-serial': octets('x509af.serialNumber'),
    },
    corpus: ['dtls'],
  }))
