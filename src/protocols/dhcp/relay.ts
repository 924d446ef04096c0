/** What a relay agent adds: that it relays, and option 82: where it heard the client. */
import type { FieldName } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { hexOf, printable } from '../printable.ts'
import type { DatagramReport } from '../protocol.ts'
import type { Message } from './message.ts'

/** Sub-options that tell a place, IANA registry "DHCP Relay Agent Sub-Option Codes". */
const PLACES: ReadonlyMap<number, FieldName> = new Map([
  [1, 'dhcp.circuit-id'],
  [2, 'dhcp.remote-id'],
  [6, 'dhcp.subscriber-id'],
  [9, 'dhcp.relay-vendor'],
  [12, 'dhcp.relay-id'],
])

export function observeRelay(message: Message, to: DatagramReport): void {
  if (message.giaddr !== null) to.observe({ ip: message.giaddr }, 'dhcp.relay', 'relay')
  const option = message.option(82)
  if (option === undefined || message.chaddr === null) return
  const c = new Cursor(option)
  for (let n = 0; c.left > 1 && n < 16; n++) {
    const field = PLACES.get(c.u8())
    const value = c.view(c.u8())
    if (c.missing) {
      to.oddity('dhcp.relay-option-length')
      return
    }
    if (field !== undefined) to.observe({ mac: message.chaddr }, field, placeText(value))
  }
}

/** Switches send text bare, or behind a type and a length octet of their own. */
function placeText(value: Uint8Array): string {
  const inner = value.length > 2 && value[1] === value.length - 2 ? printable(value.subarray(2)) : null
  return printable(value) ?? inner ?? hexOf(value)
}
