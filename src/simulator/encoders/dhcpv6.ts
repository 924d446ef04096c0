/** DHCP for IPv6 (RFC 8415; client name of RFC 4704): UDP 546 to 547, ff02::1:2. */
import { bytes, counted8, counted16, ipv6, mac, type Part, u16, u24, u32 } from './bytes.ts'

export interface Client {
  readonly transaction: number
  /** The DUID as it stands on the wire; see `duidOf`. */
  readonly duid: Uint8Array
  /** Association of the interface. */
  readonly association: number
  readonly name?: string
  /** Enterprise number and text, such as 311 and `MSFT 5.0`. */
  readonly vendorClass?: readonly [enterprise: number, text: string]
  /** In the order of the client's stack. */
  readonly requested?: readonly number[]
  /** Hundredths of a second since the client began. */
  readonly elapsed?: number
}

/** DUID by link layer and time (type 1): seconds since 2000 when it was made. */
export const duidWithTime = (address: string, seconds: number): Uint8Array =>
  bytes(u16(1), u16(1), u32(seconds), mac(address))
/** DUID by link layer alone (type 3). */
export const duidOf = (address: string): Uint8Array => bytes(u16(3), u16(1), mac(address))

const option = (code: number, ...value: readonly Part[]): Uint8Array => bytes(u16(code), counted16(...value))

function fromClient(kind: number, c: Client, ...more: readonly Part[]): Uint8Array {
  const labels = c.name?.split('.').map((label) => counted8(label)) ?? []
  return bytes(
    kind,
    u24(c.transaction),
    option(8, u16(c.elapsed ?? 0)),
    option(1, c.duid),
    option(3, u32(c.association), u32(0), u32(0), ...more),
    c.name === undefined ? '' : option(39, 0, ...labels, ...(c.name.includes('.') ? [0] : [])),
    c.vendorClass === undefined ? '' : option(16, u32(c.vendorClass[0]), counted16(c.vendorClass[1])),
    c.requested === undefined ? '' : option(6, ...c.requested.map(u16)),
  )
}

/** SOLICIT: is there a server? */
export const solicit = (c: Client): Uint8Array => fromClient(1, c)
/** REQUEST of an address that `server` (its DUID) advertised. */
export const request = (c: Client, server: Uint8Array, address: string): Uint8Array =>
  bytes(fromClient(3, c, lease(address, 0, 0)), option(2, server))

export interface Lease {
  readonly duid: Uint8Array
  readonly address: string
  /** Seconds. */
  readonly preferred: number
  readonly valid: number
  readonly dns?: readonly string[]
}

/** ADVERTISE and REPLY. */
export const advertise = (c: Client, l: Lease): Uint8Array => fromServer(2, c, l)
export const reply = (c: Client, l: Lease): Uint8Array => fromServer(7, c, l)

const fromServer = (kind: number, c: Client, l: Lease): Uint8Array =>
  bytes(
    kind,
    u24(c.transaction),
    option(1, c.duid),
    option(2, l.duid),
    option(
      3,
      u32(c.association),
      u32(Math.floor(l.preferred / 2)),
      u32(l.preferred),
      lease(l.address, l.preferred, l.valid),
    ),
    l.dns === undefined ? '' : option(23, ...l.dns.map(ipv6)),
  )

const lease = (address: string, preferred: number, valid: number): Uint8Array =>
  option(5, ipv6(address), u32(preferred), u32(valid))
