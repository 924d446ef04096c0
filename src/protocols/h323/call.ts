/** Call signalling (H.225.0 clause 7): Q.931 messages in TPKT packets, with an H.323 part in the user-user element. */
import {
  aliasAddress,
  type EndpointType,
  endpointType,
  protocolVersion,
  sequenceOf,
  transportAddress,
} from './elements.ts'
import { PerReader } from './per.ts'

/** Q.931 section 4.2: protocol discriminator, and the length of call references that H.225.0 uses. */
const Q931 = 8
const REFERENCE = 2
const TPKT = 4
/** Octets up to the message type and behind it. */
const HEADER = TPKT + 5
const USER_USER = 0x7e
/** X.208 and X.209 coded user information, Q.931 table 4-26. */
const ASN1 = 5

/** Message types, Q.931 table 4-2, and the number of each one's H.323 part. */
const MESSAGES: Readonly<Record<number, readonly [name: string, body: number]>> = {
  1: ['alerting', 3],
  2: ['call-proceeding', 1],
  3: ['progress', -1],
  5: ['setup', 0],
  7: ['connect', 2],
  13: ['setup-acknowledge', -1],
  90: ['release-complete', -1],
  98: ['facility', -1],
  110: ['notify', -1],
  117: ['status-inquiry', -1],
  123: ['information', -1],
  125: ['status', -1],
}

export interface CallMessage {
  readonly name: string
  readonly version: number | null
  readonly endpoint: EndpointType | null
}

/** Octets of the packet at `at`; 0 where more are needed, -1 where none begins. */
export function callPacketSize(b: Uint8Array, at = 0): number {
  const fixed = [3, 0, -1, -1, Q931, REFERENCE]
  for (let i = 0; i < fixed.length; i++) {
    const octet = b[at + i]
    if (octet === undefined) return 0
    if (fixed[i]! >= 0 && octet !== fixed[i]) return -1
  }
  if (b.length - at < HEADER) return 0
  const size = b[at + 2]! * 256 + b[at + 3]!
  return size < HEADER || MESSAGES[b[at + HEADER - 1]!] === undefined ? -1 : size
}

/** Reads a packet that is all there. */
export function readCall(packet: Uint8Array): CallMessage {
  const [name, body] = MESSAGES[packet[HEADER - 1]!]!
  const information = userUser(packet)
  const read = information === null || body < 0 ? null : readBody(information, body)
  return { name, version: read?.version ?? null, endpoint: read?.endpoint ?? null }
}

/** Information elements, Q.931 section 4.5: one octet where bit 8 is set, else a length; two octets of it here. */
function userUser(b: Uint8Array): Uint8Array | null {
  let at = HEADER
  while (at < b.length) {
    const id = b[at]!
    if (id === USER_USER) {
      const size = (b[at + 1] ?? 0) * 256 + (b[at + 2] ?? 0)
      return b[at + 3] === ASN1 ? b.subarray(at + 4, at + 3 + size) : null
    }
    at += id >= 0x80 ? 1 : 2 + (b[at + 1] ?? 0)
  }
  return null
}

/** H323-UserInformation up to the endpoint that speaks: its parts before that are passed over. */
function readBody(information: Uint8Array, expected: number) {
  const per = new PerReader(information)
  per.bits(2) // extension, user-data
  per.bits(2) // extension, nonStandardData
  const extended = per.bit()
  if (extended || per.number(7) !== expected) return null
  per.bit()
  const setup = expected === 0
  const h245 = per.bit()
  const source = setup && per.bit()
  if (setup) per.bits(5)
  const version = protocolVersion(per)
  if (version === null) return null
  // Of these messages alone setup and connect have the address before the endpoint.
  if (h245 && (setup || expected === 2)) transportAddress(per)
  if (source) sequenceOf(per, aliasAddress)
  const endpoint = endpointType(per)
  return { version, endpoint: per.missing && endpoint.vendor === null ? null : endpoint }
}
