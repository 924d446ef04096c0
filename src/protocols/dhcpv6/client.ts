/** What a DHCPv6 client says of itself. */
import type { FieldName } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { domainName } from '../domain-labels.ts'
import { printable, printableOrHex } from '../printable.ts'
import type { DatagramReport } from '../protocol.ts'
import { readDuid } from './duid.ts'
import type { Message } from './message.ts'
import { find, readOptions } from './options.ts'

type Say = (field: FieldName, value: string | number | null) => void

const EMPTY = new Uint8Array(0)

export function observeClient(message: Message, to: DatagramReport): void {
  const heard = message.relays.length === 0
  if (!heard && message.clientMac === null) return
  const who = heard ? 'sender' : { mac: message.clientMac }
  const say: Say = (field, value) => to.observe(who, field, value, true)
  say('dhcpv6.message-type', message.type)
  observeDuid(find(message.options, 1) ?? EMPTY, say)
  observeNames(message, say)
  observeShape(message, say)
}

function observeDuid(bytes: Uint8Array, say: Say): void {
  const duid = readDuid(bytes)
  if (duid === null) return
  say('dhcpv6.duid', duid.hex)
  say('dhcpv6.duid-kind', duid.kind)
  say('dhcpv6.duid-mac', duid.mac)
  say('dhcpv6.duid-uuid', duid.uuid)
  say('dhcpv6.enterprise-number', duid.enterprise)
}

function observeNames(message: Message, say: Say): void {
  const name = find(message.options, 39)
  if (name !== undefined && name.length > 1) say('dhcpv6.fqdn', domainName(name.subarray(1)))
  for (const { code, value } of message.options) {
    if (code === 15) for (const text of classes(value)) say('dhcpv6.user-class', text)
    else if (code === 16) observeVendorClass(value, say)
    else if (code === 17) observeVendorOptions(value, say)
    else if (code === 112) say('dhcpv6.mud-url', printable(value))
  }
}

function observeVendorClass(value: Uint8Array, say: Say): void {
  const c = new Cursor(value)
  const enterprise = c.u32()
  if (c.missing) return
  say('dhcpv6.enterprise-number', enterprise)
  for (const text of classes(value.subarray(4))) say('dhcpv6.vendor-class', text)
}

function observeVendorOptions(value: Uint8Array, say: Say): void {
  const c = new Cursor(value)
  const enterprise = c.u32()
  if (c.missing) return
  say('dhcpv6.enterprise-number', enterprise)
  for (const option of readOptions(value.subarray(4)).list.slice(0, 16)) {
    const text = printable(option.value)
    if (text !== null) say('dhcpv6.vendor-options', `${enterprise}:${option.code}=${text}`)
  }
}

function observeShape(message: Message, say: Say): void {
  say('dhcpv6.option-request', words(find(message.options, 6)).join(','))
  say('dhcpv6.option-order', message.options.map(({ code }) => code).join(','))
  say('dhcpv6.client-architecture', words(find(message.options, 61))[0] ?? null)
}

/** Opaque values, each behind two octets of length (RFC 8415 sections 21.15 and 21.16). */
function classes(bytes: Uint8Array): string[] {
  const c = new Cursor(bytes)
  const out: string[] = []
  while (c.left > 2 && out.length < 8) {
    const value = c.view(c.u16())
    if (c.missing) break
    out.push(printableOrHex(value))
  }
  return out
}

function words(bytes: Uint8Array = EMPTY): number[] {
  const out: number[] = []
  for (let i = 0; i + 1 < bytes.length && out.length < 128; i += 2) out.push((bytes[i]! << 8) | bytes[i + 1]!)
  return out
}
