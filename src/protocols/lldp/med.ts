/** LLDP-MED (ANSI/TIA-1057 clause 10.2): what endpoints such as phones, cameras and monitors say of themselves. */
import type { FieldName } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { printable, textOf } from '../printable.ts'
import type { Say } from './fields.ts'

const INVENTORY: ReadonlyMap<number, FieldName> = new Map([
  [5, 'lldp.med-hardware'],
  [6, 'lldp.med-firmware'],
  [7, 'lldp.med-software'],
  [8, 'lldp.med-serial'],
  [9, 'lldp.med-manufacturer'],
  [10, 'lldp.med-model'],
  [11, 'lldp.med-asset'],
])

/** Application types, table 12. */
const APPLICATIONS = [
  'reserved',
  'voice',
  'voice-signaling',
  'guest-voice',
  'guest-voice-signaling',
  'softphone-voice',
  'video-conferencing',
  'streaming-video',
  'video-signaling',
]

export function observeMed(subtype: number, body: Uint8Array, say: Say): void {
  const inventory = INVENTORY.get(subtype)
  if (inventory !== undefined) say(inventory, textOf(body))
  else if (subtype === 1 && body.length >= 3) say('lldp.med-class', body[2]!)
  else if (subtype === 2 && body.length >= 4) observePolicy(body, say)
  else if (subtype === 3) observeLocation(body, say)
  else if (subtype === 4 && body.length >= 3) observePower(body, say)
}

/** Application, then 24 bits: unknown, tagged, reserved, VLAN (12), priority (3), DSCP (6). */
function observePolicy(body: Uint8Array, say: Say): void {
  const bits = new Cursor(body, 1).u24()
  const application = APPLICATIONS[body[0]!] ?? String(body[0])
  if (bits & 0x800000) say('lldp.med-network-policy', `${application} unknown`)
  else {
    const vlan = bits & 0x400000 ? (bits >>> 9) & 0xfff : 'untagged'
    say(
      'lldp.med-network-policy',
      `${application} vlan=${vlan} priority=${(bits >>> 6) & 7} dscp=${bits & 63}`,
    )
  }
}

function observeLocation(body: Uint8Array, say: Say): void {
  if (body[0] === 2) say('lldp.med-location-civic', civicAddress(body.subarray(1)))
  else if (body[0] === 3) say('lldp.med-location-elin', printable(body.subarray(1)))
}

/** Length, what, country, then elements of type, length, value (RFC 4776 section 3.1). */
function civicAddress(body: Uint8Array): string {
  const c = new Cursor(body, 2, 1 + (body[0] ?? 0))
  const parts = [c.ascii(2)]
  while (c.left > 1 && parts.length < 32) {
    const type = c.u8()
    const text = printable(c.view(c.u8()))
    if (c.missing) break
    // 0 is the language, 128 the script; neither is part of the address.
    if (text !== null && type !== 0 && type !== 128) parts.push(text)
  }
  return parts.join(', ')
}

/** Type (2 bits), source, priority, then tenths of a watt. */
function observePower(body: Uint8Array, say: Say): void {
  const kind = ['pse', 'pd'][body[0]! >>> 6]
  if (kind !== undefined) say('lldp.med-power', `${kind} ${((body[1]! << 8) | body[2]!) / 10}`)
}
