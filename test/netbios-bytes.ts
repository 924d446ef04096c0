/** Byte writers for NetBIOS names (RFC 1001 section 14.1). */
import { type Bytes, bytes } from './bytes.ts'

/** The sixteen octets of a name: padded with spaces, the suffix last. */
export const netbiosOctets = (name: string, suffix: number): Bytes =>
  bytes(name.padEnd(15, ' ').slice(0, 15), suffix)

/** The name in half-ASCII as one label with the root behind it: 34 octets. */
export const netbiosName = (name: string, suffix: number): Bytes =>
  bytes(32, ...[...netbiosOctets(name, suffix)].map((octet) => [65 + (octet >>> 4), 65 + (octet & 15)]), 0)
