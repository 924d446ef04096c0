/** Writers for NTLMSSP messages (MS-NLMP section 2.2.1) and SPNEGO around them. Shares no code with `src/`. */
import { context, der, int, octets, oid, seq } from './asn1-bytes.ts'
import { type Bytes, bytes, u16le, u32le, utf16le, zeros } from './bytes.ts'

const SIGNATURE = 'NTLMSSP\0'
/** Unicode, sign, NTLM, always sign, extended session security, version, 128, 56. */
export const FLAGS = 0xa2088211

export const version = (major: number, minor: number, build: number, revision = 15): Bytes =>
  bytes(major, minor, u16le(build), 0, 0, 0, revision)

/** Writes headers of `fixed` octets before the payload, with a length, maximum, offset triple for each value. */
function withFields(fixed: number, values: Bytes[]): { triples: Bytes[]; payload: Bytes } {
  let at = fixed
  const triples = values.map((value) => {
    const triple = bytes(u16le(value.length), u16le(value.length), u32le(at))
    at += value.length
    return triple
  })
  return { triples, payload: bytes(...values) }
}

export function negotiate(
  of: { version?: Bytes; domain?: string; workstation?: string; flags?: number } = {},
): Bytes {
  const { triples, payload } = withFields(40, [bytes(of.domain ?? ''), bytes(of.workstation ?? '')])
  return bytes(SIGNATURE, u32le(1), u32le(of.flags ?? FLAGS), ...triples, of.version ?? zeros(8), payload)
}

export const pair = (id: number, value: string | Bytes): Bytes => {
  const data = typeof value === 'string' ? utf16le(value) : value
  return bytes(u16le(id), u16le(data.length), data)
}

export function fileTime(seconds: number): Bytes {
  const out = Buffer.alloc(8)
  out.writeBigUInt64LE(BigInt(Math.round((seconds + 11_644_473_600) * 1e7)))
  return Uint8Array.from(out)
}

export function challenge(of: { target: string; pairs: Bytes[]; version?: Bytes; flags?: number }): Bytes {
  const { triples, payload } = withFields(56, [utf16le(of.target), bytes(...of.pairs, zeros(4))])
  const random = bytes(1, 2, 3, 4, 5, 6, 7, 8)
  return bytes(
    SIGNATURE,
    u32le(2),
    triples[0]!,
    u32le(of.flags ?? FLAGS),
    random,
    zeros(8),
    triples[1]!,
    of.version ?? zeros(8),
    payload,
  )
}

export function authenticate(of: {
  domain?: string
  user?: string
  workstation?: string
  lm?: Bytes
  nt?: Bytes
  version?: Bytes
  flags?: number
}): Bytes {
  const { triples, payload } = withFields(72, [
    of.lm ?? zeros(24),
    of.nt ?? bytes(zeros(16).fill(7), 1, 1, zeros(26), pair(1, 'ECHO'), zeros(4)),
    utf16le(of.domain ?? ''),
    utf16le(of.user ?? ''),
    utf16le(of.workstation ?? ''),
    zeros(0),
  ])
  return bytes(SIGNATURE, u32le(3), ...triples, u32le(of.flags ?? FLAGS), of.version ?? zeros(8), payload)
}

export const NTLMSSP_OID = '1.3.6.1.4.1.311.2.2.10'
export const KERBEROS_OID = '1.2.840.113554.1.2.2'
export const MS_KERBEROS_OID = '1.2.840.48018.1.2.2'

/** SPNEGO's first token, behind its GSS-API header (RFC 4178 section 4.2.1). */
export const negTokenInit = (mechanisms: string[], token?: Bytes): Bytes =>
  der(
    0x60,
    oid('1.3.6.1.5.5.2'),
    context(0, seq(context(0, seq(...mechanisms.map(oid))), ...(token ? [context(2, octets(token))] : []))),
  )

export const negTokenResp = (state: number, mechanism?: string, token?: Bytes): Bytes =>
  context(
    1,
    seq(
      context(0, int(state, 10)),
      ...(mechanism ? [context(1, oid(mechanism))] : []),
      ...(token ? [context(2, octets(token))] : []),
    ),
  )
