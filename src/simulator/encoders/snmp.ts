/** SNMP versions 1, 2c (RFC 1157, 3416) and 3 (RFC 3412, 3414): UDP 161 and 162. */
import { context, implicit, integer, nothing, octets, oid, sequence, tlv } from './asn1.ts'
import { bytes, hex, ipv4, mac, type Part, u32 } from './bytes.ts'

export type Value =
  | { readonly text: string }
  | { readonly octets: Uint8Array }
  | { readonly integer: number }
  | { readonly oid: string }
  | { readonly address: string }
  /** Hundredths of a second. */
  | { readonly ticks: number }
  | { readonly counter: number }
  | { readonly gauge: number }
  /** Asked for, or not there (noSuchObject of RFC 3416). */
  | 'unknown'
  | 'absent'

/** A variable: object identifier and value. */
export type Variable = readonly [oid: string, value: Value]

/** Objects that inventory tools ask for. */
export const OID = {
  sysDescr: '1.3.6.1.2.1.1.1.0',
  sysObjectID: '1.3.6.1.2.1.1.2.0',
  sysUpTime: '1.3.6.1.2.1.1.3.0',
  sysContact: '1.3.6.1.2.1.1.4.0',
  sysName: '1.3.6.1.2.1.1.5.0',
  sysLocation: '1.3.6.1.2.1.1.6.0',
  sysServices: '1.3.6.1.2.1.1.7.0',
  entPhysicalDescr: '1.3.6.1.2.1.47.1.1.1.1.2.1',
  entPhysicalHardwareRev: '1.3.6.1.2.1.47.1.1.1.1.8.1',
  entPhysicalFirmwareRev: '1.3.6.1.2.1.47.1.1.1.1.9.1',
  entPhysicalSoftwareRev: '1.3.6.1.2.1.47.1.1.1.1.10.1',
  entPhysicalSerialNum: '1.3.6.1.2.1.47.1.1.1.1.11.1',
  entPhysicalMfgName: '1.3.6.1.2.1.47.1.1.1.1.12.1',
  entPhysicalModelName: '1.3.6.1.2.1.47.1.1.1.1.13.1',
  hrDeviceDescr: '1.3.6.1.2.1.25.3.2.1.3.1',
  prtGeneralSerialNumber: '1.3.6.1.2.1.43.5.1.1.17.1',
  prtMarkerLifeCount: '1.3.6.1.2.1.43.10.2.1.4.1.1',
  upsIdentManufacturer: '1.3.6.1.2.1.33.1.1.1.0',
  upsIdentModel: '1.3.6.1.2.1.33.1.1.2.0',
  upsIdentSoftware: '1.3.6.1.2.1.33.1.1.3.0',
  upsIdentAgent: '1.3.6.1.2.1.33.1.1.4.0',
  upsIdentName: '1.3.6.1.2.1.33.1.1.5.0',
  ifDescr: '1.3.6.1.2.1.2.2.1.2.1',
  ifPhysAddress: '1.3.6.1.2.1.2.2.1.6.1',
  ifInOctets: '1.3.6.1.2.1.2.2.1.10.1',
  snmpTrapOid: '1.3.6.1.6.3.1.1.4.1.0',
} as const

/** Notifications that every agent knows (RFC 3418). */
export const TRAP = {
  coldStart: '1.3.6.1.6.3.1.1.5.1',
  linkDown: '1.3.6.1.6.3.1.1.5.3',
  authenticationFailure: '1.3.6.1.6.3.1.1.5.5',
} as const

/** Version and community, in the clear. */
export interface Access {
  readonly version: '1' | '2c'
  readonly community: string
}

const GET = 0
const GET_NEXT = 1
const RESPONSE = 2
const SET = 3
const TRAP_V2 = 7
const REPORT = 8

export const get = (a: Access, id: number, oids: readonly string[]): Uint8Array =>
  community(a, asking(GET, id, oids))
export const getNext = (a: Access, id: number, oids: readonly string[]): Uint8Array =>
  community(a, asking(GET_NEXT, id, oids))
/** GetBulk, versions 2c and 3 (RFC 3416 section 4.2.3). */
export const getBulk = (a: Access, id: number, oids: readonly string[], repetitions = 10): Uint8Array =>
  community(
    a,
    context(5, integer(id), integer(0), integer(repetitions), variables(oids.map((o) => [o, 'unknown']))),
  )
export const response = (a: Access, id: number, list: readonly Variable[]): Uint8Array =>
  community(a, pdu(RESPONSE, id, list))
export const set = (a: Access, id: number, list: readonly Variable[]): Uint8Array =>
  community(a, pdu(SET, id, list))

