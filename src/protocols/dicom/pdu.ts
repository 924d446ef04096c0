/** Protocol data units of the upper layer (PS3.8 section 9.3): recognising them, and finding them again after loss. */
import type { StreamHead, Verdict } from '../protocol.ts'
import { APPLICATION_CONTEXT } from './services.ts'

export const PDU = {
  associateRequest: 1,
  associateAccept: 2,
  associateReject: 3,
  data: 4,
  releaseRequest: 5,
  releaseReply: 6,
  abort: 7,
} as const

export const PDU_HEADER = 6
/** What follows the header of A-ASSOCIATE-RQ and -AC up to the first item. */
export const ASSOCIATE_FIXED = 68
/** Length, context and control octet of a presentation data value. */
export const PDV_HEADER = 6
/** Control octet (PS3.8 annex E.2): the value is a command; it is the last fragment. */
export const IS_COMMAND = 1
export const IS_LAST = 2

/** Longest association request believed: 128 contexts with dozens of transfer syntaxes stay under 200 KiB. */
const MAX_ASSOCIATE = 1 << 20
/** Longest P-DATA believed; some take PDUs of any size. */
const MAX_DATA = 1 << 28
const APPLICATION_CONTEXT_ITEM = 0x10
/** Registered ports (IANA acr-nema, dicom): a capture may begin in the middle of an instance. */
const REGISTERED_PORTS: ReadonlySet<number> = new Set([104, 11_112])

export const u32 = (b: Uint8Array, at: number): number =>
  ((b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!) >>> 0

export function probe({ client, server, clientPort, serverPort }: StreamHead): Verdict {
  const asks = client.length === 0 ? 'more' : startsDicom(client, PDU.associateRequest)
  const answers = server.length === 0 ? 'more' : startsDicom(server, PDU.associateAccept)
  if (asks === 'yes' || answers === 'yes') return 'yes'
  if (client.length > 0 && server.length > 0 && asks === 'more' && answers === 'more') return 'more'
  // In the middle of an instance nothing can be recognised; its answer will be.
  const likely = REGISTERED_PORTS.has(serverPort) || REGISTERED_PORTS.has(clientPort)
  if (likely && (asks === 'more' || answers === 'more')) return 'more'
  return asks === 'no' || answers === 'no' ? 'no' : 'more'
}

/** Does a side begin with the association PDU of its kind, with messages, or with another PDU it may send? */
function startsDicom(b: Uint8Array, associate: 1 | 2): Verdict {
  const type = b[0]!
  if (type === associate) return startsAssociate(b)
  if (type === PDU.data) return startsCommand(b)
  const short = type >= PDU.associateReject && type <= PDU.abort
  if (!short || (type === PDU.associateReject && associate === PDU.associateRequest)) return 'no'
  if (!fits(b, [type, 0, 0, 0, 0, 4])) return 'no'
  if (b.length < 10) return 'more'
  return b.length === 10 && shortIsValid(type, b) ? 'yes' : 'no'
}

/** Reserved octets are zero; results, sources and reasons are those of the tables. */
function shortIsValid(type: number, b: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0, fourth = 0] = b.subarray(6)
  if (type === PDU.associateReject)
    return first === 0 && second >= 1 && second <= 2 && third >= 1 && third <= 3 && fourth <= 10
  if (type === PDU.abort) return first === 0 && second === 0 && (third === 0 || third === 2) && fourth <= 6
  return first + second + third + fourth === 0
}

function startsAssociate(b: Uint8Array): Verdict {
  if (b.length > 2 && !fits(b.subarray(2), [0])) return 'no'
  if (b.length >= PDU_HEADER) {
    const length = u32(b, 2)
    if (length < ASSOCIATE_FIXED || length > MAX_ASSOCIATE) return 'no'
  }
  // Version bit 0, reserved octets (PS3.8 table 9-11); AE titles are text, or NULs in some answers.
  if (b.length >= 8 && (b[7]! & 1) === 0) return 'no'
  for (let i = 10; i < Math.min(42, b.length); i++) if (!isTitleOctet(b[i]!)) return 'no'
  const item = PDU_HEADER + ASSOCIATE_FIXED
  if (b.length < item + 4 + 5) return 'more'
  if (b[item] !== APPLICATION_CONTEXT_ITEM || b[item + 2] !== 0) return 'no'
  const name = [...APPLICATION_CONTEXT].slice(0, 5).map((c) => c.charCodeAt(0))
  return fits(b.subarray(item + 4), name) ? 'yes' : 'no'
}

const isTitleOctet = (octet: number): boolean => octet === 0 || (octet >= 0x20 && octet !== 0x7f)

/**
 * P-DATA that begins with a command: its first element is the group length, (0000,0000) with a length of four.
 * Nothing else on a wire looks like these 18 octets.
 */
export function startsCommand(b: Uint8Array): Verdict {
  if (!fits(b, [PDU.data, 0])) return 'no'
  if (b.length < PDU_HEADER + PDV_HEADER) return 'more'
  const length = u32(b, 2)
  const value = u32(b, 6)
  const control = b[11]!
  if (value < 10 || length < value + 4 || length > MAX_DATA || (b[10]! & 1) === 0) return 'no'
  if (control !== IS_COMMAND && control !== (IS_COMMAND | IS_LAST)) return 'no'
  const first = b.subarray(PDU_HEADER + PDV_HEADER)
  if (!fits(first, [0, 0, 0, 0, 4, 0, 0, 0])) return 'no'
  return first.length < 8 ? 'more' : 'yes'
}

/** As far as both go, the same. */
function fits(b: Uint8Array, wanted: readonly number[]): boolean {
  for (let i = 0; i < Math.min(b.length, wanted.length); i++) if (b[i] !== wanted[i]) return false
  return true
}

/** Where the next command begins in `bytes`, so that reading goes on there; -1: not here. */
export function findCommand(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(PDU.data); at >= 0; at = bytes.indexOf(PDU.data, at + 1))
    if (startsCommand(bytes.subarray(at, at + 20)) === 'yes') return at
  return -1
}
