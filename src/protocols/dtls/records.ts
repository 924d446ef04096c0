/** DTLS records and handshake fragments (RFC 6347 section 4, RFC 9147 section 4): cutting a datagram into them. */
import { Cursor } from '../../wire/cursor.ts'

export const CHANGE_CIPHER_SPEC = 20
export const ALERT = 21
export const HANDSHAKE = 22

/** Type, version, epoch, sequence number, length. */
const RECORD_HEADER = 13
const FRAGMENT_HEADER = 12
/** DTLS 1.0, DTLS 1.2 (also the record version of 1.3), and what came before RFC 4347. */
const VERSIONS: readonly number[] = [0xfeff, 0xfefd, 0x0100]
/** Handshake types that appear in clear (RFC 6347 section 4.2.2, RFC 5246 section 7.4). */
const CLEAR: readonly number[] = [0, 1, 2, 3, 4, 11, 12, 13, 14, 15, 16, 22]
/** CAPWAP puts four octets before DTLS (RFC 5415 section 4.2). */
const CAPWAP_PREAMBLE = [1, 0, 0, 0]

export interface DtlsRecord {
  readonly type: number
  /** 0 is in clear. */
  readonly epoch: number
  readonly body: Uint8Array
}

export interface Fragment {
  readonly type: number
  /** Of the whole message, octets. */
  readonly length: number
  readonly sequence: number
  readonly offset: number
  readonly bytes: Uint8Array
}

/** The records of a datagram, up to the first that is malformed or cut; empty when it is no DTLS. */
export function recordsOf(payload: Uint8Array): DtlsRecord[] {
  const preamble = CAPWAP_PREAMBLE.every((octet, i) => payload[i] === octet) ? CAPWAP_PREAMBLE.length : 0
  const c = new Cursor(payload, preamble)
  const records: DtlsRecord[] = []
  while (c.left >= RECORD_HEADER) {
    const type = c.u8()
    const version = c.u16()
    const epoch = c.u16()
    c.skip(6)
    const body = c.view(c.u16())
    if (c.missing || type < CHANGE_CIPHER_SPEC || type > 26 || !VERSIONS.includes(version)) break
    if (body.length === 0) break
    records.push({ type, epoch, body })
  }
  return records
}

/** The fragments of a clear handshake record; `null` when their lengths do not fit together. */
export function fragmentsOf(body: Uint8Array): Fragment[] | null {
  const c = new Cursor(body)
  const fragments: Fragment[] = []
  while (c.left >= FRAGMENT_HEADER) {
    const type = c.u8()
    const length = c.u24()
    const sequence = c.u16()
    const offset = c.u24()
    const bytes = c.view(c.u24())
    if (c.missing || !CLEAR.includes(type) || offset + bytes.length > length) return null
    fragments.push({ type, length, sequence, offset, bytes })
  }
  return c.left === 0 ? fragments : null
}
