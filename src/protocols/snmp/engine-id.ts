/** Engine identifiers of SNMP version 3 (RFC 3411 section 5, SnmpEngineID): who made the engine, and often its address. */
import type { Ip } from '../../model/ip.ts'
import type { Mac } from '../../model/mac.ts'
import { deviceIp, deviceMac } from '../addresses.ts'
import { printable } from '../printable.ts'

export interface EngineId {
  /** IANA enterprise number. */
  readonly enterprise: number
  /** Format octet; `null` in the old form of twelve octets. */
  readonly format: number | null
  readonly mac: Mac | null
  readonly ip: Ip | null
  readonly text: string | null
}

/** Reads 5 to 32 octets; `null` when they cannot be an identifier. */
export function readEngineId(bytes: Uint8Array): EngineId | null {
  if (bytes.length < 5 || bytes.length > 32) return null
  const word = ((bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!) >>> 0
  const enterprise = word & 0x7fffffff
  const none = { enterprise, mac: null, ip: null, text: null }
  if (word === enterprise) return { ...none, format: null }
  const format = bytes[4]!
  const rest = bytes.subarray(5)
  return {
    ...none,
    format,
    ip: format === 1 || format === 2 ? deviceIp(rest) : null,
    mac: format === 3 ? deviceMac(macIn(rest, enterprise)) : null,
    text: format === 4 ? printable(rest) : null,
  }
}

/** Cisco puts an octet of its own (what kind of interface) in front of the address. */
const CISCO = 9

const macIn = (rest: Uint8Array, enterprise: number): Uint8Array =>
  enterprise === CISCO && rest.length === 7 ? rest.subarray(1) : rest.subarray(0, 6)
