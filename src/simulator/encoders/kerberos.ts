/** Kerberos 5 (RFC 4120): TCP or UDP 88. Tickets and encrypted parts are of the right shape, not real. */
import {
  application,
  bitString,
  context,
  generalizedTime,
  generalString,
  integer,
  octets,
  sequence,
} from './asn1.ts'
import { bytes, counted32, type Entropy, type Part } from './bytes.ts'

/** 18, 17 AES; 23 RC4; 3, 1 DES. */
export type EncryptionType = 18 | 17 | 23 | 24 | 3 | 1
export const MODERN: readonly EncryptionType[] = [18, 17, 23]
/** What Windows XP and 2003 offer. */
export const OLD: readonly EncryptionType[] = [23, 24, 3, 1]

export interface Client {
  /** `nurse7`, or `WARD-PC-3$` for the machine. */
  readonly name: string
  readonly realm: string
  readonly etypes: readonly EncryptionType[]
  /** NetBIOS name of the workstation, as Windows adds it. */
  readonly workstation?: string
  readonly nonce: number
  /** Milliseconds since 1970. */
  readonly till: number
}

/** Name types (RFC 4120 section 6.2): 1 principal, 2 service instance. */
const principal = (type: number, parts: readonly string[]): Uint8Array =>
  sequence(context(0, integer(type)), context(1, sequence(...parts.map(generalString))))
const serviceName = (service: string): Uint8Array => principal(2, service.split('/'))
const encrypted = (etype: number, cipher: Uint8Array, version?: number): Uint8Array =>
  sequence(
    context(0, integer(etype)),
    version === undefined ? '' : context(1, integer(version)),
    context(2, octets(cipher)),
  )

function requestBody(c: Client, service: string, named: boolean): Uint8Array {
  const address = c.workstation === undefined ? '' : context(9, sequence(netbiosAddress(c.workstation)))
  return sequence(
    context(0, bitString(0x40, 0x81, 0, 0x10)),
    named ? context(1, principal(1, [c.name])) : '',
    context(2, generalString(c.realm)),
    context(3, serviceName(service)),
    context(5, generalizedTime(c.till)),
    context(7, integer(c.nonce)),
    context(8, sequence(...c.etypes.map((e) => integer(e)))),
    address,
  )
}

/** Type 20, padded with blanks to sixteen. */
const netbiosAddress = (name: string): Uint8Array =>
  sequence(context(0, integer(20)), context(1, octets(name.toUpperCase().padEnd(16, ' '))))

const data = (type: number, value: Uint8Array): Uint8Array =>
  sequence(context(1, integer(type)), context(2, octets(value)))

/** AS-REQ; with `proof` the encrypted time stamp of the second try. */
export function asRequest(c: Client, proof?: Entropy): Uint8Array {
  const padata = [
    ...(proof === undefined ? [] : [data(2, encrypted(c.etypes[0] ?? 18, proof(60)))]),
    data(128, sequence(context(0, Uint8Array.of(1, 1, 0xff)))),
  ]
  return message(10, context(3, sequence(...padata)), context(4, requestBody(c, `krbtgt/${c.realm}`, true)))
}

/** AS-REP. */
export const asReply = (c: Client, random: Entropy, etype: EncryptionType = 18): Uint8Array =>
  reply(11, c, `krbtgt/${c.realm}`, etype, random)

/** TGS-REQ for a service such as `cifs/files01.hospital.example`. */
export function tgsRequest(c: Client, service: string, random: Entropy): Uint8Array {
  const ticketGranting = ticket(c.realm, `krbtgt/${c.realm}`, 18, random)
  const apRequest = application(
    14,
    sequence(
      context(0, integer(5)),
      context(1, integer(14)),
      context(2, bitString(0, 0, 0, 0)),
      context(3, ticketGranting),
      context(4, encrypted(18, random(180))),
    ),
  )
  return message(12, context(3, sequence(data(1, apRequest))), context(4, requestBody(c, service, false)))
}

/** TGS-REP. */
export const tgsReply = (
  c: Client,
  service: string,
  random: Entropy,
  etype: EncryptionType = 18,
): Uint8Array => reply(13, c, service, etype, random)

/** What a server wants proven, and under which key (RFC 4120 sections 5.2.7.5 and 5.2.7.2). */
const wanted = (realm: string): Uint8Array =>
  sequence(
    data(19, sequence(sequence(context(0, integer(18)), context(1, generalString(realm))))),
    data(2, new Uint8Array(0)),
  )

/** KRB-ERROR: 6 unknown, 18 revoked, 24 wrong password, 25 pre-authentication wanted. */
export const error = (
  c: Pick<Client, 'realm'>,
  code: number,
  at: number,
  service = `krbtgt/${c.realm}`,
): Uint8Array =>
  application(
    30,
    sequence(
      context(0, integer(5)),
      context(1, integer(30)),
      context(4, generalizedTime(at)),
      context(5, integer(0)),
      context(6, integer(code)),
      context(9, generalString(c.realm)),
      context(10, serviceName(service)),
      code === 25 ? context(12, octets(wanted(c.realm))) : '',
    ),
  )

/** Over a stream: the length in front (RFC 4120 section 7.2.2). */
export const overTcp = (whole: Uint8Array): Uint8Array => counted32(whole)

function message(type: number, ...members: readonly Part[]): Uint8Array {
  return application(type, sequence(context(1, integer(5)), context(2, integer(type)), ...members))
}

const reply = (
  type: number,
  c: Client,
  service: string,
  etype: EncryptionType,
  random: Entropy,
): Uint8Array =>
  application(
    type,
    sequence(
      context(0, integer(5)),
      context(1, integer(type)),
      context(3, generalString(c.realm)),
      context(4, principal(1, [c.name])),
      context(5, ticket(c.realm, service, etype, random)),
      context(6, encrypted(etype, random(260))),
    ),
  )

const ticket = (realm: string, service: string, etype: EncryptionType, random: Entropy): Uint8Array =>
  application(
    1,
    sequence(
      context(0, integer(5)),
      context(1, generalString(realm)),
      context(2, serviceName(service)),
      context(3, encrypted(etype, random(900), 2)),
    ),
  )

/** AP-REQ inside an SPNEGO token, for logins to services (RFC 4121 section 4.1). */
export const apRequestToken = (realm: string, service: string, random: Entropy): Uint8Array =>
  application(
    0,
    bytes(
      Uint8Array.of(6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 1, 2, 2),
      1,
      0,
      application(
        14,
        sequence(
          context(0, integer(5)),
          context(1, integer(14)),
          context(2, bitString(0x20, 0, 0, 0)),
          context(3, ticket(realm, service, 18, random)),
          context(4, encrypted(18, random(180))),
        ),
      ),
    ),
  )
