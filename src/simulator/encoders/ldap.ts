/** LDAP version 3 (RFC 4511): TCP and UDP 389. */
import {
  application,
  boolean,
  context,
  enumerated,
  implicit,
  integer,
  octets,
  sequence,
  set,
  tlv,
} from './asn1.ts'

/** Anonymous or with a password, in the clear. */
export const bindSimple = (id: number, name: string, password: string): Uint8Array =>
  sequence(integer(id), application(0, integer(3), octets(name), implicit(0, password)))

/** With a mechanism such as `GSS-SPNEGO` and its token. */
export const bindSasl = (id: number, mechanism: string, token: Uint8Array): Uint8Array =>
  sequence(integer(id), application(0, integer(3), octets(''), context(3, octets(mechanism), octets(token))))

/** 0 success, 14 more to come, 49 invalid credentials. */
export const bindResponse = (id: number, code = 0, token?: Uint8Array): Uint8Array =>
  sequence(
    integer(id),
    application(1, enumerated(code), octets(''), octets(''), token === undefined ? '' : implicit(7, token)),
  )

export interface Search {
  readonly base: string
  /** 0 the base alone, 1 one level, 2 all below. */
  readonly scope: 0 | 1 | 2
  /** Attribute and value that must be equal, or an attribute that must be there. */
  readonly filter: readonly [attribute: string, value?: string]
  readonly attributes?: readonly string[]
}

export function searchRequest(id: number, s: Search): Uint8Array {
  const [attribute, value] = s.filter
  const filter = value === undefined ? implicit(7, attribute) : context(3, octets(attribute), octets(value))
  return sequence(
    integer(id),
    application(
      3,
      octets(s.base),
      enumerated(s.scope),
      enumerated(0),
      integer(0),
      integer(0),
      boolean(false),
      filter,
      sequence(...(s.attributes ?? []).map((a) => octets(a))),
    ),
  )
}

/** One entry found. */
export const searchEntry = (
  id: number,
  name: string,
  attributes: Readonly<Record<string, readonly string[]>>,
): Uint8Array =>
  sequence(
    integer(id),
    application(
      4,
      octets(name),
      sequence(
        ...Object.entries(attributes).map(([key, values]) =>
          sequence(octets(key), set(...values.map((v) => octets(v)))),
        ),
      ),
    ),
  )
export const searchDone = (id: number, code = 0): Uint8Array =>
  sequence(integer(id), application(5, enumerated(code), octets(''), octets('')))
export const unbind = (id: number): Uint8Array => sequence(integer(id), tlv(0x42))
