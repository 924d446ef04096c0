/** The record layer of SSL 3.0 and TLS 1.0 to 1.3 (RFC 6101, 2246, 5246, 8446): what every flight is wrapped in. */
import { bytes, counted16, counted24, type Entropy, type Part, u16 } from '../bytes.ts'

export type Version = '3.0' | '1.0' | '1.1' | '1.2' | '1.3'
const NUMBERS: Readonly<Record<Version, number>> = {
  '3.0': 0x0300,
  '1.0': 0x0301,
  '1.1': 0x0302,
  '1.2': 0x0303,
  '1.3': 0x0304,
}

/** The number of a version in extensions. */
export const versionNumber = (version: Version): number => NUMBERS[version]
/** The number in records and hellos, where TLS 1.3 calls itself 1.2 (RFC 8446 section 4.1.2). */
export const legacyNumber = (version: Version): number => Math.min(NUMBERS[version], 0x0303)

/** Plain text in one record is no longer than this. */
const RECORD = 16_384

/** Handshake messages, each behind its type and length, packed into records. */
export function handshakeRecords(version: Version, ...messages: readonly Uint8Array[]): Uint8Array {
  const all = bytes(...messages)
  const records: Uint8Array[] = []
  for (let at = 0; at < all.length; at += RECORD)
    records.push(record(22, version, all.subarray(at, at + RECORD)))
  return bytes(...records)
}

/** One handshake message (RFC 5246 section 7.4). */
export const handshake = (type: number, ...body: readonly Part[]): Uint8Array =>
  bytes(type, counted24(...body))

/** One record of a content type: 20 change cipher spec, 21 alert, 22 handshake, 23 application data. */
export const record = (type: number, version: Version, ...body: readonly Part[]): Uint8Array =>
  bytes(type, u16(legacyNumber(version)), counted16(...body))

export const changeCipherSpec = (version: Version): Uint8Array => record(20, version, 1)

/** An alert in the clear: level 1 warning, 2 fatal; description such as 0 close, 40 handshake failure, 48 unknown CA. */
export const alert = (version: Version, level: 1 | 2, description: number): Uint8Array =>
  record(21, version, level, description)

/** How a suite changes the size of what it protects. */
export type Protection = 'gcm' | 'chacha' | 'cbc-sha' | 'cbc-sha256' | 'rc4-sha'

/** `size` bytes of application data, protected, in as many records as they take. */
export function applicationData(
  version: Version,
  size: number,
  random: Entropy,
  protection: Protection = 'gcm',
): Uint8Array {
  const records: Uint8Array[] = []
  for (let rest = size; rest > 0; rest -= RECORD)
    records.push(record(23, version, random(protectedSize(version, Math.min(rest, RECORD), protection))))
  return bytes(...records)
}

/** How long `size` bytes are once protected (RFC 5246 section 6.2.3, RFC 5288, RFC 7905, RFC 8446 section 5.2). */
export function protectedSize(version: Version, size: number, protection: Protection): number {
  if (version === '1.3') return size + 1 + 16
  if (protection === 'gcm') return 8 + size + 16
  if (protection === 'chacha') return size + 16
  if (protection === 'rc4-sha') return size + 20
  const tagged = size + (protection === 'cbc-sha' ? 20 : 32)
  const vector = version === '1.0' || version === '3.0' ? 0 : 16
  return vector + tagged + (16 - (tagged % 16))
}
