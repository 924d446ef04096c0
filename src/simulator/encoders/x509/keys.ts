/**
 * Key pairs grown from a seed: the same seed gives the same keys, none of which has ever guarded anything. Elliptic
 * keys are cheap; an RSA key of 2,048 bits takes about a tenth of a second and is kept.
 */
import {
  checkPrimeSync,
  createECDH,
  createHash,
  createHmac,
  createPrivateKey,
  type KeyObject,
  sign as signWith,
} from 'node:crypto'
import { bitString, integer, nothing, oid, sequence } from '../asn1.ts'
import { bytes, u32 } from '../bytes.ts'

export interface RsaKey {
  readonly kind: 'rsa'
  readonly bits: number
  readonly modulus: bigint
  readonly secret: KeyObject
}

/** On the curve P-256. */
export interface EcKey {
  readonly kind: 'ec'
  readonly secret: bigint
  /** Uncompressed, 65 bytes. */
  readonly point: Uint8Array
}

export type Key = RsaKey | EcKey
export type Hash = 'md5' | 'sha1' | 'sha256'

const EXPONENT = 65_537n
/** Order of the base point of P-256 (FIPS 186-4 section D.1.2.3). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const SMALL_PRIMES = primesBelow(4000)
const kept = new Map<string, RsaKey>()

/** An elliptic key. */
export function ecKey(seed: string): EcKey {
  const secret = (toBig(expand(`ec ${seed}`, 40)) % (ORDER - 1n)) + 1n
  return { kind: 'ec', secret, point: pointOf(secret) }
}

/** An RSA key of `bits`; 1,024 and fewer are as weak as those of old devices. */
export function rsaKey(seed: string, bits: 512 | 1024 | 2048 | 3072 | 4096 = 2048): RsaKey {
  const name = `${bits} ${seed}`
  const known = kept.get(name)
  if (known !== undefined) return known
  const p = primeFrom(`p ${name}`, bits / 2)
  const q = primeFrom(`q ${name}`, bits / 2)
  const key: RsaKey = { kind: 'rsa', bits, modulus: p * q, secret: privateKey(p, q) }
  kept.set(name, key)
  return key
}

/** SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7). */
export function publicKeyInfo(key: Key): Uint8Array {
  const algorithm =
    key.kind === 'rsa'
      ? sequence(oid('1.2.840.113549.1.1.1'), nothing())
      : sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7'))
  return sequence(algorithm, bitString(publicKey(key)))
}

/** The key inside it: modulus and exponent (RFC 3279), or the point (RFC 5480). */
export const publicKey = (key: Key): Uint8Array =>
  key.kind === 'rsa' ? sequence(integer(key.modulus), integer(EXPONENT)) : key.point

/** A signature over `data`: PKCS #1 version 1.5, or ECDSA with the number of RFC 6979, so that it repeats. */
export function sign(key: Key, hash: Hash, data: Uint8Array): Uint8Array {
  if (key.kind === 'rsa') return new Uint8Array(signWith(hash, data, key.secret))
  const digest = createHash(hash).update(data).digest()
  const z = toBig(digest)
  const k = nonceOf(key.secret, digest)
  const r = toBig(pointOf(k).slice(1, 33)) % ORDER
  const s = (inverse(k, ORDER) * (z + r * key.secret)) % ORDER
  return sequence(integer(r), integer(s))
}

/** Bytes that only `seed` decides. */
export function expand(seed: string, size: number): Uint8Array {
  const blocks: Uint8Array[] = []
  for (let n = 0; n * 32 < size; n++) blocks.push(createHash('sha256').update(seed).update(u32(n)).digest())
  return bytes(...blocks).slice(0, size)
}

function pointOf(secret: bigint): Uint8Array {
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(Buffer.from(toBytes(secret, 32)))
  return new Uint8Array(curve.getPublicKey())
}

/** RFC 6979 section 3.2, with SHA-256; a digest is no longer than the order here. */
function nonceOf(secret: bigint, digest: Uint8Array): bigint {
  const material = bytes(toBytes(secret, 32), toBytes(toBig(digest) % ORDER, 32))
  const mac = (key: Uint8Array, ...data: Uint8Array[]) =>
    new Uint8Array(
      createHmac('sha256', key)
        .update(bytes(...data))
        .digest(),
    )
  let value: Uint8Array = new Uint8Array(32).fill(1)
  let key: Uint8Array = new Uint8Array(32)
  for (const round of [0, 1]) {
    key = mac(key, value, Uint8Array.of(round), material)
    value = mac(key, value)
  }
  value = mac(key, value)
  return toBig(value) % ORDER
}

function privateKey(p: bigint, q: bigint): KeyObject {
  const d = inverse(EXPONENT, (p - 1n) * (q - 1n))
  const part = (value: bigint) => Buffer.from(toBytes(value)).toString('base64url')
  const key = {
    kty: 'RSA',
    n: part(p * q),
    e: part(EXPONENT),
    d: part(d),
    p: part(p),
    q: part(q),
    dp: part(d % (p - 1n)),
    dq: part(d % (q - 1n)),
    qi: part(inverse(q, p)),
  }
  return createPrivateKey({ key, format: 'jwk' })
}

/** The first prime above a number that the seed gives, both upper bits set so that products have their full size. */
function primeFrom(seed: string, bits: number): bigint {
  const raw = expand(seed, bits / 8)
  raw[0]! |= 0xc0
  raw[raw.length - 1]! |= 1
  const start = toBig(raw)
  const rests = SMALL_PRIMES.map((prime) => Number(start % BigInt(prime)))
  for (let step = 0; ; step += 2) {
    if (SMALL_PRIMES.some((prime, i) => (rests[i]! + step) % prime === 0)) continue
    const candidate = start + BigInt(step)
    if ((candidate - 1n) % EXPONENT !== 0n && checkPrimeSync(candidate)) return candidate
  }
}

/** Odd primes below `limit`. */
function primesBelow(limit: number): number[] {
  const primes: number[] = []
  for (let n = 3; n < limit; n += 2) if (primes.every((p) => n % p !== 0)) primes.push(n)
  return primes
}

/** The inverse of `a` modulo `m`, by Euclid's extended algorithm. */
function inverse(a: bigint, m: bigint): bigint {
  let [r0, r1, t0, t1] = [m, ((a % m) + m) % m, 0n, 1n]
  while (r1 !== 0n) {
    const quotient = r0 / r1
    ;[r0, r1] = [r1, r0 - quotient * r1]
    ;[t0, t1] = [t1, t0 - quotient * t1]
  }
  return ((t0 % m) + m) % m
}

const toBig = (raw: Uint8Array): bigint => BigInt(`0x${Buffer.from(raw).toString('hex') || '0'}`)

function toBytes(value: bigint, size = 0): Uint8Array {
  const digits = value.toString(16)
  const width = Math.max(size * 2, digits.length + (digits.length % 2))
  return new Uint8Array(Buffer.from(digits.padStart(width, '0'), 'hex'))
}
