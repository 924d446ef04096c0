/** The management address TLV (IEEE 802.1AB clause 8.5.9). */
import type { Ip } from '../../model/ip.ts'
import { Cursor } from '../../wire/cursor.ts'
import { deviceIp } from '../addresses.ts'
import { objectIdentifier } from '../object-identifier.ts'
import type { Say } from './fields.ts'

export function observeManagement(value: Uint8Array, say: Say, addresses: Ip[]): void {
  const c = new Cursor(value)
  const ip = networkAddress(c.view(c.u8()))
  c.skip(5) // numbering subtype and interface number
  const oid = c.view(c.u8())
  if (ip !== null) {
    say('lldp.management-address', ip)
    addresses.push(ip)
  }
  if (!c.missing) say('lldp.management-oid', objectIdentifier(oid))
}

/** IANA address family, then the address; only IP is read. */
export const networkAddress = (value: Uint8Array): Ip | null =>
  value[0] === 1 || value[0] === 2 ? deviceIp(value.subarray(1)) : null
