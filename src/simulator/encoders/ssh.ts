/** SSH (RFC 4253): the banner, the key exchange in the clear, and packets of a size after it. */
import { bytes, counted32, type Entropy, hex, type Part, u32, zeros } from './bytes.ts'
import type { RsaKey } from './x509/keys.ts'

/** Lists of algorithms in order of preference. */
export interface Algorithms {
  readonly kex: readonly string[]
  readonly hostKeys: readonly string[]
  readonly ciphers: readonly string[]
  readonly macs: readonly string[]
  readonly compression?: readonly string[]
}

/** Offers of some implementations, restated from their documented defaults. */
export const OFFERS = {
  openssh: {
    kex: [
      'curve25519-sha256',
      'curve25519-sha256@libssh.org',
      'ecdh-sha2-nistp256',
      'ecdh-sha2-nistp384',
      'diffie-hellman-group-exchange-sha256',
      'diffie-hellman-group14-sha256',
    ],
    hostKeys: ['rsa-sha2-512', 'rsa-sha2-256', 'ecdsa-sha2-nistp256', 'ssh-ed25519'],
    ciphers: [
      'chacha20-poly1305@openssh.com',
      'aes128-ctr',
      'aes192-ctr',
      'aes256-ctr',
      'aes128-gcm@openssh.com',
      'aes256-gcm@openssh.com',
    ],
    macs: [
      'umac-64-etm@openssh.com',
      'hmac-sha2-256-etm@openssh.com',
      'hmac-sha2-256',
      'hmac-sha2-512',
      'hmac-sha1',
    ],
    compression: ['none', 'zlib@openssh.com'],
  },
  'openssh-old': {
    kex: [
      'diffie-hellman-group-exchange-sha256',
      'diffie-hellman-group-exchange-sha1',
      'diffie-hellman-group14-sha1',
      'diffie-hellman-group1-sha1',
    ],
    hostKeys: ['ssh-rsa', 'ssh-dss'],
    ciphers: [
      'aes128-ctr',
      'aes192-ctr',
      'aes256-ctr',
      'arcfour256',
      'arcfour128',
      'aes128-cbc',
      '3des-cbc',
      'blowfish-cbc',
      'cast128-cbc',
      'aes192-cbc',
      'aes256-cbc',
      'arcfour',
    ],
    macs: ['hmac-md5', 'hmac-sha1', 'umac-64@openssh.com', 'hmac-ripemd160', 'hmac-sha1-96', 'hmac-md5-96'],
    compression: ['none', 'zlib@openssh.com'],
  },
  dropbear: {
    kex: [
      'curve25519-sha256',
      'curve25519-sha256@libssh.org',
      'ecdh-sha2-nistp256',
      'diffie-hellman-group14-sha256',
      'diffie-hellman-group14-sha1',
      'kexguess2@matt.ucc.asn.au',
    ],
    hostKeys: ['ecdsa-sha2-nistp256', 'ssh-rsa'],
    ciphers: ['aes128-ctr', 'aes256-ctr', 'aes128-cbc', 'aes256-cbc', '3des-ctr', '3des-cbc'],
    macs: ['hmac-sha1-96', 'hmac-sha1', 'hmac-sha2-256', 'hmac-md5'],
    compression: ['zlib@openssh.com', 'none'],
  },
  network: {
    kex: ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
    hostKeys: ['ssh-rsa'],
    ciphers: ['aes128-ctr', 'aes192-ctr', 'aes256-ctr', 'aes128-cbc', '3des-cbc', 'aes192-cbc', 'aes256-cbc'],
    macs: ['hmac-sha1', 'hmac-sha1-96'],
  },
} as const satisfies Readonly<Record<string, Algorithms>>

/** The first line: `OpenSSH_8.2p1 Ubuntu-4ubuntu0.5`, with `2.0` or `1.99` in front. */
export const banner = (software: string, protocol: '2.0' | '1.99' = '2.0'): Uint8Array =>
  bytes(`SSH-${protocol}-${software}\r\n`)

/** KEXINIT (section 7.1). */
export function keyExchangeInit(a: Algorithms, random: Entropy): Uint8Array {
  const compression = a.compression ?? ['none']
  const lists = [a.kex, a.hostKeys, a.ciphers, a.ciphers, a.macs, a.macs, compression, compression, [], []]
  return packet(random, 20, random(16), ...lists.map((l) => counted32(l.join(','))), 0, u32(0))
}

/** The client's half of an elliptic exchange on curve 25519 (RFC 8731). */
export const ecdhInit = (random: Entropy): Uint8Array => packet(random, 30, counted32(random(32)))

/** The server's, with its host key, which stays the same for a host. */
export function ecdhReply(hostKey: Uint8Array, random: Entropy): Uint8Array {
  const signature = bytes(counted32('ssh-rsa'), counted32(random(256)))
  return packet(random, 31, counted32(hostKey), counted32(random(32)), counted32(signature))
}

/** A host key blob of RSA (section 6.6). */
export function rsaHostKey(key: RsaKey): Uint8Array {
  const digits = key.modulus.toString(16)
  const modulus = hex(digits.padStart(digits.length + (digits.length % 2), '0'))
  return bytes(counted32('ssh-rsa'), counted32(1, 0, 1), counted32(0, modulus))
}

export const newKeys = (random: Entropy): Uint8Array => packet(random, 21)

/** A packet after the new keys, of about `size` bytes. */
export const encrypted = (size: number, random: Entropy): Uint8Array =>
  random(Math.max(36, Math.ceil(size / 16) * 16 + 4))

/** The binary packet (section 6): padded to a multiple of eight, at least four bytes. */
function packet(random: Entropy, ...payload: readonly Part[]): Uint8Array {
  const body = bytes(...payload)
  const short = (body.length + 5) % 8
  const padding = short <= 4 ? 8 - short : 16 - short
  return bytes(counted32(padding, body, padding === 0 ? zeros(0) : random(padding)))
}
