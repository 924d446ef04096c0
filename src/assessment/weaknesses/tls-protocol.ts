/** TLS that whoever is in the middle can break: versions, ciphers, keys. */
import { AUTHENTICATION, SOUND_CRYPTOGRAPHY } from './safeguards.ts'
import { any, seen, sightOf } from './sightings.ts'
import type { Judge, Weakness } from './weakness.ts'

const PROXY = 'Put a reverse proxy with current TLS in front, and let nobody reach the old service but it.'
const BROKEN = /NULL|_anon_|EXPORT|_DES_|DES40|_RC4_|_RC2_/
const ONLY_64_BIT = /3DES|_IDEA_/

/** Elliptic curve groups under 224 bits (RFC 8422, NIST SP 800-57). */
const SMALL_GROUP = /(?:sec[pt]|sect)(?:1[0-9]{2}|2[01][0-9])[kr]|prime192/i

/** RSA and DSA under 2048 bits, elliptic curves under 224. A key of 256 to 521 bits is a curve's where any is. */
const smallKey: Judge = (view) => {
  const types = view.of('tls.cert-key-type')
  return view
    .of('tls.cert-key-bits')
    .filter((o) => {
      const bits = Number(o.value)
      const own = types.filter((t) => t.service?.port === o.service?.port)
      const curvesOnly = own.length > 0 && own.every((t) => !/^(rsa|dsa)/i.test(t.value))
      return (
        bits > 0 &&
        (curvesOnly || (bits <= 521 && own.some((t) => /^ec|^ed/i.test(t.value))) ? bits < 224 : bits < 2048)
      )
    })
    .map((o) => sightOf(o, `A certificate has a key of ${o.value} bits`))
}

export const tlsProtocol: readonly Weakness[] = [
  {
    id: 'tls-sslv2-sslv3',
    title: 'SSL 2 or 3',
    severity: 'high',
    why: 'Broken: what it carries can be read and changed by a machine in the middle.',
    cwe: [327],
    safeguards: [SOUND_CRYPTOGRAPHY],
    remedy: 'Update to software with TLS 1.2 or later, and switch the old versions off.',
    meanwhile: PROXY,
    guard: 'What the server chose counts; a client that merely offers it is not told.',
    judge: seen('tls.version', /^SSL/, (v) => `The server chose ${v}`),
  },
  {
    id: 'tls10-tls11',
    title: 'TLS 1.0 or 1.1',
    severity: 'medium',
    why: 'Withdrawn (RFC 8996): rests on MD5 and SHA-1, and modern clients refuse it.',
    cwe: [327],
    safeguards: [SOUND_CRYPTOGRAPHY],
    remedy: 'Switch on TLS 1.2 or later, and switch the old versions off.',
    meanwhile: PROXY,
    guard: 'The version that was negotiated, read from supported_versions where it stands there.',
    judge: seen('tls.version', ['TLS 1.0', 'TLS 1.1', 'DTLS 1.0'], (v) => `The server chose ${v}`),
  },
  {
    id: 'tls-weak-cipher',
    title: 'Weak TLS cipher',
    severity: 'high',
    why: 'What it carries can be recovered; with 64-bit blocks (medium) only from long recordings.',
    cwe: [327],
    safeguards: [SOUND_CRYPTOGRAPHY],
    remedy: 'Allow only AEAD suites (AES-GCM, ChaCha20-Poly1305) in the server.',
    meanwhile: PROXY,
    guard: 'Only the suite that the server chose counts, not those offered.',
    judge: any(
      seen('tls.cipher', BROKEN, (v) => `The server chose ${v}`),
      seen('tls.cipher', ONLY_64_BIT, (v) => `The server chose ${v}`, 'medium'),
    ),
  },
  {
    id: 'tls-no-forward-secrecy',
    title: 'TLS without forward secrecy',
    severity: 'low',
    why: 'Who gets the server’s key later can read everything recorded before.',
    cwe: [327],
    safeguards: [SOUND_CRYPTOGRAPHY],
    remedy: 'Prefer suites with ECDHE in the server.',
    meanwhile: 'Guard the server’s key, and change it when the device is handed on.',
    guard: 'Only the suite that the server chose counts.',
    judge: seen('tls.cipher', /^TLS_(?:RSA|DH|ECDH)_(?!anon)/, (v) => `The server chose ${v}`),
  },
  {
    id: 'tls-small-key',
    title: 'Small key in TLS',
    severity: 'medium',
    why: 'Such a key can be broken with money and time, and stands for years.',
    cwe: [326],
    safeguards: [SOUND_CRYPTOGRAPHY, AUTHENTICATION],
    remedy: 'Make a new key of 2048 bits RSA or 256 bits elliptic curve at least, with a new certificate.',
    meanwhile: PROXY,
    guard: 'A curve’s key is short by nature: under 224 bits counts, for RSA and Diffie-Hellman under 2048.',
    judge: any(
      smallKey,
      seen(
        'tls.key-exchange-bits',
        (v) => Number(v) > 0 && Number(v) < 2048,
        (v) => `The key exchange has ${v} bits`,
      ),
      seen('tls.group', SMALL_GROUP, (v) => `The key exchange is in ${v}`),
    ),
  },
]
