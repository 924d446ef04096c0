/** The name-lists of SSH_MSG_KEXINIT (RFC 4253 section 7.1), what two of them agree on, and HASSH. */
import { createHash } from 'node:crypto'
import { Cursor } from '../../wire/cursor.ts'

/** Ten name-lists in the order sent; `c2s` is client to server. Each is comma-joined, as on the wire. */
export interface Kexinit {
  readonly kex: string
  readonly hostKey: string
  readonly cipherC2s: string
  readonly cipherS2c: string
  readonly macC2s: string
  readonly macS2c: string
  readonly compressionC2s: string
  readonly compressionS2c: string
}

const COOKIE = 16
/** Longest name-list read, octets; the longest seen in the field stay below 1,500. */
const MAX_LIST = 8192

/** `payload` starts at the message number; `null` when the lists are not all there. */
export function readKexinit(payload: Uint8Array): Kexinit | null {
  const c = new Cursor(payload, 1 + COOKIE)
  const lists = Array.from({ length: 8 }, () => {
    const length = c.u32()
    return length > MAX_LIST ? c.ascii(-1) : c.ascii(length)
  })
  if (c.missing) return null
  const [kex, hostKey, cipherC2s, cipherS2c, macC2s, macS2c, compressionC2s, compressionS2c] = lists
  return {
    kex: kex!,
    hostKey: hostKey!,
    cipherC2s: cipherC2s!,
    cipherS2c: cipherS2c!,
    macC2s: macC2s!,
    macS2c: macS2c!,
    compressionC2s: compressionC2s!,
    compressionS2c: compressionS2c!,
  }
}

/** The client's first name that the server has too (RFC 4253 section 7.1); `null` without any. */
export function agreed(client: string, server: string): string | null {
  const offered = new Set(server.split(','))
  return client.split(',').find((name) => name !== '' && offered.has(name)) ?? null
}

/** Ciphers that authenticate by themselves, so that no MAC is negotiated (RFC 5647, OpenSSH PROTOCOL section 1.6). */
export const isAead = (cipher: string): boolean => /gcm|poly1305/i.test(cipher)

/** HASSH of a client: MD5 over what it would send with (Salesforce, BSD 3-Clause). */
export const hassh = (k: Kexinit): string => md5(k.kex, k.cipherC2s, k.macC2s, k.compressionC2s)
/** HASSHServer: the same of a server, over the server's direction. */
export const hasshServer = (k: Kexinit): string => md5(k.kex, k.cipherS2c, k.macS2c, k.compressionS2c)

const md5 = (...lists: string[]): string => createHash('md5').update(lists.join(';')).digest('hex')
