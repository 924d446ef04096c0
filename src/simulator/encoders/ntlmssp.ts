/** NTLMSSP (MS-NLMP 2.2.1), and the SPNEGO wrapping around it (RFC 4178). */
import { application, context, enumerated, octets, oid, sequence } from './asn1.ts'
import { bytes, type Entropy, filetime, latin1, type Part, u16le, u32le, utf16le } from './bytes.ts'

/** A Windows version: 6.1 build 7601. */
export interface Version {
  readonly major: number
  readonly minor: number
  readonly build: number
}

const NTLMSSP = '1.3.6.1.4.1.311.2.2.10'
const SPNEGO = '1.3.6.1.5.5.2'
const SIGNATURE = latin1('NTLMSSP\0')
/** Unicode, request target, sign, NTLM, always sign, extended security, target info, version, 128, key exchange, 56. */
const FLAGS = 0xe2898215

const versionOf = (v: Version): Uint8Array => bytes(v.major, v.minor, u16le(v.build), 0, 0, 0, 15)
/** Length, room, offset. */
const field = (size: number, at: number): Uint8Array => bytes(u16le(size), u16le(size), u32le(at))

/** Type 1, from the client. */
export const negotiate = (v: Version): Uint8Array =>
  bytes(SIGNATURE, u32le(1), u32le(0xe2088297), field(0, 0), field(0, 0), versionOf(v))

export interface Target {
  readonly computer: string
  /** NetBIOS name of the domain; the computer's own where it is in none. */
  readonly domain: string
  readonly dnsComputer: string
  readonly dnsDomain: string
  readonly version: Version
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Type 2, from the server: its names and version. */
export function challenge(t: Target, random: Entropy): Uint8Array {
  const name = utf16le(t.domain)
  const info = targetInfo(t)
  const head = bytes(SIGNATURE, u32le(2), field(name.length, 56), u32le(FLAGS), random(8), u32le(0), u32le(0))
  return bytes(head, field(info.length, 56 + name.length), versionOf(t.version), name, info)
}

/** Pairs of MS-NLMP 2.2.2.1. */
function targetInfo(t: Target): Uint8Array {
  const pair = (id: number, value: Uint8Array): Uint8Array => bytes(u16le(id), u16le(value.length), value)
  return bytes(
    pair(2, utf16le(t.domain)),
    pair(1, utf16le(t.computer)),
    pair(4, utf16le(t.dnsDomain)),
    pair(3, utf16le(t.dnsComputer)),
    pair(7, filetime(t.at)),
    pair(0, new Uint8Array(0)),
  )
}

export interface Login {
  readonly domain: string
  readonly user: string
  readonly workstation: string
  readonly version: Version
  /** The answer of version 1, 24 bytes, as old clients give it; else of version 2. */
  readonly old?: boolean
}

/** Type 3, from the client: who logs in, from where. The answers to the challenge are not real. */
export function authenticate(l: Login, t: Target, random: Entropy): Uint8Array {
  const response = l.old === true ? random(24) : version2(t, random)
  const parts = [
    l.old === true ? random(24) : new Uint8Array(24),
    response,
    utf16le(l.domain),
    utf16le(l.user),
    utf16le(l.workstation),
    random(16),
  ]
  const fields: Uint8Array[] = []
  const start = 88
  // Payload order is that of Windows: domain, user, workstation, then the answers and the session key.
  const order = [2, 3, 4, 0, 1, 5]
  const places = new Map<number, number>()
  let at = start
  for (const i of order) {
    places.set(i, at)
    at += parts[i]!.length
  }
  for (const [i, part] of parts.entries()) fields.push(field(part.length, places.get(i)!))
  const body = order.map((i) => parts[i]!)
  return bytes(SIGNATURE, u32le(3), ...fields, u32le(0xe2888215), versionOf(l.version), random(16), ...body)
}

/** NTLMv2 response (MS-NLMP 2.2.2.8): proof, then the client's challenge with the target's info. */
const version2 = (t: Target, random: Entropy): Uint8Array =>
  bytes(random(16), 1, 1, u16le(0), u32le(0), filetime(t.at), random(8), u32le(0), targetInfo(t), u32le(0))

/** NegTokenInit of SPNEGO: offers NTLM, with the first token. */
export const spnegoInit = (token: Uint8Array): Uint8Array =>
  application(
    0,
    oid(SPNEGO),
    context(0, sequence(context(0, sequence(oid(NTLMSSP))), context(2, octets(token)))),
  )

/** NegTokenResp: state 0 done, 1 incomplete; a server's with its token. */
export const spnegoAnswer = (token: Uint8Array): Uint8Array =>
  context(1, sequence(context(0, enumerated(1)), context(1, oid(NTLMSSP)), context(2, octets(token))))
/** The client's next. */
export const spnegoNext = (token: Uint8Array): Uint8Array => context(1, sequence(context(2, octets(token))))
export const spnegoDone = (): Uint8Array => context(1, sequence(context(0, enumerated(0))))

/** What a server offers in its first answer: NTLM, and Kerberos where it is in a domain. */
export function spnegoHint(kerberos: boolean): Uint8Array {
  const kinds: Part[] = kerberos ? [oid('1.2.840.48018.1.2.2'), oid('1.2.840.113554.1.2.2')] : []
  return application(0, oid(SPNEGO), context(0, sequence(context(0, sequence(...kinds, oid(NTLMSSP))))))
}
