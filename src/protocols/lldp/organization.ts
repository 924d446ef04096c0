/** Organizationally specific TLVs (IEEE 802.1AB clause 8.6): OUI, subtype, value. */
import { Cursor } from '../../wire/cursor.ts'
import { deviceMac } from '../addresses.ts'
import { hexOf, printable, textOf } from '../printable.ts'
import type { Say } from './fields.ts'
import { observeMed } from './med.ts'

export function observeOrganization(value: Uint8Array, say: Say): void {
  if (value.length < 4) return
  const oui = hexOf(value.subarray(0, 3))
  const subtype = value[3]!
  const body = value.subarray(4)
  if (oui === '0080c2') observe8021(subtype, body, say)
  else if (oui === '00120f') observe8023(subtype, body, say)
  else if (oui === '0012bb') observeMed(subtype, body, say)
  else if (oui === '000ecf') observeProfinet(subtype, body, say)
  else if (oui === '00005e' && subtype === 1) say('lldp.mud-url', printable(body))
  else {
    const text = printable(body)
    if (text !== null && text.length >= 3) say('lldp.organization-text', `${oui}:${subtype}=${text}`)
  }
}

/** IEEE 802.1Q annex D. */
function observe8021(subtype: number, body: Uint8Array, say: Say): void {
  const c = new Cursor(body)
  const vid = c.u16()
  if (c.missing) return
  if (subtype === 1) say('lldp.pvid', vid)
  else if (subtype === 6) say('lldp.management-vid', vid)
  else if (subtype === 3) say('lldp.vlan-name', `${vid}=${textOf(c.view(c.u8()))}`)
}

/** IEEE 802.3 clause 79. */
function observe8023(subtype: number, body: Uint8Array, say: Say): void {
  const c = new Cursor(body)
  if (subtype === 1 && body.length >= 5) {
    c.skip(3)
    say('lldp.mau-type', c.u16())
  } else if (subtype === 2 && body.length >= 3) say('lldp.power', body[0]! & 1 ? 'pse' : 'pd')
  else if (subtype === 4 && body.length >= 2) say('lldp.max-frame-size', c.u16())
}

/** IEC 61158-6-10: 3 is the alias (port and station name), 5 the MAC of the chassis. */
function observeProfinet(subtype: number, body: Uint8Array, say: Say): void {
  if (subtype === 3) say('lldp.profinet-alias', printable(body))
  else if (subtype === 5) say('lldp.chassis-mac', deviceMac(body.subarray(0, 6)))
}