/** A version 2c notification: up time, kind, and what goes with it. */
export const trap = (
  name: string,
  id: number,
  upTime: number,
  kind: string,
  list: readonly Variable[] = [],
): Uint8Array =>
  community(
    { version: '2c', community: name },
    pdu(TRAP_V2, id, [[OID.sysUpTime, { ticks: upTime }], [OID.snmpTrapOid, { oid: kind }], ...list]),
  )

/** A version 1 trap: generic 0 cold start, 2 link down, 6 of the enterprise's own (RFC 1157 section 4.1.6). */
export const trapV1 = (
  name: string,
  t: {
    readonly enterprise: string
    readonly agent: string
    readonly generic: number
    readonly specific: number
    readonly upTime: number
    readonly list?: readonly Variable[]
  },
): Uint8Array =>
  community(
    { version: '1', community: name },
    context(
      4,
      oid(t.enterprise),
      tlv(0x40, ipv4(t.agent)),
      integer(t.generic),
      integer(t.specific),
      integer(t.upTime, 0x43),
      variables(t.list ?? []),
    ),
  )

const community = (a: Access, body: Uint8Array): Uint8Array =>
  sequence(integer(a.version === '1' ? 0 : 1), octets(a.community), body)

const asking = (kind: number, id: number, oids: readonly string[]): Uint8Array =>
  pdu(
    kind,
    id,
    oids.map((o) => [o, 'unknown']),
  )
const pdu = (kind: number, id: number, list: readonly Variable[]): Uint8Array =>
  context(kind, integer(id), integer(0), integer(0), variables(list))
const variables = (list: readonly Variable[]): Uint8Array =>
  sequence(...list.map(([name, value]) => sequence(oid(name), encode(value))))

/** RFC 2578 section 7.1. */
function encode(value: Value): Uint8Array {
  if (value === 'unknown') return nothing()
  if (value === 'absent') return implicit(0)
  if ('text' in value) return octets(value.text)
  if ('octets' in value) return octets(value.octets)
  if ('oid' in value) return oid(value.oid)
  if ('address' in value) return tlv(0x40, ipv4(value.address))
  if ('ticks' in value) return integer(value.ticks, 0x43)
  if ('counter' in value) return integer(value.counter, 0x41)
  return 'gauge' in value ? integer(value.gauge, 0x42) : integer(value.integer)
}

/** An engine's identifier from its enterprise number and MAC (RFC 3411 section 5, format 3). */
export const engineOf = (enterprise: number, address: string): Uint8Array =>
  bytes(u32(0x80000000 | enterprise), 3, mac(address))

/** State of the authoritative engine (RFC 3414 section 2.2). */
export interface Engine {
  readonly id: Uint8Array
  readonly boots: number
  /** Seconds since the last of them. */
  readonly time: number
}

/** Version 3, no security: asks an agent for its engine (RFC 3414 section 4). */
export const discoverEngine = (id: number): Uint8Array =>
  secured(id, 0x04, { id: hex(''), boots: 0, time: 0 }, '', '', scoped(hex(''), pdu(GET, id, [])))

/** The report that tells it (usmStatsUnknownEngineIDs). */
export const reportEngine = (id: number, engine: Engine): Uint8Array =>
  secured(
    id,
    0,
    engine,
    '',
    '',
    scoped(engine.id, pdu(REPORT, id, [['1.3.6.1.6.3.15.1.1.4.0', { counter: 1 }]])),
  )

/** A message of a user, authenticated and encrypted: `cipher` is what stands for the scoped PDU, `code` and `salt` for the keys' work. */
export const encrypted = (
  id: number,
  engine: Engine,
  user: string,
  cipher: Uint8Array,
  keys: { readonly code: Uint8Array; readonly salt: Uint8Array },
  asking = true,
): Uint8Array => secured(id, asking ? 0x07 : 0x03, engine, user, keys.code, octets(cipher), keys.salt)

/** A message of a user in the clear, answered by `responseV3`. */
export const getV3 = (id: number, engine: Engine, user: string, oids: readonly string[]): Uint8Array =>
  secured(id, 0x04, engine, user, '', scoped(engine.id, asking(GET, id, oids)))
export const responseV3 = (id: number, engine: Engine, user: string, list: readonly Variable[]): Uint8Array =>
  secured(id, 0, engine, user, '', scoped(engine.id, pdu(RESPONSE, id, list)))

const scoped = (engine: Uint8Array, body: Uint8Array): Uint8Array =>
  sequence(octets(engine), octets(''), body)

function secured(
  id: number,
  flags: number,
  e: Engine,
  user: string,
  code: Part,
  body: Uint8Array,
  salt: Part = '',
): Uint8Array {
  const security = sequence(
    octets(e.id),
    integer(e.boots),
    integer(e.time),
    octets(user),
    octets(code),
    octets(salt),
  )
  const global = sequence(integer(id), integer(65_507), octets(flags), integer(3))
  return sequence(integer(3), global, octets(security), body)
}
