/** Registration, admission and status (H.225.0 clause 7.2): how endpoints and their gatekeeper find each other, over UDP. */
import {
  aliasAddress,
  bmpString,
  type EndpointType,
  endpointType,
  H225,
  nonStandardParameter,
  protocolVersion,
  sequenceOf,
  transportAddress,
  type Vendor,
  vendorIdentifier,
} from './elements.ts'
import { PerReader } from './per.ts'

/** The first alternatives of RasMessage; all of these begin with a number and the protocol identifier. */
const MESSAGES = [
  ['gatekeeper-request', 'endpoint'],
  ['gatekeeper-confirm', 'gatekeeper'],
  ['gatekeeper-reject', 'gatekeeper'],
  ['registration-request', 'endpoint'],
  ['registration-confirm', 'gatekeeper'],
  ['registration-reject', 'gatekeeper'],
] as const
const GATEKEEPER_REQUEST = 0
const REGISTRATION_REQUEST = 3
/** Octets of the number and what is before it; then the length of the identifier. */
const IDENTIFIER = 4

export interface RasMessage {
  readonly name: string
  readonly role: 'endpoint' | 'gatekeeper'
  readonly version: number | null
  readonly endpoint: EndpointType | null
  readonly vendor: Vendor | null
}

export function isRas(b: Uint8Array): boolean {
  if (b.length < IDENTIFIER + 7 || b[IDENTIFIER] !== H225.length + 1) return false
  return b[0]! >>> 2 < MESSAGES.length && H225.every((arc, i) => b[IDENTIFIER + 1 + i] === arc)
}

export function readRas(b: Uint8Array): RasMessage {
  const per = new PerReader(b)
  per.bit()
  const kind = per.number(25)
  const [name, role] = MESSAGES[kind] ?? MESSAGES[0]
  const nothing = { name, role, endpoint: null, vendor: null }
  per.bit()
  if (kind === GATEKEEPER_REQUEST) {
    const [nonStandard] = [per.bit(), per.bits(3)]
    const version = begin(per, nonStandard)
    transportAddress(per)
    const endpoint = endpointType(per)
    return { ...nothing, version, endpoint: usable(endpoint), vendor: endpoint.vendor }
  }
  if (kind !== REGISTRATION_REQUEST) return { ...nothing, version: b[IDENTIFIER + 1 + H225.length] ?? null }
  const [nonStandard, alias, identifier] = [per.bit(), per.bit(), per.bit()]
  const version = begin(per, nonStandard)
  per.bit() // discoveryComplete
  sequenceOf(per, transportAddress)
  sequenceOf(per, transportAddress)
  const endpoint = endpointType(per)
  if (endpoint.whole && alias) sequenceOf(per, aliasAddress)
  if (endpoint.whole && identifier) bmpString(per, 128)
  const vendor = endpoint.whole ? vendorIdentifier(per) : null
  return { ...nothing, version, endpoint: usable(endpoint), vendor: endpoint.vendor ?? vendor }
}

/** The number of the request, the protocol identifier, and a maker's own data. */
function begin(per: PerReader, nonStandard: boolean): number | null {
  per.number(65_536)
  const version = protocolVersion(per)
  if (nonStandard) nonStandardParameter(per)
  return version
}

const usable = (endpoint: EndpointType): EndpointType | null =>
  endpoint.whole || endpoint.vendor !== null ? endpoint : null
