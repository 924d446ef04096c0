/** The address list of CDP: a count, then protocol (type, length, octets) and address (length, octets) of each. */
import type { Ip } from '../../model/ip.ts'
import { Cursor } from '../../wire/cursor.ts'
import { deviceIp } from '../addresses.ts'

/** Addresses read of one list. */
const MOST = 16

export function addressList(value: Uint8Array): Ip[] {
  const c = new Cursor(value)
  const out: Ip[] = []
  for (let left = Math.min(c.u32(), MOST); left > 0; left--) {
    c.skip(1)
    c.skip(c.u8())
    const ip = deviceIp(c.view(c.u16()))
    if (c.missing) break
    // Four octets are IPv4 (NLPID cc), sixteen IPv6 (802.2 with EtherType 86dd); other protocols have other sizes.
    if (ip !== null) out.push(ip)
  }
  return out
}
