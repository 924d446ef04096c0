/** X.509 certificates (RFC 5280) of devices, servers and the authorities above them. */
import { createHash } from 'node:crypto'
import {
  bitString,
  boolean,
  context,
  generalizedTime,
  ia5String,
  implicit,
  integer,
  nothing,
  octets,
  oid,
  printableString,
  sequence,
  set,
  utcTime,
  utf8String,
} from '../asn1.ts'
import { ipv4 } from '../bytes.ts'
import { type Hash, type Key, publicKey, publicKeyInfo, sign } from './keys.ts'

/** Attribute types of names (X.520, RFC 2985, RFC 4519). */
const ATTRIBUTES = {
  CN: '2.5.4.3',
  serialNumber: '2.5.4.5',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  emailAddress: '1.2.840.113549.1.9.1',
  DC: '0.9.2342.19200300.100.1.25',
} as const

/** From the most to the least general, as certificates write it. */
export type Name = readonly (readonly [type: keyof typeof ATTRIBUTES, value: string])[]

export interface Issuer {
  readonly name: Name
  readonly key: Key
}

export interface CertificateFacts {
  readonly subject: Name
  readonly key: Key
  /** Without it the certificate is signed by its own key. */
  readonly issuer?: Issuer
  readonly serial: bigint
  /** Milliseconds since 1970. */
  readonly notBefore: number
  readonly notAfter: number
  /** subjectAltName. */
  readonly dns?: readonly string[]
  readonly addresses?: readonly string[]
  /** May sign others. */
  readonly authority?: boolean
  /** Version 1, without extensions, as old devices make. */
  readonly old?: boolean
  readonly hash?: Hash
}

const SIGNATURES: Readonly<Record<Key['kind'], Readonly<Record<Hash, string>>>> = {
  rsa: { md5: '1.2.840.113549.1.1.4', sha1: '1.2.840.113549.1.1.5', sha256: '1.2.840.113549.1.1.11' },
  ec: { md5: '1.2.840.10045.4.1', sha1: '1.2.840.10045.4.1', sha256: '1.2.840.10045.4.3.2' },
}
/** UTCTime ends here (RFC 5280 section 4.1.2.5). */
const YEAR_2050 = Date.UTC(2050, 0, 1)

/** The certificate in DER. */
export function certificate(facts: CertificateFacts): Uint8Array {
  const signer = facts.issuer ?? { name: facts.subject, key: facts.key }
  const hash = facts.hash ?? 'sha256'
  const algorithm = signatureAlgorithm(signer.key, hash)
  const body = sequence(
    facts.old === true ? '' : context(0, integer(2)),
    integer(facts.serial),
    algorithm,
    distinguishedName(signer.name),
    sequence(time(facts.notBefore), time(facts.notAfter)),
    distinguishedName(facts.subject),
    publicKeyInfo(facts.key),
    facts.old === true ? '' : context(3, sequence(...extensions(facts, signer.key))),
  )
  return sequence(body, algorithm, bitString(sign(signer.key, hash, body)))
}

function signatureAlgorithm(key: Key, hash: Hash): Uint8Array {
  const algorithm = oid(SIGNATURES[key.kind][hash])
  return key.kind === 'rsa' ? sequence(algorithm, nothing()) : sequence(algorithm)
}

const time = (at: number): Uint8Array => (at < YEAR_2050 ? utcTime(at) : generalizedTime(at))

/** RFC 5280 section 4.1.2.4. */
export function distinguishedName(name: Name): Uint8Array {
  return sequence(
    ...name.map(([type, value]) => set(sequence(oid(ATTRIBUTES[type]), nameValue(type, value)))),
  )
}

function nameValue(type: keyof typeof ATTRIBUTES, value: string): Uint8Array {
  if (type === 'emailAddress' || type === 'DC') return ia5String(value)
  return type === 'C' || type === 'serialNumber' ? printableString(value) : utf8String(value)
}

/** RFC 5280 section 4.2.1: key identifiers, basic constraints, key usage, alternative names. */
function extensions(facts: CertificateFacts, signer: Key): Uint8Array[] {
  const authority = facts.authority === true
  const list = [
    extension('2.5.29.14', false, octets(keyIdentifier(facts.key))),
    extension('2.5.29.35', false, sequence(implicit(0, keyIdentifier(signer)))),
    extension('2.5.29.19', true, authority ? sequence(boolean(true)) : sequence()),
    // keyCertSign and cRLSign, or digitalSignature and keyEncipherment: bits from the left, with those unused in front.
    extension('2.5.29.15', true, Uint8Array.from(authority ? [3, 2, 1, 6] : [3, 2, 5, 0xa0])),
  ]
  const names = [
    ...(facts.dns ?? []).map((name) => implicit(2, name)),
    ...(facts.addresses ?? []).map((address) => implicit(7, ipv4(address))),
  ]
  if (names.length > 0) list.push(extension('2.5.29.17', false, sequence(...names)))
  return list
}

const extension = (id: string, critical: boolean, value: Uint8Array): Uint8Array =>
  sequence(oid(id), critical ? boolean(true) : '', octets(value))

/** SHA-1 of the key (RFC 5280 section 4.2.1.2, method 1). */
const keyIdentifier = (key: Key): Uint8Array =>
  new Uint8Array(createHash('sha1').update(publicKey(key)).digest())
