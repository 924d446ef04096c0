/** Extensions of hello messages (RFC 8446 section 4.2): the list itself and the shapes that recur in them. */
import { Cursor } from '../../wire/cursor.ts'

/** Numbers of the IANA registry "TLS ExtensionType Values". */
export const SERVER_NAME = 0
export const SIGNATURE_ALGORITHMS = 13
export const HEARTBEAT = 15
export const ALPN = 16
export const PRE_SHARED_KEY = 41
export const SUPPORTED_VERSIONS = 43
export const KEY_SHARE = 51
export const ECH = 0xfe0d
/** Encrypted SNI, draft-ietf-tls-esni-02, before it became Encrypted ClientHello. */
export const ESNI = 0xffce
export const RENEGOTIATION_INFO = 0xff01

/** Extensions of one hello that are looked at; real ones have fewer than 30. */
const MAX_EXTENSIONS = 256
/** Names in one ALPN list that are looked at. */
const MAX_NAMES = 32

export interface Extensions {
  /** Types in the order sent, repeats included. */
  readonly types: number[]
  /** First content of each type; views into the message. */
  readonly contents: Map<number, Uint8Array>
  /** Everything the lengths promised was there. */
  readonly complete: boolean
}

/** Reads the rest of a hello: nothing (extensions are optional before TLS 1.3) or a list with its length. */
export function extensionsOf(c: Cursor): Extensions {
  const types: number[] = []
  const contents = new Map<number, Uint8Array>()
  if (c.left === 0) return { types, contents, complete: true }
  const list = c.sub(c.u16())
  while (list.left >= 4 && types.length < MAX_EXTENSIONS) {
    const type = list.u16()
    const length = list.u16()
    if (length > list.left) return { types, contents, complete: false }
    types.push(type)
    const content = list.view(length)
    if (!contents.has(type)) contents.set(type, content)
  }
  return { types, contents, complete: !list.missing && list.left === 0 }
}

/** Two-octet numbers up to the end of `c`. */
export function u16List(c: Cursor, most = MAX_EXTENSIONS): number[] {
  const out: number[] = []
  while (c.left >= 2 && out.length < most) out.push(c.u16())
  return out
}

/** The names of an ALPN extension (RFC 7301 section 3.1) as Latin-1 text; an empty first name is kept. */
export function protocolNames(content: Uint8Array): string[] {
  const outer = new Cursor(content)
  const list = outer.sub(outer.u16())
  const names: string[] = []
  while (list.left >= 1 && names.length < MAX_NAMES) names.push(octets(list.view(list.u8())))
  return names
}

/** One character an octet; the decoder called latin1 would take 0x80-0x9f for Windows characters. */
const octets = (view: Uint8Array): string =>
  Buffer.from(view.buffer, view.byteOffset, view.length).toString('latin1')
