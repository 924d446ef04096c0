/** What a DHCP client says of itself. */
import type { Ip } from '../../model/ip.ts'
import type { Mac } from '../../model/mac.ts'
import type { FieldName } from '../../model/observation.ts'
import { deviceIp, deviceMac } from '../addresses.ts'
import { readDuid } from '../dhcpv6/duid.ts'
import { domainName } from '../domain-labels.ts'
import { hexOf, printable, printableOrHex, textOf, uuidOf } from '../printable.ts'
import type { About, DatagramReport } from '../protocol.ts'
import type { Message } from './message.ts'
import { observeVendor } from './vendor.ts'

type Who = About<'sender'>
type Say = (field: FieldName, value: string | number | null) => void

export function observeClient(message: Message, to: DatagramReport): void {
  // A lease query is asked by an access concentrator about a client (RFC 4388 section 6.2).
  if (message.type === 'leasequery') return
  const who = clientOf(message, to)
  if (who === null) return
  if (message.type === 'discover' && message.chaddr !== null)
    to.event('sender', { kind: 'lease-sought', client: message.chaddr })
  const say: Say = (field, value) => to.observe(who, field, value, true)
  say('dhcp.message-type', message.type)
  observeIdentity(message, say)
  observeShape(message, say)
  observeBoot(message, say)
  observeVendor(message, say)
  observeAddress(message, say, to)
}

/** A relayed message is the client's all the same; without a usable hardware address only its own frame tells who it is. */
function clientOf(message: Message, to: DatagramReport): Who | null {
  if (message.chaddr !== null) return { mac: message.chaddr, ip: ownAddress(message) }
  return message.giaddr === null && to.sender.port !== 67 ? 'sender' : null
}

/** `ciaddr` is only filled in by a client that can answer ARP for it (RFC 2131 section 4.1). */
const ownAddress = (message: Message): Ip | null =>
  message.type === 'request' || message.type === 'inform' ? message.ciaddr : null

function observeIdentity(message: Message, say: Say): void {
  say('dhcp.hostname', textOption(message, 12))
  say('dhcp.vendor-class', textOption(message, 60))
  say('dhcp.fqdn', fqdn(message.option(81)))
  say('dhcp.mud-url', textOption(message, 161))
  for (const value of userClasses(message.option(77))) say('dhcp.user-class', value)
  observeClientId(message.option(61), message.chaddr, say)
}

function observeClientId(id: Uint8Array | undefined, chaddr: Mac | null, say: Say): void {
  if (id === undefined || id.length < 2) return
  const text = id[0] === 0 ? printable(id.subarray(1)) : printable(id)
  say('dhcp.client-id', text ?? hexOf(id))
  if (id[0] === 1 && id.length === 7) {
    const mac = deviceMac(id.subarray(1))
    if (mac !== chaddr) say('dhcp.client-id-mac', mac)
  }
  // RFC 4361 section 6.1: 255, four octets of IAID, then the DUID.
  const duid = id[0] === 255 ? readDuid(id.subarray(5)) : null
  if (duid === null) return
  say('dhcp.duid', duid.hex)
  say('dhcp.duid-mac', duid.mac)
}

function observeShape(message: Message, say: Say): void {
  const wanted = message.option(55)
  if (wanted !== undefined) say('dhcp.parameter-request-list', wanted.join(','))
  say('dhcp.option-order', message.options.order.join(','))
  const size = message.option(57)
  if (size?.length === 2) say('dhcp.max-message-size', (size[0]! << 8) | size[1]!)
}

function observeBoot(message: Message, say: Say): void {
  const architecture = message.option(93)
  if (architecture !== undefined && architecture.length >= 2)
    say('dhcp.client-architecture', (architecture[0]! << 8) | architecture[1]!)
  const network = message.option(94)
  if (network?.length === 3) say('dhcp.network-interface', `${network[0]}.${network[1]}.${network[2]}`)
  const machine = message.option(97)
  // Type 0 is the only one defined: sixteen octets of UUID follow.
  if (machine?.[0] === 0) say('dhcp.machine-uuid', uuidOf(machine.subarray(1)))
}

function observeAddress(message: Message, say: Say, to: DatagramReport): void {
  const requested = deviceIp(message.option(50) ?? new Uint8Array(0))
  say(message.type === 'decline' ? 'dhcp.declined-address' : 'dhcp.requested-address', requested)
  const own = ownAddress(message)
  if (message.chaddr !== null && own !== null) to.binding(message.chaddr, own)
}

export function textOption(message: Message, code: number): string | null {
  const value = message.option(code)
  return value === undefined ? null : textOf(value)
}

/** Option 81: flags, two obsolete result codes, then the name: wire format with the E flag, else text (RFC 4702 section 2). */
export function fqdn(option: Uint8Array | undefined): string | null {
  if (option === undefined || option.length < 4) return null
  const name = option.subarray(3)
  return option[0]! & 4 ? domainName(name) : printable(name)
}

/** Length-prefixed classes (RFC 3004 section 4), or, as many clients do it, one bare text. */
function userClasses(option: Uint8Array | undefined): string[] {
  if (option === undefined) return []
  const classes: string[] = []
  let at = 0
  while (at < option.length && classes.length < 8) {
    const length = option[at]!
    if (length === 0 || at + 1 + length > option.length) return [printableOrHex(option)]
    classes.push(printableOrHex(option.subarray(at + 1, at + 1 + length)))
    at += 1 + length
  }
  return classes
}
