/**
 * Facts of one X.509 certificate (RFC 5280). OpenSSL decodes it; a certificate it does not read gives `null`.
 * Servers send the same certificate over and over, so the facts are remembered by the certificate's hash.
 */
import { createHash, type KeyObject, X509Certificate } from 'node:crypto'
import { parseIp } from '../../model/ip.ts'
import { BER_SEQUENCE, Ber } from '../../wire/ber.ts'
import { type DistinguishedName, parseName } from './distinguished-name.ts'

export interface Certificate {
  /** SHA-256 of the DER, lower-case hex. */
  readonly sha256: string
  /** SHA-256 of the SubjectPublicKeyInfo: the same key under another name still shows. */
  readonly keySha256: string | null
  readonly subject: DistinguishedName
  readonly issuer: DistinguishedName
  readonly dnsNames: readonly string[]
  readonly ips: readonly string[]
  readonly uris: readonly string[]
  /** ISO 8601 UTC. */
  readonly notBefore: string | null
  readonly notAfter: string | null
  /** Lower-case hex, as long as encoded. */
  readonly serial: string
  /** OpenSSL's name of the key's algorithm: `rsa`, `ec`, `ed25519`, `dsa` ... */
  readonly keyType: string | null
  /** RSA or DSA modulus; curve size. */
  readonly keyBits: number | null
  readonly curve: string | null
  /** Name or dotted OID, e.g. `sha256WithRSAEncryption`. */
  readonly signature: string | null
  /** Issuer and subject are the same name. */
  readonly selfSigned: boolean
  readonly authority: boolean
  /** Extended key usages, dotted OIDs. */
  readonly usages: readonly string[]
}

/** Certificates remembered at most; beyond, the oldest is forgotten. A certificate's facts take about 2 KB. */
const REMEMBERED = 1024
const remembered = new Map<string, Certificate | null>()

export function readCertificate(der: Uint8Array): Certificate | null {
  const sha256 = createHash('sha256').update(der).digest('hex')
  const known = remembered.get(sha256)
  if (known !== undefined) return known
  const facts = decode(der, sha256)
  if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value as string)
  remembered.set(sha256, facts)
  return facts
}

function decode(der: Uint8Array, sha256: string): Certificate | null {
  try {
    const x509 = new X509Certificate(der)
    const subject = parseName(x509.subject ?? '')
    const issuer = parseName(x509.issuer ?? '')
    const names = alternativeNames(x509.subjectAltName ?? '')
    return {
      sha256,
      keySha256: keyHash(der),
      subject,
      issuer,
      dnsNames: names.DNS ?? [],
      ips: (names['IP Address'] ?? []).flatMap((ip) => parseIp(ip) ?? []),
      uris: names.URI ?? [],
      notBefore: iso(x509.validFromDate),
      notAfter: iso(x509.validToDate),
      serial: x509.serialNumber.toLowerCase(),
      ...keyFacts(x509),
      signature: x509.signatureAlgorithm ?? x509.signatureAlgorithmOid ?? null,
      selfSigned: subject.text === issuer.text,
      authority: x509.ca,
      usages: x509.keyUsage ?? [],
    }
  } catch {
    return null
  }
}

const iso = (date: Date): string | null => (Number.isNaN(date.getTime()) ? null : date.toISOString())

type KeyFacts = Pick<Certificate, 'keyType' | 'keyBits' | 'curve'>

/** Bits of curves whose names do not say them; RFC 8032, RFC 7748. */
const CURVE_BITS: Readonly<Record<string, number>> = { ed25519: 256, ed448: 456, x25519: 256, x448: 448 }

/** Unknown key algorithms make OpenSSL throw; the rest of the certificate still counts. */
function keyFacts(x509: X509Certificate): KeyFacts {
  let key: KeyObject
  try {
    key = x509.publicKey
  } catch {
    return { keyType: null, keyBits: null, curve: null }
  }
  const type = key.asymmetricKeyType ?? null
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  const curve = namedCurve === undefined ? null : (CURVE_NAMES[namedCurve] ?? namedCurve)
  const digits = /\d{3}/.exec(curve ?? '')?.[0]
  const bits = modulusLength ?? CURVE_BITS[type ?? ''] ?? (digits === undefined ? null : Number(digits))
  return { keyType: type, keyBits: bits, curve }
}

/** OpenSSL knows two NIST curves by their X9.62 names (RFC 8422 appendix A). */
const CURVE_NAMES: Readonly<Record<string, string>> = { prime256v1: 'secp256r1', prime192v1: 'secp192r1' }

/** SubjectPublicKeyInfo is the seventh field of TBSCertificate, the sixth where version 1 leaves `[0]` out. */
function keyHash(der: Uint8Array): string | null {
  const outer = new Ber(der)
  if (!outer.next()) return null
  const certificate = outer.inside()
  if (!certificate.next()) return null
  const tbs = certificate.inside()
  let sequences = 0
  let start = certificate.from
  while (tbs.next()) {
    // signature, issuer, validity, subject, subjectPublicKeyInfo
    if (tbs.tag === BER_SEQUENCE && ++sequences === 5)
      return createHash('sha256').update(der.subarray(start, tbs.to)).digest('hex')
    start = tbs.to
  }
  return null
}

/** Names of one certificate that are kept; balancers carry hundreds. */
const MAX_NAMES = 24

/** Characters of the names that are looked at. */
const MAX_NAMES_TEXT = 8192

/** OpenSSL's `DNS:a, IP Address:1.2.3.4, URI:"x\u002c y"`: values with odd characters are JSON strings. */
function alternativeNames(text: string): Record<string, string[]> {
  const names: Record<string, string[]> = Object.create(null)
  let kept = 0
  const each = /([^:,]+):(?:("(?:[^"\\]|\\.)*")|([^,]*))(?:, |$)/g
  for (const [, kind = '', quoted, plain = ''] of text.slice(0, MAX_NAMES_TEXT).matchAll(each)) {
    if (++kept > MAX_NAMES) break
    names[kind] ??= []
    names[kind].push(quoted === undefined ? plain : String(JSON.parse(quoted)))
  }
  return names
}
